"""What a person is asked, put together from her record."""

from datetime import timedelta

from sqlalchemy import text

from app.kit import clock
from app.kit.db import Database
from app.people import rules as staff
from app.people.access import Actor
from app.reflections import asked, rules
from tests.assessments.acts import written
from tests.reflections import acts


def closed_project(database: Database, person: Actor, title: str = "Spring campaign") -> int:
    with database.writing() as db:
        return acts.closed_project(db, person, title=title)


def keys(database: Database, person: Actor) -> list[str]:
    with database.reading() as db:
        return [one.due.key for one in asked.due_now(db, person)]


def test_a_newcomer_and_somebody_without_a_level(database, people):
    for person in (people.wang, people.root):
        assert keys(database, person) == []
    with clock.at(clock.now() + timedelta(days=70)):
        (key,) = keys(database, people.wang)
        assert key.startswith("periodic:")


def test_everything_at_once(database, people):
    project = closed_project(database, people.lin)
    written(database, people.lin, people.lin, teamwork=1)
    with clock.at(clock.now() + timedelta(days=60)):
        with database.writing() as db:
            staff.place(db, None, people.lin.person_id, "senior", clock.today(), "manager")
        with database.reading() as db:
            found = asked.due_now(db, people.lin)
        assert [one.due.occasion for one in found] == ["periodic", "level", "project", "gap"]
        assert found[2].due.key == f"project:{project}"
        assert [one.question.advice for one in found[1:]] == ["responsibility", "experience", "skills"]
        assert len({one.question.prompt_id for one in found}) == 4


def test_nothing_is_due_before_her_account(database, people):
    with database.writing() as db:
        joined = db.execute(text("SELECT joined_on FROM person WHERE id = :id"), {"id": people.lin.person_id}).scalar()
    with database.reading() as db:
        (one,) = asked.due_now(db, people.lin)
    assert str(one.due.since) == str(joined)
    assert one.due.due_on == clock.today()


def test_a_deleted_project_asks_nothing_and_a_private_one_does(database, people):
    project = closed_project(database, people.lin)
    for change, there in (("private = true", True), ("deleted_at = '2026-01-01 00:00:00+00'", False)):
        with database.writing() as db:
            db.execute(text(f"UPDATE evidence SET {change} WHERE id = :id"), {"id": project})
        assert (f"project:{project}" in keys(database, people.lin)) == there


def test_a_draft_is_no_longer_due_and_keeps_its_prompt_to_itself(database, people):
    for title in ("one", "two"):
        closed_project(database, people.lin, title=title)
    with database.reading() as db:
        _, first, second = asked.due_now(db, people.lin)
    with database.writing() as db:
        draft = rules.begin(db, people.lin, first.due.key)
        assert (draft.prompt_id, draft.advice) == (first.question.prompt_id, "experience")
        assert draft.asked.endswith(str(first.question))
    with database.reading() as db:
        (_, left) = asked.due_now(db, people.lin)
    assert left == second


def test_queries_are_few_and_fixed(database, people, count_queries):
    def count() -> int:
        with count_queries() as queries, database.reading() as db:
            asked.due_now(db, people.lin)
        return len(queries)

    keys(database, people.lin)
    written(database, people.lin, people.lin)
    first = count()
    for n in range(8):
        closed_project(database, people.lin, title=str(n))
        written(database, people.lin, people.lin, teamwork=1)
    assert count() == first <= 12
