"""Choosing many people at once: by departments with those inside them, by levels, by a list of names."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select
from sqlmodel import Session, col

from app.kit import clock
from app.kit.db import rows
from app.people.access import valid_on
from app.people.models import Department, Person, Placement

MANY = 5_000
"""So many words in one statement, which takes each of them twice or more; PostgreSQL takes 65,535 values in all."""
_DEPARTMENTS = select(col(Department.id), col(Department.title), col(Department.parent_id)).order_by(
    col(Department.title), col(Department.id)
)
_HERE = or_(col(Person.left_on).is_(None), col(Person.left_on) > bindparam("today"))
_MEMBERS: Any = (
    select(col(Person.id), col(Person.department_id), col(Placement.level))
    .outerjoin(Placement, and_(col(Placement.person_id) == col(Person.id), valid_on(Placement)))  # type: ignore[arg-type]
    .where(_HERE)
    .order_by(col(Person.sort_key), col(Person.id))
)
_CALLED = select(
    col(Person.id), col(Person.name), func.lower(col(Person.name_latin)).label("latin"), col(Person.staff_number)
).where(
    or_(
        col(Person.staff_number).in_(bindparam("words", expanding=True)),
        col(Person.name).in_(bindparam("words", expanding=True)),
        func.lower(col(Person.name_latin)).in_(bindparam("small", expanding=True)),
    ),
    _HERE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A department; `depth`: how many departments it stands in."""

    id: int
    title: str
    depth: int


def departments(db: Session) -> list[Unit]:
    """All departments, each before those inside it. A circle among them, which nobody could draw, is left out."""
    inside: dict[int | None, list[Any]] = defaultdict(list)
    for one in rows(db, _DEPARTMENTS):
        inside[one.parent_id].append(one)
    found: list[Unit] = []
    waiting = [(one, 0) for one in reversed(inside[None])]
    while waiting:
        one, depth = waiting.pop()
        found.append(Unit(one.id, one.title, depth))
        waiting += [(child, depth + 1) for child in reversed(inside[one.id])]
    return found


def with_inner(units: Sequence[Unit], chosen: Collection[int]) -> set[int]:
    """The chosen departments and all those inside them."""
    found: set[int] = set()
    within: int | None = None
    for unit in units:
        if within is not None and unit.depth <= within:
            within = None
        if within is None and unit.id in chosen:
            within = unit.depth
        if within is not None:
            found.add(unit.id)
    return found


def members(db: Session, units: Collection[int], levels: Collection[str]) -> list[int]:
    """Who is here today in one of the departments and on one of the levels, by name; an empty choice is all of them."""
    return [
        one.id
        for one in rows(db, _MEMBERS, today=clock.today())
        if (not units or one.department_id in units) and (not levels or one.level in levels)
    ]


def called(db: Session, words: Iterable[str]) -> Mapping[str, list[int]]:
    """Each word → ids of the people here today with exactly this staff number or name; a query for every 5,000."""
    wanted = list(dict.fromkeys(words))
    exactly: dict[str, set[int]] = defaultdict(set)
    latin: dict[str, set[int]] = defaultdict(set)
    for start in range(0, len(wanted), MANY):
        portion = wanted[start : start + MANY]
        small = sorted({word.lower() for word in portion})
        for one in rows(db, _CALLED, words=portion, small=small, today=clock.today()):
            latin[one.latin].add(one.id)
            for name in (one.name, one.staff_number or ""):
                exactly[name].add(one.id)
    return {word: sorted(exactly[word] | latin[word.lower()]) for word in wanted}
