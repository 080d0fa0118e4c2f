"""Commitments among the reminders and in the calendar: of whoever promised them, while he leads her."""

from datetime import timedelta

import pytest

from app.commitments import outcomes
from app.kit import clock, i18n
from app.people import rules as people_rules
from app.reminders.due import due_now, upcoming
from app.reminders.kinds.commitment import COMMITMENT, find
from tests.commitments.acts import promise, promised, proposed


def said(db, actor) -> list[str]:
    with i18n.speaking("en"):
        return [one.words for one in due_now(db, actor.person_id) if one.kind == "commitment"]


def in_calendar(db, actor) -> list[str]:
    found = upcoming(db, actor.person_id, clock.today() + timedelta(days=300))
    with i18n.speaking("en"):
        return [thing.say(thing.calendar) for thing in found if thing.key.startswith("commitment")]


def test_whoever_promised_is_reminded(db, people):
    promised(db, people, people.chen, promise("Take her along", 5))
    promised(db, people, people.lin, promise("Read the book", 3))
    day = (clock.today() + timedelta(days=5)).isoformat()
    assert said(db, people.chen) == [f"Promised to Lin Xiaoyu: “Take her along”: due on {day}"]
    assert [words.partition(":")[2][:17] for words in said(db, people.lin)] == [" “Read the book”:"]
    assert in_calendar(db, people.chen) == ["Promised to Lin Xiaoyu: Take her along"]
    assert in_calendar(db, people.lin) == ["Promised: Read the book"]


@pytest.mark.parametrize(("days", "due"), [(8, False), (7, True), (0, True), (-3, True), (-20, True)])
def test_before_on_and_after_its_day(db, people, days, due):
    id = promised(db, people, people.lin, promise(days=9)).id
    on = clock.today() + timedelta(days=days)
    db.connection().exec_driver_sql(f"UPDATE commitment SET due_on = '{on}' WHERE id = {id}")
    assert bool(said(db, people.lin)) == due


def test_what_is_only_proposed_or_done_reminds_nobody(db, people):
    kept = promised(db, people, people.lin, promise("one", 2)).id
    gone = promised(db, people, people.lin, promise("two", 2)).id
    proposed(db, people, people.lin, promise("three", 2))
    outcomes.keep(db, people.lin, kept, "", 2)
    outcomes.release(db, people.lin, gone, "no need", 2)
    assert said(db, people.lin) == [] and in_calendar(db, people.lin) == []


def test_a_former_manager_is_not_reminded(db, people):
    promised(db, people, people.chen, promise("Take her along", 2))
    promised(db, people, people.zhou, promise("Invite her", 2))
    assert said(db, people.chen) and said(db, people.zhou)
    people_rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())
    for actor in (people.chen, people.zhou, people.qian):
        assert said(db, actor) == [] and in_calendar(db, actor) == []


def test_taken_over_it_reminds_the_present_one(db, people):
    id = promised(db, people, people.gone, promise("Take her along", 2)).id
    assert said(db, people.gone) == []
    outcomes.take_over(db, people.chen, id, 2)
    assert len(said(db, people.chen)) == 1


def test_queries_do_not_grow_with_people(database, db, people, count_queries):
    for owner in (people.lin, people.chen, people.zhou, people.gone):
        for n in range(3):
            promised(db, people, owner, promise(f"{owner.login} {n}", 2))
    with count_queries() as queries:
        found = find(db, [one.person_id for one in vars(people).values()], clock.today() + timedelta(days=9))
    assert (len(found), len(queries)) == (9, 2)


def test_it_can_be_turned_off_and_stands_in_calendars():
    assert COMMITMENT.id == "commitment" and COMMITMENT.calendar
