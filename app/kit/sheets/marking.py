"""A table given back with what is wrong in it marked at its place: nothing in it is a formula."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from app.kit.i18n import gettext as _
from app.kit.sheets.sheet import Cell, Fault, Sheet, column_index

_NOUGHT = date(1899, 12, 30).toordinal()


def marked_copy(sheet: Sheet, faults: Iterable[Fault]) -> bytes:
    """XLSX: the same rows at the same places, one column before them that says what is wrong with each.

    Cells at fault are coloured and carry the reason as a comment; move the first column away and it can be sent again.
    """
    by_row: dict[int, list[Fault]] = defaultdict(list)
    for fault in faults:
        by_row[fault.row].append(fault)
    file = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with Workbook(file, options) as book:
        page = book.add_worksheet(_("Problems"))
        bold, wrong = book.add_format({"bold": True, "bottom": 1}), book.add_format({"bg_color": "#F6D5CC"})
        day, wrong_day = (
            book.add_format({"num_format": "yyyy-mm-dd", **more}) for more in ({}, {"bg_color": "#F6D5CC"})
        )
        page.set_column(0, 0, 60)
        top = sheet.header_row - 1
        page.write_string(top, 0, _("Problems"), bold)
        for n, head in enumerate(sheet.headers, 1):
            page.write_string(top, n, head, bold)
        for line in sheet.lines:
            told = by_row.get(line.number, [])
            marks = {column_index(fault.column) for fault in told if fault.column}
            for n, cell in enumerate(line.cells):
                plain, dated = (wrong, wrong_day) if n in marks else (None, day)
                _write(page, line.number - 1, n + 1, cell, plain, dated)
            if told:
                page.write_string(line.number - 1, 0, "\n".join(_said(fault) for fault in told), wrong)
            for fault in told:
                if fault.column:
                    page.write_comment(line.number - 1, column_index(fault.column) + 1, fault.reason)
        page.freeze_panes(sheet.header_row, 1)
    return file.getvalue()


def _said(fault: Fault) -> str:
    return (
        _("Column %(column)s: %(reason)s", column=fault.column, reason=fault.reason) if fault.column else fault.reason
    )


def _write(page: object, row: int, column: int, cell: Cell, plain: object, dated: object) -> None:
    put = page
    if isinstance(cell, datetime | date):
        put.write_number(row, column, cell.toordinal() - _NOUGHT, dated)  # type: ignore[attr-defined]
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        put.write_number(row, column, cell, plain)  # type: ignore[attr-defined]
    elif cell is None:
        put.write_blank(row, column, None, plain)  # type: ignore[attr-defined]
    else:
        put.write_string(row, column, str(cell), plain)  # type: ignore[attr-defined]
