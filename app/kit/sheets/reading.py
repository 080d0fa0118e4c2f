"""Reading a table: its headings found, its rows below them, or every cell named that is in the way."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from app.kit.i18n import gettext as _
from app.kit.sheets.cells import as_text
from app.kit.sheets.kinds import grid
from app.kit.sheets.sheet import (
    MERGED,
    MOST_FAULTS,
    MOST_ROWS,
    Cell,
    Fault,
    Grid,
    Line,
    Odd,
    Raw,
    Sheet,
    Unreadable,
    letters,
    refused,
    too_many,
)

SEARCHED = 20
"""So many filled rows are looked at for the headings."""


def read(data: bytes, file_name: str = "", sheet: str = "") -> Sheet:
    """The table of a CSV or XLSX file. What it is is told by its bytes; `file_name` is nobody's promise.

    `sheet`: which one of a workbook, "" for the first. Titles above the headings are passed over. Unreadable with
    all faults at once: formulas, errors, merged cells, two headings alike, texts that cannot be stored.
    """
    table = grid(data, sheet)
    at = _header_at(table)
    number, header = table.rows[at]
    body = table.rows[at + 1 :]
    if len(body) > MOST_ROWS:
        raise too_many("rows", body[MOST_ROWS][0])
    _require_no_faults(chain(_merged(table, number), _twice(number, header), _odd(table, at)))
    width = len(header)
    names = tuple(as_text(_plain(cell)) for cell in header)
    return Sheet(
        table.kind, table.encoding, table.sheets, table.sheet, number, names,
        [Line(row, _fitted(cells, width)) for row, cells in body],
    )  # fmt: skip


def _header_at(table: Grid) -> int:
    """The first row that is about as wide as the widest near it. Days and fractions head no column."""
    near = table.rows[:SEARCHED]
    widest = max((_filled(cells) for _number, cells in near), default=0)
    for index, (_number, cells) in enumerate(near):
        if _filled(cells) >= 2 and 2 * _filled(cells) > widest:
            if any(isinstance(_plain(cell), date | float) for cell in cells):
                break
            return index
    _require_no_faults(_odd(table, 0))
    raise Unreadable(_("No row of headings was found. The first row should name the columns."))


def _filled(cells: Sequence[Raw]) -> int:
    return len(cells) - cells.count(None)


def _plain(cell: Raw) -> Cell:
    return cell.value if isinstance(cell, Odd) else cell


def _fitted(cells: tuple[Raw, ...], width: int) -> tuple[Cell, ...]:
    return (*cells, *[None] * (width - len(cells)))  # type: ignore[arg-type]


def _require_no_faults(faults: Iterator[Fault]) -> None:
    found: list[Fault] = []
    for fault in faults:
        if len(found) == MOST_FAULTS:
            raise refused(found, more=True)
        found.append(fault)
    if found:
        raise refused(found)


def _merged(table: Grid, header: int) -> Iterator[Fault]:
    """Cells made one in the headings or below them; titles above may be."""
    for one in table.merged:
        if one.bottom >= header:
            yield Fault(one.top, letters(one.left), str(one), _(MERGED))


def _twice(number: int, header: Sequence[Raw]) -> Iterator[Fault]:
    names = [as_text(_plain(cell)).casefold() for cell in header]
    counted = Counter(name for name in names if name)
    for index, name in enumerate(names):
        if counted[name] > 1 and index != names.index(name):
            first = letters(names.index(name))
            sentence = _("Column %(first)s has this heading too; each may stand only once.", first=first)
            yield Fault(number, letters(index), as_text(_plain(header[index])), sentence)


def _odd(table: Grid, header: int) -> Iterator[Fault]:
    """Cells that cannot be taken, and filled ones beyond the last heading."""
    width = len(table.rows[header][1]) if table.rows else 0
    for number, cells in table.rows[header:]:
        for index, cell in enumerate(cells):
            if isinstance(cell, Odd):
                yield Fault(number, letters(index), cell.shown, _(cell.reason))
            elif index >= width and cell is not None:
                sentence = _("This cell stands beyond the last heading.")
                yield Fault(number, letters(index), as_text(cell)[:80], sentence)
