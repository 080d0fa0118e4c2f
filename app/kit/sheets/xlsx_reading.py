"""XLSX: bounded, scanned, then opened by python-calamine."""

from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from app.kit.i18n import gettext as _
from app.kit.sheets import package, scanning
from app.kit.sheets.scanning import Scan
from app.kit.sheets.sheet import MOST_LETTERS, Cell, Fault, Unreadable, column_letters, whole_file

Rows = list[tuple[int, list[Cell]]]


def rows(data: bytes, sheet: str) -> tuple[tuple[str, ...], str, Rows, Scan]:
    """(all visible sheets, the one read, [(number, cells)], its scan); `sheet` empty: the first one."""
    with package.opened(data) as opened:
        sheets = scanning.sheets(opened)
        if not sheets:
            raise whole_file(_("This file has no sheet."))
        name = sheet if sheet in sheets else next(iter(sheets))
        found = scanning.scan(opened, sheets[name])
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        values = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, KeyError):
        raise whole_file(_("This file is damaged, or no .xlsx file.")) from None
    lines = [
        (n + 1, [_cell(value, found.zeros.get((n, m), 0)) for m, value in enumerate(row)])
        for n, row in enumerate(values)
    ]
    _require_short(lines)
    return tuple(sheets), name, lines, found


def _require_short(lines: Rows) -> None:
    for number, cells in lines:
        for n, cell in enumerate(cells):
            if isinstance(cell, str) and len(cell) > MOST_LETTERS:
                reason = _("A cell with more than %(most)s characters.", most=MOST_LETTERS)
                raise Unreadable([Fault(number, column_letters(n), cell[:40], reason)])


def _cell(value: object, digits: int) -> Cell:
    """Plain values: whole numbers as int, with the zeros that the sheet shows; days without their midnight."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        whole = int(value) if value == value and abs(value) < 1e15 and value.is_integer() else None
        return (
            str(whole).zfill(digits)
            if whole is not None and digits and whole >= 0
            else value
            if whole is None
            else whole
        )
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, time | timedelta):
        return str(value)
    return value if isinstance(value, str | int | date) and value != "" else None
