"""What is due for whom: the stages of each kind, in words."""

from datetime import datetime, timedelta

import pytest

from app.evidence.models import Evidence
from app.goals.models import Goal
from app.kit import clock, i18n
from app.reminders.due import due_now, due_of
from app.reminders.kinds import KINDS
from tests.assessments.acts import written
from tests.reminders.things import NOW, TODAY, action, asked, days, entry, goal, share


def seen(db, actor, moment: datetime = NOW) -> list[tuple[str, int]]:
    """(kind, days from the moment to its stage) of what is due for somebody."""
    with clock.at(moment):
        today = moment.date()
        return [(one.kind, (one.stage_on - today).days) for one in due_now(db, actor.person_id)]


@pytest.mark.parametrize(
    ("in_days", "found"),
    [
        (15, []),
        (14, [("goal", 0)]),
        (7, [("goal", -7)]),
        (3, [("goal", 3)]),
        (0, [("goal", 0)]),
        (-6, [("goal", -6)]),
        (-7, [("goal", 0)]),
    ],
)
def test_a_goal_before_on_and_after_its_day(db, people, in_days, found):
    """In three days is a holiday: its day is told on the working day before."""
    goal(db, people.lin, days(in_days))
    assert seen(db, people.lin) == found


@pytest.mark.parametrize("state", ["paused", "met", "dropped"])
def test_a_goal_that_rests_or_is_over_is_not_due(db, people, state):
    action(db, goal(db, people.lin, state=state), "call two partners")
    assert seen(db, people.lin) == []


def test_an_action_on_a_holiday_is_told_on_the_working_day_before(db, people):
    """The 25th to the 27th are holidays."""
    action(db, goal(db, people.lin, days(100)), "call two partners", days(3))
    assert seen(db, people.lin) == [("action", 3)]
    assert seen(db, people.lin, NOW - timedelta(days=1)) == []


def test_what_is_done_is_not_due(db, people):
    action(db, goal(db, people.lin, days(100)), "call two partners", done=True)
    assert seen(db, people.lin) == []


@pytest.mark.parametrize(
    ("in_days", "found"),
    [(61, []), (60, [0]), (31, [-29]), (30, [0]), (7, [0]), (0, [-7]), (-30, [-37]), (-31, [])],
)
def test_a_certificate_that_expires(db, people, in_days, found):
    entry(db, people.lin, expires_on=days(in_days))
    assert seen(db, people.lin) == [("certificate", stage) for stage in found]


def test_a_deleted_entry_is_not_due(db, people):
    deleted = db.get_one(Evidence, entry(db, people.lin, expires_on=TODAY, next_touch_on=TODAY.isoformat()))
    deleted.deleted_at = NOW
    db.flush()
    assert seen(db, people.lin) == []


def test_a_contact_to_be_in_touch_with(db, people):
    entry(db, people.lin, "contact", "老王", next_touch_on=TODAY.isoformat())
    entry(db, people.lin, "contact", "小李", next_touch_on=None)
    entry(db, people.lin, "contact", "next_touch_on", next_touch_on="soon")
    assert seen(db, people.lin) == [("contact", 0)]


@pytest.mark.parametrize(("ago", "stage"), [(0, None), (1, 0), (6, -5), (7, 0), (20, -13)])
def test_a_verification_asked_of_me(db, people, ago, stage):
    asked(db, entry(db, people.lin), people.chen, NOW - timedelta(days=ago))
    assert seen(db, people.chen) == ([] if stage is None else [("verification", stage)])
    assert seen(db, people.lin) == []


def test_a_verification_of_an_older_version_is_not_asked_any_more(db, people):
    id = entry(db, people.lin)
    asked(db, id, people.chen, NOW - timedelta(days=2))
    db.get_one(Evidence, id).version = 2
    db.flush()
    assert seen(db, people.chen) == []


