"""Lines of a file → what they say about people, with everything that is wrong in them at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from app.imports.cells import Value, Wrong, joined, value
from app.imports.fields import DATES, NAMES
from app.imports.levels import LevelNames
from app.imports.mapping import Mapped, Options
from app.kit.errors import Refused
from app.kit.i18n import gettext as _
from app.kit.sheets import Cell, Fault, Line, as_text, letters, order_of
from app.kit.sheets.cells import Order

MOST_SHOWN = 80
MOST_FAULTS = 20_000
"""A file with more faults than this is mapped wrongly; the rest is not listed."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What one row says. `said`: field → value, None where the cell takes away what is recorded.

    A field that is not in `said` is left as it is.
    """

    row: int
    number: str
    said: Mapping[str, Value | None]

    def text(self, key: str) -> str:
        return cast(str, self.said.get(key) or "")

    def day(self, key: str) -> date | None:
        return cast(date | None, self.said.get(key))

    def parts(self, key: str) -> tuple[str, ...]:
        return cast(tuple[str, ...], self.said.get(key) or ())


@dataclass(slots=True)
class Faults:
    """Everything that is wrong in a file, and in which column each field stands."""

    mapped: Mapped
    found: list[Fault] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=dict)
    """Words that mean no level: how many rows have each."""

    def add(self, row: int, key: str, what: object, reason: str) -> None:
        """`key`: the field at whose column the reader should look."""
        column = self.mapped.column(key)
        if column is None and key == "name":
            column = next((self.mapped.column(part) for part in NAMES if part in self.mapped.columns), None)
        if len(self.found) < MOST_FAULTS:
            place = letters(column) if column is not None else ""
            self.found.append(Fault(row, place, str(what)[:MOST_SHOWN], reason))

    def sorted(self) -> list[Fault]:
        return sorted(self.found, key=lambda fault: (fault.row, len(fault.column), fault.column))


def require_usable(mapped: Mapped) -> None:
    """Refused when the columns do not tell who people are, or one field has two columns."""
    chosen = [key for key in mapped.columns if key]
    errors: dict[str, str] = {}
    if "staff_number" not in chosen:
        errors["staff_number"] = _("Say which column holds the staff number.")
    if not NAMES & set(chosen):
        errors["name"] = _("Say which column holds the name.")
    for column, key in enumerate(mapped.columns):
        if key and chosen.count(key) > 1:
            errors[f"column-{column}"] = _("Two columns cannot hold the same.")
    if errors:
        raise Refused(_("Please look at the marked fields; nothing is lost."), errors)


def read(lines: Sequence[Line], mapped: Mapped, names: LevelNames, options: Options) -> tuple[list[Draft], Faults]:
    """Every row that says something, and all faults that a row shows by itself; the same number twice is one."""
    faults = Faults(mapped)
    columns = [(n, key, _order(lines, n, key, options)) for n, key in enumerate(mapped.columns) if key]
    drafts: list[Draft] = []
    rows_of: dict[str, int] = {}
    for line in lines:
        draft = _draft(line, columns, names, faults, options.clear)
        if draft is None:
            continue
        first = rows_of.setdefault(draft.number, draft.row)
        if first != draft.row and draft.number:
            faults.add(draft.row, "staff_number", draft.number, _("Row %(row)s has this number already.", row=first))
        drafts.append(draft)
    return drafts, faults


def _order(lines: Sequence[Line], column: int, key: str, options: Options) -> Order:
    """In which order a column writes its days, as far as its cells tell or HR said."""
    if key not in DATES:
        return "ymd"
    return options.order or order_of(line.cells[column] for line in lines if column < len(line.cells))


def _draft(
    line: Line, columns: list[tuple[int, str, Order]], names: LevelNames, faults: Faults, clear: bool
) -> Draft | None:
    """None for a row that is empty in all mapped columns."""
    said: dict[str, Value | None] = {}
    wrong = False
    for column, key, order in columns:
        cell: Cell = line.cells[column] if column < len(line.cells) else None
        try:
            found = value(key, cell, order)
        except Wrong as fault:
            faults.add(line.number, key, as_text(cell), str(fault))
            wrong = True
            continue
        if found is not None or clear:
            said[key] = found
    if not wrong and not any(found is not None for found in said.values()):
        return None
    _name(said)
    _place(line.number, said, names, faults)
    for key in ("staff_number", "name"):
        if not said.get(key) and not wrong:
            faults.add(line.number, key, "", _("Please fill this in."))
    number = said.pop("staff_number", None)
    return Draft(line.number, str(number or ""), said)


def _name(said: dict[str, Value | None]) -> None:
    """A whole name of its own, or one from its two parts."""
    family, given = (str(said.pop(key, None) or "") for key in ("family_name", "given_name"))
    if not said.get("name"):
        said["name"] = joined(family, given) or None


def _place(row: int, said: dict[str, Value | None], names: LevelNames, faults: Faults) -> None:
    """Words for level and face → their ids. An empty level says nothing: levels end, they are not taken away."""
    word, face = said.pop("level", None), said.pop("face", None)
    meant = None
    if word:
        try:
            meant = names.find(str(word))
        except Wrong as fault:
            faults.add(row, "level", word, str(fault))
            faults.unknown[str(word)] = faults.unknown.get(str(word), 0) + 1
    if face:
        try:
            found = names.face(str(face))
            if meant:
                names.require_face(meant[0], found)
            said["face"] = found
        except Wrong as fault:
            faults.add(row, "face", face, str(fault))
    if meant:
        said["level"] = meant[0]
        if meant[1] and "face" not in said:
            said["face"] = meant[1]
    for day in DATES:
        if said.get(day) is None:
            said.pop(day, None)
