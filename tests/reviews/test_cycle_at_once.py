"""Two people of HR act at the same moment: nobody is in two cycles that are not closed."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlmodel import Session

from app.cycles import queries, rules
from app.framework import versions
from app.kit.errors import Conflict
from tests.cycles import acts


def cycle(db: Session, people, name: str) -> int:
    made = rules.make(db, people.wang, name, acts.stages(), versions.in_force(db).id, once=f"once-{name}")
    assert made.id is not None
    return made.id


def goes_on(database, people) -> list[str]:
    with database.reading() as db:
        found = queries.of_people(db, [people.lin.person_id])
        return [one.cycle.name for one in found if one.running]


def side_by_side(database, first, second) -> object:
    """`second` begins while `first` is done but not kept yet; what came of it."""
    done = Event()

    def other() -> object:
        done.wait(10)
        with database.writing() as db:
            return second(db)

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(other)
        with database.writing() as db:
            first(db)
            done.set()
            # enough for the other to read what is not kept yet, if it did not wait
            Event().wait(0.3)
        return waiting.result(20)


def test_joining_two_cycles(database, people):
    with database.writing() as db:
        one, two = cycle(db, people, "one"), cycle(db, people, "two")
    lin = people.lin.person_id
    joined = side_by_side(
        database,
        lambda db: rules.enrol(db, people.wang, one, [lin]),
        lambda db: rules.enrol(db, people.wang, two, [lin]),
    )
    assert joined.busy == (lin,)
    assert goes_on(database, people) == ["one"]


def test_readmitted_while_she_joins_another(database, people):
    with database.writing() as db:
        part = acts.conversation(db, people)
        rules.excuse(db, people.wang, part, "on leave")
        other = cycle(db, people, "other")
    with pytest.raises(Conflict):
        side_by_side(
            database,
            lambda db: rules.enrol(db, people.wang, other, [people.lin.person_id]),
            lambda db: rules.readmit(db, people.wang, part),
        )
    assert goes_on(database, people) == ["other"]
