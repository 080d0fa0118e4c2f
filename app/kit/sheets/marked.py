"""The same table with its faults marked, as a workbook that can be put right and sent again."""

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from app.kit.i18n import gettext as _
from app.kit.sheets.kinds import grid
from app.kit.sheets.sheet import Cell, Fault, Odd, Raw, letters
from app.kit.tables.xlsx_file import sheet_name

_FIRST_DAY = date(1900, 3, 1)
_NOUGHT = date(1899, 12, 30).toordinal()
MOST_COMMENTS = 1_000
# amber and cinnabar, pale enough to read on
PAPER, EDGE = "#FBE9E4", "#B23A2B"


def marked_copy(data: bytes, sheet: str, faults: Iterable[Fault]) -> bytes:
    """XLSX: rows as numbered in the file, before them a column with what is wrong, each faulty cell coloured, with a
    comment. Of formulas the value that they had is kept. Unreadable when the file is no table at all."""
    table = grid(data, sheet, lenient=True)
    found: dict[int, dict[str, list[Fault]]] = defaultdict(lambda: defaultdict(list))
    for fault in faults:
        found[fault.row][fault.column].append(fault)
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(sheet_name(table.sheet or _("Problems")))
    page.set_column(0, 0, 50)
    page.set_column(1, max((len(cells) for _n, cells in table.rows), default=1), 16)
    write = _Writer(book, page)
    page.write_string(0, 0, _("Problems"), write.bold)
    rows = dict(table.rows)
    for number in sorted({*rows, *found}):
        write.row(number, rows.get(number, ()), found.get(number, {}))
    page.freeze_panes(0, 1)
    book.close()
    return out.getvalue()


class _Writer:
    def __init__(self, book: Any, page: Any) -> None:
        self._page = page
        self.bold = book.add_format({"bold": True})
        self._wrong = book.add_format({"bg_color": PAPER, "border": 1, "border_color": EDGE})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._wrong_day = book.add_format(
            {"num_format": "yyyy-mm-dd", "bg_color": PAPER, "border": 1, "border_color": EDGE}
        )
        self._said = book.add_format({"text_wrap": True, "valign": "top", "font_color": EDGE})
        self._comments = 0

    def row(self, number: int, cells: tuple[Raw, ...], faults: Mapping[str, list[Fault]]) -> None:
        """One row at its old number, one column further right."""
        at = number - 1
        known = {letters(index): index for index in range(max(len(cells), 200))} if faults else {}
        for index, cell in enumerate(cells):
            if not faults or letters(index) not in faults:
                self._put(at, index + 1, cell.value if isinstance(cell, Odd) else cell, wrong=False)
        for column, of_cell in faults.items():
            if column in known:
                self._mark(at, known[column], cells, of_cell)
        words = [f"{column} {fault.reason}".strip() for column, some in faults.items() for fault in some]
        if words:
            self._page.write_string(at, 0, "\n".join(dict.fromkeys(words))[:32_000], self._said)

    def _mark(self, at: int, index: int, cells: tuple[Raw, ...], faults: list[Fault]) -> None:
        cell = cells[index] if index < len(cells) else None
        self._put(at, index + 1, cell.value if isinstance(cell, Odd) else cell, wrong=True)
        self._comments += 1
        if self._comments <= MOST_COMMENTS:
            words = "\n".join(f"{one.reason} {one.value}".strip() for one in faults)
            self._page.write_comment(at, index + 1, words[:2_000])

    def _put(self, row: int, column: int, value: Cell, *, wrong: bool) -> None:
        style = self._wrong if wrong else None
        if value is None:
            if wrong:
                self._page.write_blank(row, column, None, style)
        elif isinstance(value, str):
            self._page.write_string(row, column, value, style)
        elif isinstance(value, date):
            day = self._wrong_day if wrong else self._day
            if value < _FIRST_DAY:
                self._page.write_string(row, column, value.isoformat(), style)
            else:
                self._page.write_number(row, column, value.toordinal() - _NOUGHT, day)
        else:
            self._page.write_number(row, column, value, style)
