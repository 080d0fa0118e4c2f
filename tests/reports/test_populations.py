"""Who is counted stays the same whatever happens later: else two days would differ in one person."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from sqlmodel import Session

from app.cycles import rules as cycles
from app.evidence.models import Evidence
from app.kit import clock
from app.people import rules
from app.reports.agreed import agreed, closed
from app.reports.breakdown import Wanted, breakdown
from app.reports.completing import STEPS, completing, opened
from app.reports.expiring import expiring, last_quarter
from app.reports.figures import EVERYBODY, Told, told
from tests.reports.organisation import BEGAN, Made, made, on, participant_of, review, sign

LATER = date(2025, 8, 20)
EVERYONE = Wanted()


def figures(db: Session, day: date, wanted: Wanted = EVERYONE) -> Told:
    return told(agreed(db, closed(db, day)[0]), wanted)


def test_rows_by_department_and_level(db, people):
    found = made(db, people)
    with on(LATER):
        rows = figures(db, LATER).rows
    assert rows[EVERYBODY]["teamwork"].people == 28
    sizes = {path[-1]: row["teamwork"].people for (kind, path), row in rows.items() if kind == "department"}
    assert sizes[found.departments["上海组"]] == 6
    assert sizes[found.departments["华东"]] == 13
    # three in 深圳组 and three in 华北 are counted with others only
    assert found.departments["深圳组"] not in sizes
    assert rows[EVERYBODY]["strategy"].mean == 3
    assert rows[EVERYBODY]["strategy"].spread == 0


def test_a_cycle_counts_from_the_day_after_its_closing_on(db, people):
    found = made(db, people)
    with on(found.closed, hour=23):
        assert closed(db, clock.today()) == []
    with on(found.closed + timedelta(days=1)):
        assert [one.id for one in closed(db, clock.today())] == [found.cycle]
        assert [one.id for one in closed(db, found.closed)] == [found.cycle]
        assert closed(db, found.closed - timedelta(days=1)) == []


def amended(db: Session, actors: SimpleNamespace, found: Made) -> None:
    sign(db, actors, found.cycle, {found.people[0]: {"teamwork": 5, "strategy": 5}}, number=2)


def moved(db: Session, actors: SimpleNamespace, found: Made) -> None:
    rules.find(db, found.people[0]).department_id = found.departments["广州组"]
    db.flush()


def promoted(db: Session, actors: SimpleNamespace, found: Made) -> None:
    rules.place(db, None, found.people[0], "director", found.closed - timedelta(days=10))


def left(db: Session, actors: SimpleNamespace, found: Made) -> None:
    rules.leave(db, None, found.people[0], clock.today())


def excused(db: Session, actors: SimpleNamespace, found: Made) -> None:
    participant = participant_of(db, found.cycle, found.people[0])
    cycles.reopen(db, actors.wang, participant, "还没谈完")
    cycles.excuse(db, actors.wang, participant, "休假")


@pytest.mark.parametrize("happens", [amended, moved, promoted, left, excused])
def test_what_happens_after_the_closing_changes_no_number(db, people, happens: Callable[..., None]):
    found = made(db, people)
    with on(LATER):
        before = figures(db, LATER)
        done = completing(db, opened(db, LATER)[0], LATER)
        happens(db, people, found)
    with on(LATER + timedelta(days=9)):
        assert figures(db, LATER + timedelta(days=5)) == before
        after = completing(db, opened(db, LATER)[0], LATER + timedelta(days=5))
        assert after.population == done.population


def test_each_rating_is_counted_in_one_cycle(db, people):
    found = made(db, people)
    review(db, people, found.people, date(2025, 9, 1), date(2025, 10, 15), step=1)
    with on(date(2025, 12, 1)):
        first, second = figures(db, LATER), figures(db, date(2025, 11, 1))
    assert first.rows[EVERYBODY]["teamwork"].counts != second.rows[EVERYBODY]["teamwork"].counts


def test_filters_take_whole_blocks(db, people):
    found = made(db, people)
    with on(LATER):
        assert figures(db, LATER, Wanted(found.departments["上海组"])).rows[EVERYBODY]["teamwork"].people == 6
        small = figures(db, LATER, Wanted(found.departments["深圳组"]))
        assert (small.rows, small.hidden) == ({}, True)
        team = Wanted(people=frozenset(found.teams["上海组"][:4]))
        assert figures(db, LATER, team).rows == {}


def test_steps_of_a_cycle_are_those_come_to_by_the_day(db, people):
    found = made(db, people)
    with on(LATER):
        cycle = opened(db, LATER)[0]
        early = completing(db, cycle, cycle.stages.opens_on + timedelta(days=1))
        late = completing(db, cycle, LATER)
    assert set(early.done.values()) == {frozenset()}
    assert sum("signed" in done for done in late.done.values()) == 28
    assert {step for done in late.done.values() for step in done} == set(STEPS)
    assert opened(db, cycle.stages.opens_on) == []
    assert found.cycle == cycle.id


def test_who_is_added_after_the_opening_is_in_no_number(db, people):
    found = made(db, people)
    with on(LATER):
        cycle = opened(db, LATER)[0]
        earlier = replace(cycle, stages=replace(cycle.stages, opens_on=BEGAN + timedelta(days=10)))
        assert completing(db, earlier, LATER).population.blocks == ()
    assert found.cycle == cycle.id


def certificate(db: Session, person: int, until: date | None, private: bool = False) -> None:
    now = clock.now()
    db.add(
        Evidence(
            person_id=person, kind="certificate", title="渠道经理", details="{}", started_on=clock.today(),
            expires_on=until, private=private, once=f"{person}-{until}-{private}", created_at=now, changed_at=now,
        )
    )  # fmt: skip
    db.flush()


def test_certificates_by_the_day_they_expire_as_of_the_end_of_a_quarter(db, people):
    found = made(db, people)
    with on(date(2025, 5, 1)):
        for number, until in enumerate((date(2025, 6, 1), date(2025, 8, 1), date(2026, 1, 1), None)):
            certificate(db, found.people[number], until)
        certificate(db, found.people[5], date(2025, 8, 1), private=True)
    with on(LATER):
        certificate(db, found.people[6], date(2025, 8, 1))
        assert expiring(db, date(2025, 6, 29)) is None
        told = expiring(db, LATER)
    assert told is not None
    assert told.on == date(2025, 6, 30)
    people_counted = breakdown(told.population, Wanted(), ()).everybody
    assert {one.person for one in people_counted} >= set(found.people)
    total = {window: count for held in told.held.values() for window, count in held.items()}
    assert total == {"expired": 1, "3": 1, "9": 1, "never": 1}


@pytest.mark.parametrize(
    ("day", "quarter"),
    [((2026, 1, 1), (2025, 12, 31)), ((2025, 12, 31), (2025, 9, 30)), ((2025, 5, 1), (2025, 3, 31))],
)
def test_the_last_quarter_that_is_over(day, quarter):
    assert last_quarter(date(*day)) == date(*quarter)


def test_who_leaves_is_counted_until_enough_of_her_group_left(db, people):
    found = made(db, people)
    with on(date(2025, 5, 1)):
        certificate(db, found.teams["上海组"][0], date(2027, 1, 1))
    with on(date(2025, 7, 2)):
        before = expiring(db, date(2025, 7, 1))
        rules.leave(db, None, found.teams["上海组"][0], date(2025, 7, 2))
        rules.add_person(db, None, name="新人", department_id=found.departments["上海组"], joined_on=date(2025, 7, 2))
    with on(date(2025, 10, 8)):
        after = expiring(db, date(2025, 10, 7))
    assert before is not None and after is not None
    assert after.on == date(2025, 9, 30)
    assert after.population.blocks == before.population.blocks
    assert len(after.population.left_out) == 1
