"""The organisation as it is stored, read whole: four statements, however many people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.imports.departments import Departments
from app.imports.world import Place, Tie, World
from app.people import bulk


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
    people = {one.id: Known(*one) for one in bulk.people(db)}
    world = World()
    for id, person, since, until, level, face in bulk.placements(db):
        world.add_place(Place(id, person, since, until, level=level, face=face))
    for id, person, since, until, manager, kind in bulk.lines(db):
        world.add_tie(Tie(id, person, since, until, manager=manager, kind=kind))
    by_number = {one.staff_number: one for one in people.values() if one.staff_number}
    return Present(people, by_number, world, Departments(bulk.departments(db)))
