"""Where people stood on a day, as it was known at the end of that day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, exists, or_, select
from sqlmodel import Session, col

from app.kit import clock
from app.kit.db import rows
from app.people.history_models import PersonHistory
from app.people.models import Person

PORTION = 1_000
"""So many people are read at once: memory stays flat however many there are."""

_IDS = (
    select(col(Person.id), col(Person.staff_number), col(Person.name), col(Person.name_latin), col(Person.sort_key))
    .where(
        exists().where(
            col(PersonHistory.person_id) == col(Person.id),
            col(PersonHistory.fact) == "here",
            col(PersonHistory.recorded_at) < bindparam("known"),
        ),
        or_(
            col(Person.sort_key) > bindparam("key"),
            and_(col(Person.sort_key) == bindparam("key"), col(Person.id) > bindparam("after")),
        ),
    )
    .order_by(col(Person.sort_key), col(Person.id))
    .limit(bindparam("most"))
)
_STATES = (
    select(
        col(PersonHistory.person_id),
        col(PersonHistory.fact),
        col(PersonHistory.ref_id),
        col(PersonHistory.level),
        col(PersonHistory.face),
        col(PersonHistory.manager_id),
        col(PersonHistory.department_id),
        col(PersonHistory.since),
        col(PersonHistory.until),
        col(PersonHistory.gone),
    )
    .where(
        col(PersonHistory.person_id).in_(bindparam("people", expanding=True)),
        col(PersonHistory.recorded_at) < bindparam("known"),
    )
    .order_by(col(PersonHistory.id))
)
_LINES = (
    select(
        col(PersonHistory.person_id),
        col(PersonHistory.ref_id),
        col(PersonHistory.manager_id),
        col(PersonHistory.since),
        col(PersonHistory.until),
        col(PersonHistory.gone),
    )
    .where(
        col(PersonHistory.fact) == "solid",
        col(PersonHistory.recorded_at) < bindparam("known"),
    )
    .order_by(col(PersonHistory.id))
)


@dataclass(frozen=True, slots=True)
class PersonOn:
    """A person as she was on a day. `manager_id`: the solid line; `dotted`: the others. Names are today's."""

    id: int
    staff_number: str | None
    name: str
    name_latin: str
    sort_key: str
    joined_on: date | None
    left_on: date | None
    department_id: int | None = None
    level: str | None = None
    face: str | None = None
    level_since: date | None = None
    manager_id: int | None = None
    dotted: tuple[int, ...] = field(default=())


def known_by(day: date) -> datetime:
    """The moment until which something counts as known on that day: its end, in the organisation's zone."""
    return clock.start_of(day + timedelta(days=1))


def portions(db: Session, day: date, size: int = PORTION) -> Iterator[list[PersonOn]]:
    """Everybody who was here on `day`, by name, in portions; two queries each.

    What was recorded later, even if it says something about that day, is left out; what was taken back later is in.
    """
    key, after, known = "", 0, known_by(day)
    while found := rows(db, _IDS, known=known, key=key, after=after, most=size):
        states = _latest(rows(db, _STATES, people=[one.id for one in found], known=known))
        yield [one for one in (_person_on(name, states[name.id], day) for name in found) if one is not None]
        key, after = found[-1].sort_key, found[-1].id


def everybody(db: Session, day: date) -> list[PersonOn]:
    """All of them at once; for what needs the whole organisation."""
    return [one for portion in portions(db, day) for one in portion]


def managers(db: Session, day: date) -> dict[int, int]:
    """Person → her solid-line manager on `day`, of the whole organisation, as it was known then; one query."""
    latest: dict[int, Any] = {}
    for one in rows(db, _LINES, known=known_by(day)):
        latest[one.ref_id] = one
    return {one.person_id: one.manager_id for one in latest.values() if _holds(one, day)}


def below(lines: Mapping[int, int], manager_id: int) -> set[int]:
    """Everybody below a manager in these lines, himself not; a circle ends by itself."""
    reports: dict[int, list[int]] = defaultdict(list)
    for person, manager in lines.items():
        reports[manager].append(person)
    found: set[int] = set()
    waiting = [manager_id]
    while waiting:
        new = [one for one in reports[waiting.pop()] if one not in found]
        found.update(new)
        waiting += new
    return found - {manager_id}


def _latest(states: Any) -> dict[int, dict[tuple[str, int], Any]]:
    """Person → (fact, what it is about) → its latest state, of rows in the order of writing."""
    found: dict[int, dict[tuple[str, int], Any]] = defaultdict(dict)
    for one in states:
        found[one.person_id][one.fact, one.ref_id] = one
    return found


def _holds(state: Any, day: date) -> bool:
    return not state.gone and (state.since is None or state.since <= day) and (state.until is None or state.until > day)


def _person_on(name: Any, states: Mapping[tuple[str, int], Any], day: date) -> PersonOn | None:
    """None when she was not here that day."""
    here = states["here", name.id]
    if not _holds(here, day):
        return None
    now = [one for one in states.values() if _holds(one, day)]
    placement = max((one for one in now if one.fact == "placement"), key=lambda one: one.since, default=None)
    solid = max((one for one in now if one.fact == "solid"), key=lambda one: one.since, default=None)
    department = next((one for one in now if one.fact == "department"), None)
    return PersonOn(
        id=name.id,
        staff_number=name.staff_number,
        name=name.name,
        name_latin=name.name_latin,
        sort_key=name.sort_key,
        joined_on=here.since,
        left_on=here.until,
        department_id=department.department_id if department else None,
        level=placement.level if placement else None,
        face=placement.face if placement else None,
        level_since=placement.since if placement else None,
        manager_id=solid.manager_id if solid else None,
        dotted=tuple(sorted(one.manager_id for one in now if one.fact == "dotted")),
    )
