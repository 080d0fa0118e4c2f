"""Many people at once, past the session: read whole, stored in a few statements, with their history.

For imports, which decide what is to be stored by the rules of people/rules.py.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlmodel import Session, col

from app.kit.db import rows
from app.people import history
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
_OWN = ("name", "name_latin", "sort_key", "staff_number", "email", "department_id", "joined_on", "left_on")
_ADD = insert(Person).returning(col(Person.id), sort_by_parameter_order=True)
_CORRECT: Any = (
    update(Person).where(col(Person.id) == bindparam("who")).values({name: bindparam(name) for name in _OWN})
)


def people(db: Session) -> Sequence[Any]:
    """Everybody: (id, name, name_latin, staff_number, email, department_id, joined_on, left_on)."""
    return rows(db, _PEOPLE)


def placements(db: Session) -> Sequence[Any]:
    """All of them, oldest first: (id, person_id, since, until, level, face)."""
    return rows(db, _PLACES)


def lines(db: Session) -> Sequence[Any]:
    """All of them, oldest first: (id, person_id, since, until, manager_id, kind)."""
    return rows(db, _TIES)


def departments(db: Session) -> Sequence[Any]:
    """(id, title, parent_id)."""
    return rows(db, _DEPARTMENTS)


def add(db: Session, values: Sequence[Mapping[str, Any]]) -> list[int]:
    """New people with all their columns; their ids in the same order."""
    return list(db.connection().execute(_ADD, list(values)).scalars()) if values else []  # type: ignore[arg-type]


def correct(db: Session, values: Mapping[int, Mapping[str, Any]]) -> None:
    """Set all columns of people, by id."""
    if values:
        db.connection().execute(_CORRECT, [{**columns, "who": id} for id, columns in values.items()])


class Dated:
    """Placements, or reporting lines: stored, ended and taken back with their history."""

    def __init__(self, table: type[Placement] | type[ReportingLine]) -> None:
        which = col(table.id) == bindparam("which")
        self._row = table
        self._add = insert(table).returning(col(table.id), sort_by_parameter_order=True)
        self._end: Any = update(table).where(which).values(until=bindparam("ends"))
        self._take_back: Any = delete(table).where(which)

    def add(self, db: Session, values: Sequence[Mapping[str, Any]]) -> None:
        if values:
            ids = db.connection().execute(self._add, list(values)).scalars().all()
            history.note_many(db, [self._row(id=id, **one) for id, one in zip(ids, values, strict=True)])

    def end(self, db: Session, values: Mapping[int, Mapping[str, Any]]) -> None:
        """By id, with all their columns, `until` among them."""
        if values:
            ends = [{"which": id, "ends": one["until"]} for id, one in values.items()]
            db.connection().execute(self._end, ends)
            history.note_many(db, [self._row(id=id, **one) for id, one in values.items()])

    def take_back(self, db: Session, values: Mapping[int, Mapping[str, Any]]) -> None:
        """By id, with all their columns: those that had not begun."""
        if values:
            db.connection().execute(self._take_back, [{"which": id} for id in values])
            history.note_many(db, [self._row(id=id, **one) for id, one in values.items()], gone=True)


PLACEMENTS = Dated(Placement)
LINES = Dated(ReportingLine)


def note(db: Session, here: Mapping[int, Mapping[str, Any]], moved: Mapping[int, Mapping[str, Any]]) -> None:
    """History of people by id: of those whose joining or leaving changed, and of those whose department did."""
    history.note_people(
        db, [Person(id=id, **one) for id, one in here.items()], [Person(id=id, **one) for id, one in moved.items()]
    )
