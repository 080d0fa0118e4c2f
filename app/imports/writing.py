"""A plan, written: the same rows, history and events as the verbs of people make, in a few statements each.

Never commits. Nothing is deleted but lines and levels that had not begun, as the verbs do.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlmodel import Session

from app.imports import leaving
from app.imports.departments import Path
from app.imports.events import CORRECTED, events
from app.imports.plan import Change, Plan
from app.imports.world import Dated, Key, Place, Tie
from app.kit import clock
from app.people import bulk
from app.people.rules import department, sort_key
from app.trail.rules import record_many

STAGES = 4
Told = Callable[[int, int], None]
"""Is told how far it is, in people of all who change: a quarter after each of people, levels, lines and trail."""


def write(db: Session, by: int | None, plan: Plan, told: Told | None = None) -> None:
    """Carry a plan out in the caller's transaction."""
    stages = _stages(db, by, plan)
    for stage, _done in enumerate(stages, 1):
        if told is not None:
            told(len(plan.changes) * stage // STAGES, len(plan.changes))


def _stages(db: Session, by: int | None, plan: Plan) -> Iterator[None]:
    _departments(db, plan)
    ids = _people(db, plan.changes)
    yield
    places = [one for one in plan.world.all_places() if _touched(one)]
    ties = [one for one in plan.world.all_ties() if _touched(one)]
    _dated(db, bulk.PLACEMENTS, places, ids)
    yield
    _dated(db, bulk.LINES, ties, ids)
    yield
    leaving.end_accounts(db, [change.key for change in plan.changes if change.key > 0 and _gone(change)])
    record_many(db, by, events(plan, places, ties, ids))
    yield


def _touched(one: Dated) -> bool:
    """New and meant to stay, or stored and different."""
    return not one.gone if one.id is None else one.changed or one.gone


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
    new = bulk.add(db, [one.values for one in added])
    ids = {change.key: id for change, id in zip(added, new, strict=True)}
    changed = [one for one in changes if one.kind != "added" and one.fields & (CORRECTED | {"left_on"})]
    bulk.correct(db, {one.key: one.values for one in changed})
    touched = {ids.get(one.key, one.key): one for one in (*added, *changed)}
    here = {id: one.values for id, one in touched.items() if id != one.key or one.fields & {"joined_on", "left_on"}}
    moved = {id: one.values for id, one in touched.items() if id != one.key or "department" in one.fields}
    bulk.note(db, here, moved)
    return ids


def _dated(db: Session, table: bulk.Dated, found: Sequence[Place] | Sequence[Tie], ids: dict[Key, int]) -> None:
    """What had not begun goes first: two levels of a person never begin on the same day."""
    table.take_back(db, {one.id: _values(one, ids) for one in found if one.id is not None and one.gone})
    table.end(db, {one.id: _values(one, ids) for one in found if one.id is not None and not one.gone})
    table.add(db, [_values(one, ids) for one in found if one.id is None])


def _values(one: Dated, ids: dict[Key, int]) -> dict[str, Any]:
    common = {"person_id": ids.get(one.person, one.person), "since": one.since, "until": one.until}
    if isinstance(one, Place):
        return {**common, "level": one.level, "face": one.face}
    assert isinstance(one, Tie)
    return {**common, "manager_id": ids.get(one.manager, one.manager), "kind": one.kind}
