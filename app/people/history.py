"""Writing down what was known of people's places, whenever it changes.

`watch()` makes every insert, change and deletion of a placement, a reporting line or a person through a session write
its row in the same transaction. Statements that pass the session by (bulk imports) call `note_many`.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, event, insert, inspect
from sqlmodel import Session

from app.kit import clock
from app.people.history_models import PersonHistory
from app.people.models import Person, Placement, ReportingLine

_APPEND = insert(PersonHistory)
_EMPTY = dict.fromkeys(("level", "face", "manager_id", "department_id", "since", "until"))

Dated = Placement | ReportingLine


def watch() -> None:
    """Listen to the three tables. Twice has no further effect."""
    for table in (Placement, ReportingLine):
        _listen(table, "after_insert", _dated)
        _listen(table, "after_update", _dated)
        _listen(table, "after_delete", _gone)
    _listen(Person, "after_insert", _person)
    _listen(Person, "after_update", _person_changed)


def _listen(table: type, moment: str, listener: Any) -> None:
    if not event.contains(table, moment, listener):
        event.listen(table, moment, listener)


def note_many(db: Session, rows: Iterable[Dated | Person], *, gone: bool = False) -> None:
    """Write down the present state of rows that were stored past the session; one statement.

    `gone`: placements or lines that were taken back.
    """
    _append(
        db,
        [
            value
            for row in rows
            for value in (_of_person(row) if isinstance(row, Person) else [_of_dated(row, gone=gone)])
        ],
    )


def note_people(db: Session, here: Iterable[Person], moved: Iterable[Person]) -> None:
    """The same for people whose days of joining or leaving changed, and for those whose department did."""
    _append(db, [*map(_here, here), *map(_department, moved)])


def _append(db: Session, values: list[dict[str, Any]]) -> None:
    if values:
        db.connection().execute(_APPEND, values)


def _of_dated(row: Dated, *, gone: bool = False) -> dict[str, Any]:
    """The values of one row about a placement or a line."""
    common = {**_EMPTY, "person_id": row.person_id, "ref_id": row.id, "since": row.since, "until": row.until}
    if isinstance(row, Placement):
        what: dict[str, Any] = {"fact": "placement", "level": row.level, "face": row.face}
    else:
        what = {"fact": row.kind, "manager_id": row.manager_id}
    return {**common, **what, "gone": gone, "recorded_at": clock.now()}


def _of_person(person: Person) -> list[dict[str, Any]]:
    return [_here(person), _department(person)]


def _here(person: Person) -> dict[str, Any]:
    dates = {"since": person.joined_on, "until": person.left_on}
    return {**_about(person), "fact": "here", **dates}


def _department(person: Person) -> dict[str, Any]:
    """A department has no day of its own: it holds from the day on which it is recorded."""
    return {
        **_about(person), "fact": "department", "department_id": person.department_id, "since": clock.today(),
    }  # fmt: skip


def _about(person: Person) -> dict[str, Any]:
    return {**_EMPTY, "person_id": person.id, "ref_id": person.id, "gone": False, "recorded_at": clock.now()}


def _dated(_mapper: object, connection: Connection, row: Dated) -> None:
    connection.execute(_APPEND, [_of_dated(row)])


def _gone(_mapper: object, connection: Connection, row: Dated) -> None:
    connection.execute(_APPEND, [_of_dated(row, gone=True)])


def _person(_mapper: object, connection: Connection, person: Person) -> None:
    connection.execute(_APPEND, _of_person(person))


def _person_changed(_mapper: object, connection: Connection, person: Person) -> None:
    changed = {one.key for one in inspect(person).attrs if one.history.has_changes()}
    rows = [_here(person)] if changed & {"joined_on", "left_on"} else []
    rows += [_department(person)] if "department_id" in changed else []
    if rows:
        connection.execute(_APPEND, rows)
