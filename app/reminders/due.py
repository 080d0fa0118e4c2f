"""What is due for whom. Worked out when it is read; the same for digests, calendars and my page."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlmodel import Session

from app.kit import clock
from app.reminders.kinds import KINDS
from app.reminders.things import Due, Kind, Thing

AHEAD = timedelta(days=max(-stage.days for kind in KINDS for stage in kind.stages) + 30)
"""So far ahead things are looked up: the earliest stage, and a holiday before it."""


def due_now(db: Session, person_id: int, but: Collection[str] = ()) -> list[Due]:
    """What a person can do something about today, soonest first: each thing whose first stage has begun.

    Whether she was told of it, and by which way, does not matter here. A fixed number of queries; `but`: ids of
    kinds that a page has already.
    """
    kinds = [kind for kind in KINDS if kind.id not in but]
    return due_of(db, [person_id], clock.today(), kinds).get(person_id, [])


def due_of(db: Session, people: Sequence[int], today: date, kinds: Collection[Kind] = KINDS) -> dict[int, list[Due]]:
    """The same for several people at once; the queries do not grow with them."""
    found: dict[int, list[Due]] = {}
    for kind in kinds:
        for thing in kind.find(db, people, _later(today)):
            if one := _due(kind, thing, today):
                found.setdefault(one.person_id, []).append(one)
    for several in found.values():
        several.sort(key=lambda one: (one.due_on, one.kind, one.key))
    return found


def upcoming(db: Session, person_id: int, until: date) -> list[Thing]:
    """Things with an entry in the calendar and a day up to `until`, past ones that are still open included."""
    found = [thing for kind in KINDS if kind.calendar for thing in kind.find(db, [person_id], until)]
    found = [thing for thing in found if thing.calendar]
    return sorted(found, key=lambda thing: (thing.due_on, thing.key))


def _due(kind: Kind, thing: Thing, today: date) -> Due | None:
    stage = kind.stage(thing.due_on, today)
    if stage is None:
        return None
    return Due(thing.person_id, kind.id, thing.key, stage.named(thing.due_on), thing.due_on, thing, today)


def _later(today: date) -> date:
    return today + AHEAD if today < date.max - AHEAD else date.max
