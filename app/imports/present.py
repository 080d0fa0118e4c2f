"""The organisation as it is stored, read whole: six statements, however many people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app.imports.departments import Departments
from app.imports.world import Place, Tie, World
from app.kit.db import rows
from app.people.models import Department, Person, Placement, ReportingLine

_PEOPLE: Any = select(
    col(Person.id),
    col(Person.name),
    col(Person.name_latin),
    col(Person.staff_number),
    col(Person.email),
    col(Person.department_id),
    col(Person.joined_on),
    col(Person.left_on),
).order_by(col(Person.id))
_PLACES: Any = select(
    col(Placement.id),
    col(Placement.person_id),
    col(Placement.since),
    col(Placement.until),
    col(Placement.level),
    col(Placement.face),
).order_by(col(Placement.since), col(Placement.id))
_TIES: Any = select(
    col(ReportingLine.id),
    col(ReportingLine.person_id),
    col(ReportingLine.since),
    col(ReportingLine.until),
    col(ReportingLine.manager_id),
    col(ReportingLine.kind),
).order_by(col(ReportingLine.since), col(ReportingLine.id))
_DEPARTMENTS: Any = select(col(Department.id), col(Department.title), col(Department.parent_id)).order_by(
    col(Department.id)
)


@dataclass(frozen=True, slots=True)
class Known:
    """A person as she is recorded."""

    id: int
    name: str
    name_latin: str
    staff_number: str | None
    email: str
    department_id: int | None
    joined_on: date | None
    left_on: date | None


@dataclass(frozen=True, slots=True)
class Present:
    """Everybody by id and by staff number, with levels, lines and departments."""

    people: Mapping[int, Known]
    by_number: Mapping[str, Known]
    world: World
    departments: Departments


def present(db: Session) -> Present:
    """As this transaction sees it."""
    people = {one.id: Known(*one) for one in rows(db, _PEOPLE)}
    world = World()
    for id, person, since, until, level, face in rows(db, _PLACES):
        world.add_place(Place(id, person, since, until, level=level, face=face))
    for id, person, since, until, manager, kind in rows(db, _TIES):
        world.add_tie(Tie(id, person, since, until, manager=manager, kind=kind))
    by_number = {one.staff_number: one for one in people.values() if one.staff_number}
    return Present(people, by_number, world, Departments(rows(db, _DEPARTMENTS)))
