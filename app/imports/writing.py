"""A plan, written: the same rows, history and events as the verbs of people make, in a few statements each.

Never commits. Nothing is deleted but lines and levels that had not begun, as the verbs do.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, insert, update
from sqlmodel import Session, col

from app.imports import leaving
from app.imports.departments import Path
from app.imports.events import events
from app.imports.plan import Change, Plan
from app.imports.world import Dated, Key, Place, Tie
from app.kit import clock
from app.people import history
from app.people.models import Person, Placement, ReportingLine
from app.people.rules import department, sort_key
from app.trail.rules import record_many

_OWN = ("name", "name_latin", "sort_key", "staff_number", "email", "department_id", "joined_on", "left_on")
_NEW_PEOPLE = insert(Person).returning(col(Person.id), sort_by_parameter_order=True)
_CORRECT: Any = (
    update(Person).where(col(Person.id) == bindparam("who")).values({name: bindparam(name) for name in _OWN})
)
_NEW = {
    table: insert(table).returning(col(table.id), sort_by_parameter_order=True) for table in (Placement, ReportingLine)
}
_END = {
    table: update(table).where(col(table.id) == bindparam("which")).values(until=bindparam("ends"))
    for table in (Placement, ReportingLine)
}
_TAKE_BACK = {table: delete(table).where(col(table.id) == bindparam("which")) for table in (Placement, ReportingLine)}

Table = type[Placement] | type[ReportingLine]


def write(db: Session, by: int | None, plan: Plan) -> None:
    """Carry a plan out in the caller's transaction."""
    _departments(db, plan)
    ids = _people(db, plan.changes)
    places = [one for one in plan.world.all_places() if _touched(one)]
    ties = [one for one in plan.world.all_ties() if _touched(one)]
    happened = events(plan, places, ties, ids)
    _dated(db, Placement, places, ids)
    _dated(db, ReportingLine, ties, ids)
    leaving.end_accounts(db, [ids.get(change.key, change.key) for change in plan.changes if _gone(change)])
    record_many(db, by, happened)


def _touched(one: Dated) -> bool:
    return (one.id is None and not one.gone) or (one.id is not None and (one.changed or one.gone))


def _gone(change: Change) -> bool:
    return change.leaves_on is not None and change.leaves_on <= clock.today()


def _departments(db: Session, plan: Plan) -> None:
    """Make the departments that are new, each inside of the one before it in its path."""
    made: dict[Path, int] = {}
    for change in plan.changes:
        if not change.department:
            continue
        for depth in range(1, len(change.department) + 1):
            path = change.department[:depth]
            if path not in made:
                parent = made.get(path[:-1]) if depth > 1 else None
                made[path] = plan.departments.find(path) or department(db, path[-1], parent).id or 0
        change.values["department_id"] = made[change.department]


def _people(db: Session, changes: Sequence[Change]) -> dict[Key, int]:
    """Add and correct; new person's key → id."""
    for change in changes:
        change.values["sort_key"] = sort_key(change.values["name"])
        change.values["left_on"] = change.leaves_on or change.values["left_on"]
    added = [change for change in changes if change.kind == "added"]
    changed = [one for one in changes if one.kind != "added" and (_corrected(one) or one.leaves_on)]
    connection = db.connection()
    new: Sequence[Any] = connection.execute(_NEW_PEOPLE, [one.values for one in added]).scalars().all() if added else ()
    if changed:
        connection.execute(_CORRECT, [{**one.values, "who": one.key} for one in changed])
    ids = {change.key: int(id) for change, id in zip(added, new, strict=True)}
    _note_people(db, [*added, *changed], ids)
    return ids


def _corrected(change: Change) -> bool:
    return any(one.field in ("name", "name_latin", "email", "department", "joined_on") for one in change.differences)


def _note_people(db: Session, changes: Iterable[Change], ids: dict[Key, int]) -> None:
    here, moved = [], []
    for change in changes:
        fields = {one.field for one in change.differences}
        person = Person(id=ids.get(change.key, change.key), **change.values)
        if change.kind == "added" or fields & {"joined_on", "left_on"}:
            here.append(person)
        if change.kind == "added" or "department" in fields:
            moved.append(person)
    history.note_people(db, here, moved)


def _dated(db: Session, table: Table, found: Sequence[Place] | Sequence[Tie], ids: dict[Key, int]) -> None:
    """Store what is new, end what ends, take back what never began; note all of it."""
    connection = db.connection()
    gone = [one for one in found if one.gone]
    ended = [one for one in found if one.id is not None and not one.gone]
    new = [one for one in found if one.id is None]
    if gone:
        connection.execute(_TAKE_BACK[table], [{"which": one.id} for one in gone])
    if ended:
        connection.execute(_END[table], [{"which": one.id, "ends": one.until} for one in ended])
    if new:
        values = [_values(one, ids) for one in new]
        for one, id in zip(new, connection.execute(_NEW[table], values).scalars().all(), strict=True):
            one.id = id
    history.note_many(db, [table(id=one.id, **_values(one, ids)) for one in (*ended, *new)])
    history.note_many(db, [table(id=one.id, **_values(one, ids)) for one in gone], gone=True)


def _values(one: Dated, ids: dict[Key, int]) -> dict[str, Any]:
    common = {"person_id": ids.get(one.person, one.person), "since": one.since, "until": one.until}
    if isinstance(one, Place):
        return {**common, "level": one.level, "face": one.face}
    assert isinstance(one, Tie)
    return {**common, "manager_id": ids.get(one.manager, one.manager), "kind": one.kind}
