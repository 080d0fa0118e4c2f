"""A person's own columns: name, number, mail, department, joining. What the file says against what is recorded."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.imports.cells import Wrong
from app.imports.departments import Departments
from app.imports.drafts import Draft, Faults
from app.imports.plan import Change, Difference
from app.imports.present import Known

_PLAIN = ("name", "name_latin", "email")


@dataclass(slots=True)
class Row:
    """A row of the file with the person it is about; `known`: None for a new one."""

    draft: Draft
    change: Change
    known: Known | None
    leaves: date | None
    """The day on which she leaves or left, after this file."""


def compare(row: Row, departments: Departments, faults: Faults) -> None:
    """Fill in her values as they will be, and the differences."""
    draft, change, known = row.draft, row.change, row.known
    change.values = recorded(known) | {"staff_number": draft.number or None}
    for field in _PLAIN:
        said = draft.text(field)
        if field in draft.said and (said or field != "name"):
            _set(change, field, said)
    if draft.day("joined_on"):
        _set(change, "joined_on", draft.day("joined_on"))
    if "department" in draft.said:
        _department(draft, change, departments, faults)


def recorded(known: Known | None) -> dict[str, Any]:
    """The columns of a person; of a new one, empty."""
    if known is None:
        return {"name": "", "name_latin": "", "email": "", "department_id": None, "joined_on": None, "left_on": None}
    return {
        "name": known.name,
        "name_latin": known.name_latin,
        "email": known.email,
        "department_id": known.department_id,
        "joined_on": known.joined_on,
        "left_on": known.left_on,
    }


def _set(change: Change, field: str, after: Any) -> None:
    before = change.values[field]
    if before != after:
        change.values[field] = after
        change.differences.append(Difference(field, before or None, after or None))


def _department(draft: Draft, change: Change, departments: Departments, faults: Faults) -> None:
    now = change.values["department_id"]
    said = draft.parts("department")
    if not said:
        after: int | tuple[str, ...] | None = None
    else:
        try:
            after = departments.resolve(said, now)
        except Wrong as fault:
            faults.add(draft.row, "department", " / ".join(said), str(fault))
            return
    if after == now:
        return
    new = after if isinstance(after, tuple) else departments.path(after)
    change.differences.append(Difference("department", departments.path(now) or None, new or None))
    change.values["department_id"] = None if isinstance(after, tuple) else after
    change.department = after if isinstance(after, tuple) else ()
