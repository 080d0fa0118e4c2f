"""What a person's competencies did over her self-assessments."""

from datetime import timedelta

from app.assessments import over_time, queries
from app.kit import clock
from app.people import access
from tests.assessments.acts import written


def lines_of(database, actor):
    with database.reading() as db:
        subject = access.subject(db, actor, actor.person_id)
        submitted = [entry for entry in queries.history(db, actor, subject) if entry.submitted_at]
        return over_time.lines(over_time.steps(db, submitted))


def test_one_assessment_is_no_course(database, people):
    written(database, people.lin, people.lin, teamwork=2)
    assert lines_of(database, people.lin) == ((), ())


def test_ratings_stand_oldest_first_and_holes_stay_holes(database, people):
    for number, teamwork in enumerate((2, "none", 4)):
        with clock.at(clock.now() + timedelta(days=100 * number)):
            written(database, people.lin, people.lin, teamwork=teamwork)
    columns, rows = lines_of(database, people.lin)
    row = next(row for row in rows if row.competency.id == "teamwork")
    assert [rated.proficiency for rated in row.ratings] == [2, None, 4]
    assert len(row.chart.points) == 2
    assert row.chart.points[0].y > row.chart.points[1].y
    assert [step.entry.submitted_at for step in columns] == sorted(step.entry.submitted_at for step in columns)


def test_only_the_latest_six_are_columns_but_all_are_drawn(database, people):
    for number in range(8):
        with clock.at(clock.now() + timedelta(days=30 * number)):
            written(database, people.lin, people.lin, teamwork=3)
    columns, rows = lines_of(database, people.lin)
    row = next(row for row in rows if row.competency.id == "teamwork")
    assert (len(columns), len(row.ratings), len(row.chart.points)) == (over_time.MOST, over_time.MOST, 8)
