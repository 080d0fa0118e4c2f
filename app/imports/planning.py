"""From what a file says and what is recorded to the plan of changes, with everything that speaks against it.

Only what differs changes. A person is found by her staff number. Days of levels and lines are those of the file, else
the day that HR chose, or the day of joining where that is later.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.framework.model import Framework
from app.imports import comparing
from app.imports.comparing import Row
from app.imports.drafts import Draft, Faults
from app.imports.mapping import Options
from app.imports.naming import People
from app.imports.plan import Change, Difference, Plan
from app.imports.present import Known, Present
from app.imports.standing import standing
from app.imports.world import Key
from app.kit.dates import day
from app.kit.i18n import gettext as _


def plan(
    drafts: Sequence[Draft],
    faults: Faults,
    present: Present,
    options: Options,
    framework: Framework,
    actor_id: int | None,
) -> Plan:
    """What would change. Where `faults` has any afterwards, nothing may be applied."""
    found = [_row(-n, draft, present) for n, draft in enumerate(drafts, 1)]
    for row in found:
        comparing.compare(row, present.departments, faults)
    unlisted = _unlisted(found, present, options) if options.complete else []
    people = _people(found, present, options)
    standing(found, people, present.world, options, framework, faults, _leaving(found, unlisted, present))
    changes = [*(row.change for row in found), *unlisted]
    for change in changes:
        _leave(change, present, options, faults, actor_id)
    _circles(changes, people, present, options, faults)
    kept = [change for change in changes if change.kind == "added" or change.differences]
    return Plan(kept, present.world, present.departments, len(drafts), options.since)


def _row(key: int, draft: Draft, present: Present) -> Row:
    known = present.by_number.get(draft.number)
    name = draft.text("name") or (known.name if known else "")
    kind = "changed" if known else "added"
    change = Change(draft.row, known.id if known else key, draft.number, name, kind)  # type: ignore[arg-type]
    leaves = draft.day("left_on") or (known.left_on if known else None)
    if draft.day("left_on") and (known is None or known.left_on != leaves):
        change.leaves_on = leaves
    return Row(draft, change, known, leaves)


def _people(found: Sequence[Row], present: Present, options: Options) -> People:
    people = People()
    listed = {row.change.key for row in found}
    for one in present.people.values():
        if one.id not in listed:
            here = one.left_on is None or one.left_on > options.since
            people.know(one.id, one.staff_number or "", (one.name, one.name_latin, one.email), here=here)
    for row in found:
        here = row.leaves is None or row.leaves > options.since
        names = [str(row.change.values[key]) for key in ("name", "name_latin", "email")]
        people.know(row.change.key, row.draft.number, names, here=here)
    return people


def _leaving(found: Sequence[Row], unlisted: Sequence[Change], present: Present) -> dict[Key, date]:
    """From when each of those who leave or left is not there to lead anybody."""
    recorded = {one.id: one.left_on for one in present.people.values() if one.left_on}
    said = {row.change.key: row.leaves for row in found if row.leaves}
    return {**recorded, **said, **{change.key: change.leaves_on for change in unlisted if change.leaves_on}}


def _unlisted(found: Sequence[Row], present: Present, options: Options) -> list[Change]:
    """Everybody with a staff number who is here and whom a complete file does not have."""
    listed = {row.change.key for row in found}
    return [
        Change(0, one.id, one.staff_number, one.name, "ended", values=_values(one), leaves_on=options.since)
        for one in present.people.values()
        if one.staff_number and one.id not in listed and (one.left_on is None or one.left_on > options.since)
    ]


def _values(known: Known) -> dict[str, Any]:
    return comparing.recorded(known) | {"staff_number": known.staff_number}


def _leave(change: Change, present: Present, options: Options, faults: Faults, actor_id: int | None) -> None:
    if change.leaves_on is None:
        return
    known = present.people.get(change.key)
    joined = change.values.get("joined_on") or (known.joined_on if known else None)
    if joined and change.leaves_on < joined:
        words = _("Before the day of joining, %(day)s.", day=day(joined))
        faults.add(change.row, "left_on", change.leaves_on, words)
    if change.key == actor_id:
        faults.add(change.row, "left_on", change.number, _("Ask a colleague in HR to record your own leaving."))
    change.differences.append(Difference("left_on", known.left_on if known else None, change.leaves_on))
    if known is not None:
        change.kind = "ended"
    present.world.leave(change.key, change.leaves_on)


def _circles(changes: Sequence[Change], people: People, present: Present, options: Options, faults: Faults) -> None:
    """Every circle once, at the row of the first person in it, by name and number."""
    rows = {change.key: change.row for change in changes}
    for circle, _tie in present.world.circles(options.since):
        row, start = min((rows[key], n) for n, key in enumerate(circle) if rows.get(key))
        named = [str(people.shown(key)) for key in circle[start:] + circle[: start + 1]]
        words = _("The reporting lines make a circle: %(circle)s.", circle=" → ".join(named))
        faults.add(row, "manager", people.shown(circle[(start + 1) % len(circle)]), words)
