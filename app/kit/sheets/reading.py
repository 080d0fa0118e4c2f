"""From the bytes of a file to a sheet with headers and lines, or to what is wrong with it."""

import re
from collections.abc import Sequence

from app.kit.i18n import gettext as _
from app.kit.sheets import csv_reading, xlsx_reading
from app.kit.sheets.scanning import Scan
from app.kit.sheets.sheet import MOST_BYTES, MOST_ROWS, Cell, Fault, Line, Sheet, Unreadable, column_letters, whole_file
from app.kit.tables.quoting import unquoted

LOOKED_THROUGH = 10
"""The headers stand in one of the first rows that are not empty; titles may stand above them."""
_NUMBERS = re.compile(r"[\d\s.,:/%+-]+")
_FORMULA = ("=", "@", "＝", "＠")


def read(data: bytes, file_name: str, sheet: str = "") -> Sheet:
    """The table in a file: CSV, or one sheet of an XLSX file. Unreadable with the place of what is wrong.

    `sheet`: its name; the first one where there is none of that name.
    """
    if not data.strip():
        raise whole_file(_("This file is empty."))
    if len(data) > MOST_BYTES:
        raise whole_file(_("A file may have %(most)s MB at most.", most=MOST_BYTES // 1_000_000))
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) or file_name.lower().endswith((".xlsx", ".xls", ".xlsm")):
        names, name, rows, scan = xlsx_reading.rows(data, sheet)
        return _sheet("xlsx", "", names, name, rows, scan)
    encoding, lines = csv_reading.rows(data)
    plain: list[tuple[int, list[Cell]]] = [(number, [value or None for value in values]) for number, values in lines]
    return _sheet("csv", encoding, (), "", plain, Scan())


def _sheet(
    kind: str, encoding: str, names: tuple[str, ...], name: str, rows: list[tuple[int, list[Cell]]], scan: Scan
) -> Sheet:
    filled = [(number, cells) for number, cells in rows if any(_said(cell) for cell in cells)]
    if not filled:
        raise whole_file(_("There is nothing in this table."))
    at = _header_place(filled)
    header_row, heads = filled[at]
    headers = _headers(header_row, heads)
    body = filled[at + 1 :]
    if len(body) > MOST_ROWS:
        raise Unreadable([Fault(body[MOST_ROWS][0], "", "", _("More than %(most)s rows.", most=f"{MOST_ROWS:,}"))])
    faults = sorted([*_scanned(scan, header_row, len(headers)), *_too_wide(body, len(headers)), *_formulas(body)])
    if faults:
        raise Unreadable(faults)
    lines = tuple(Line(number, _padded(cells, len(headers))) for number, cells in body)
    return Sheet(kind, encoding, names, name, header_row, headers, lines)


def _said(cell: Cell) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _header_place(rows: Sequence[tuple[int, list[Cell]]]) -> int:
    """Which of the first rows has the most texts; of two alike the upper one."""
    texts = [sum(_is_words(cell) for cell in cells) for _number, cells in rows[:LOOKED_THROUGH]]
    return texts.index(max(texts))


def _is_words(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(cell.strip()) and not _NUMBERS.fullmatch(cell)


def _headers(row: int, cells: Sequence[Cell]) -> tuple[str, ...]:
    """Trimmed, those at the end that are empty left out. Unreadable when one stands twice, or fewer than two do."""
    found = ["" if cell is None else " ".join(str(cell).split()) for cell in cells]
    while found and not found[-1]:
        found.pop()
    faults = [
        Fault(row, column_letters(n), head, _("This header stands twice."))
        for n, head in enumerate(found)
        if head and head.lower() in {other.lower() for other in found[:n]}
    ]
    if faults:
        raise Unreadable(faults)
    if sum(map(bool, found)) < 2:
        raise Unreadable([Fault(row, "", "", _("No row of headers was found: at least two columns need one."))])
    return tuple(found)


def _scanned(scan: Scan, header_row: int, width: int) -> list[Fault]:
    """What the scan found in the headers and below them; titles above may be what they like."""
    found = [
        Fault(row + 1, column_letters(column), "", _("A formula. Paste the values instead."))
        for row, column in scan.formulas
        if row + 1 >= header_row
    ]
    found += [
        Fault(row + 1, column_letters(column), "", _("An error of Excel such as #N/A stands here."))
        for row, column in scan.errors
        if row + 1 >= header_row
    ]
    found += [
        Fault(max(row + 1, header_row), column_letters(column), "", _("Merged cells. Unmerge them, one value a cell."))
        for row, column, last_row, _last in scan.merged
        if last_row + 1 >= header_row and column < width
    ]
    return found


def _too_wide(body: Sequence[tuple[int, list[Cell]]], width: int) -> list[Fault]:
    return [
        Fault(number, column_letters(n), str(cell)[:40], _("This value stands in a column without a header."))
        for number, cells in body
        for n, cell in enumerate(cells[width:], width)
        if _said(cell)
    ]


def _formulas(body: Sequence[tuple[int, list[Cell]]]) -> list[Fault]:
    return [
        Fault(number, column_letters(n), cell[:40], _("This would be a formula. Write it without the sign before it."))
        for number, cells in body
        for n, cell in enumerate(cells)
        if isinstance(cell, str) and cell.lstrip().startswith(_FORMULA)
    ]


def _padded(cells: Sequence[Cell], width: int) -> tuple[Cell, ...]:
    plain = [unquoted(cell) if isinstance(cell, str) else cell for cell in cells[:width]]
    return (*plain, *[None] * (width - len(plain)))