def test_a_private_entry_asks_nothing_of_anybody(db, people):
    id = entry(db, people.lin, private=True)
    asked(db, id, people.chen, NOW - timedelta(days=2))
    share(db, id, people.chen, NOW - timedelta(days=2))
    assert seen(db, people.chen) == []


def test_a_share_to_confirm(db, people):
    share(db, entry(db, people.lin, "project"), people.zhao, NOW - timedelta(days=1))
    assert seen(db, people.zhao) == [("contribution", 0)]


def test_an_open_self_assessment_and_the_next_one(database, people):
    with clock.at(NOW - timedelta(days=200)):
        written(database, people.lin, people.lin, teamwork=2)
    with database.reading() as db:
        assert [kind for kind, _ in seen(db, people.lin)] == ["assessment"]
    with clock.at(NOW - timedelta(days=13)):
        written(database, people.lin, people.lin, False, teamwork=3)
    with database.reading() as db:
        assert seen(db, people.lin) == []
        assert seen(db, people.lin, NOW + timedelta(days=1)) == [("assessment", 0)]


def test_reflections_ask_without_the_title_of_what_they_are_about(database, people):
    """Half a year later the accounts of the cast are old enough to be asked."""
    later = clock.now() + timedelta(days=200)
    with database.writing() as db:
        id = entry(db, people.lin, "project", "秘密项目")
        found = db.get_one(Evidence, id)
        found.ended_on = (later - timedelta(days=10)).date()
    with database.reading() as db, clock.at(later):
        words = [one.words for one in due_now(db, people.lin.person_id) if one.kind == "reflection"]
    assert len(words) >= 2
    assert not any("秘密项目" in one for one in words)


def test_the_words_say_the_day_in_the_readers_language(db, people):
    goal(db, people.lin, days(14))
    with clock.at(NOW):
        (one,) = due_now(db, people.lin.person_id)
        assert one.words == "目标“团队协作”2026年10月8日到期"
        assert one.path == f"/goals/{one.key.removeprefix('goal:')}"
        with i18n.speaking("en"):
            assert one.words == "Goal “Teamwork”: due on 2026-10-08"


def test_what_is_overdue_says_so(db, people):
    goal(db, people.lin, days(-7))
    asked(db, entry(db, people.zhao), people.lin, NOW - timedelta(days=7))
    with clock.at(NOW):
        assert {one.kind: one.overdue for one in due_now(db, people.lin.person_id)} == {
            "goal": True,
            "verification": False,
        }


def test_a_goal_whose_competency_is_gone_is_called_by_its_id(db, people):
    goal(db, people.lin, competency="no_such")
    with clock.at(NOW):
        assert "no_such" in due_now(db, people.lin.person_id)[0].words


def test_the_queries_do_not_grow_with_the_things(database, people, count_queries):
    def count() -> int:
        with count_queries() as queries, database.reading() as db, clock.at(NOW):
            due_now(db, people.lin.person_id)
        return len(queries)

    with database.writing() as db:
        goal(db, people.lin)
    few = count()
    with database.writing() as db:
        for number in range(20):
            action(db, goal(db, people.lin, days(number)), "x", days(number))
            asked(db, entry(db, people.lin, expires_on=days(number)), people.chen, NOW)
    assert count() == few


def test_a_page_may_leave_a_kind_out(db, people):
    goal(db, people.lin)
    with clock.at(NOW):
        assert due_now(db, people.lin.person_id, but=("goal",)) == []


def test_people_do_not_get_each_others(db, people):
    goal(db, people.lin)
    goal(db, people.zhao)
    found = due_of(db, [people.lin.person_id, people.zhao.person_id], TODAY)
    owners = {one.thing.path: person for person, several in found.items() for one in several}
    assert len(owners) == 2
    for path, person in owners.items():
        assert db.get_one(Goal, int(path.rpartition("/")[2])).person_id == person


def test_ids_of_kinds_are_short_and_differ():
    ids = [kind.id for kind in KINDS]
    assert len(ids) == len(set(ids)) and all(len(id) <= 30 for id in ids)
    assert len(" ".join(ids)) <= 400
