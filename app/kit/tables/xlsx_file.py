"""A table as XLSX: typed cells, a header that stays, filters, and a second sheet that explains it all.

Rows go to disk one by one. Strings are strings: nothing of them becomes a formula, a number or a link. Days and
moments are numbers with a format, as Excel has them; those that its calendar lacks are text.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, cast

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from app.kit import clock
from app.kit.errors import Refused
from app.kit.i18n import gettext as _
from app.kit.tables.table import Column, Kind, Table

MOST_ROWS = 1_048_575
MOST_LETTERS = 32_767
# Excel counts days from 1899-12-31 and takes 1900 for a leap year: right from March of that year on
_DAY_NOUGHT = date(1899, 12, 30).toordinal()
_FIRST_DAY = date(1900, 3, 1)
_SECONDS = 86_400
WIDTHS: dict[Kind, int] = {"text": 18, "number": 10, "day": 12, "moment": 20, "percent": 10, "list": 40}
FORMATS: dict[Kind, str] = {"day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm:ss", "percent": "0%"}
CHINESE = "㐀-鿿"
Put = Callable[[int, int, Any], Any]


def write(table: Table, file: BinaryIO) -> None:
    """Both sheets. Refused when Excel has not so many rows."""
    with TemporaryDirectory(prefix="ladder-table-") as folder:
        book = _book(file, Path(folder))
        try:
            _rows(book, table)
            _explanation(book, table)
            book.close()
        except BaseException:
            _let_go(book)
            raise


def _book(file: BinaryIO, folder: Path) -> Workbook:
    options = {
        "constant_memory": True, "tmpdir": str(folder), "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False,
    }  # fmt: skip
    book = Workbook(file, options)
    book.set_properties({"created": clock.local(clock.now())})
    return book


def _let_go(book: Workbook) -> None:
    """Close what a sheet has open, since the book will not be."""
    for sheet in book.worksheets():
        sheet.row_data_fh.close()


def _rows(book: Workbook, table: Table) -> None:
    sheet = book.add_worksheet(sheet_name(table.title))
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for n, column in enumerate(table.columns):
        sheet.set_column(n, n, max(WIDTHS[column.kind], min(width(column.title) + 4, 30)))
    for n, column in enumerate(table.columns):
        sheet.write_string(0, n, column.title[:MOST_LETTERS], bold)
    sheet.freeze_panes(1, 0)
    last = _fill(sheet, table, [_putter(book, sheet, column.kind) for column in table.columns])
    sheet.autofilter(0, 0, last, max(len(table.columns) - 1, 0))


def _fill(sheet: Worksheet, table: Table, puts: Sequence[Put]) -> int:
    number = 0
    for number, row in enumerate(table.rows, 1):
        if number > MOST_ROWS:
            raise Refused(_("A sheet of Excel ends at 1,048,576 rows. Please take the CSV file."))
        for n, (put, value) in enumerate(zip(puts, row, strict=True)):
            if value is not None:
                put(number, n, value)
    return number


def _putter(book: Workbook, sheet: Worksheet, kind: Kind) -> Put:
    text = _text(sheet)
    if kind == "text":
        return text
    if kind == "list":
        between = _("; ")
        return lambda row, n, values: text(row, n, between.join(values))
    number = cast(Callable[[int, int, float, Format | None], Any], sheet.write_number)
    style = book.add_format({"num_format": FORMATS[kind]}) if kind in FORMATS else None
    if kind == "day":
        return lambda row, n, value: _day(number, text, style, row, n, value)
    if kind == "moment":
        return lambda row, n, value: _moment(number, text, style, row, n, clock.local(value))
    return lambda row, n, value: number(row, n, value, style)


def _text(sheet: Worksheet) -> Put:
    put = sheet.write_string

    def text(row: int, n: int, value: str) -> None:
        put(row, n, value if len(value) <= MOST_LETTERS else f"{value[: MOST_LETTERS - 1]}…")

    return text


def _day(number: Any, text: Put, style: Format | None, row: int, n: int, value: date) -> None:
    if value < _FIRST_DAY:
        text(row, n, value.isoformat())
    else:
        number(row, n, value.toordinal() - _DAY_NOUGHT, style)


def _moment(number: Any, text: Put, style: Format | None, row: int, n: int, value: datetime) -> None:
    if value.date() < _FIRST_DAY:
        text(row, n, f"{value:%Y-%m-%d %H:%M:%S}")
    else:
        seconds = value.hour * 3600 + value.minute * 60 + value.second
        number(row, n, value.toordinal() - _DAY_NOUGHT + seconds / _SECONDS, style)


def _explanation(book: Workbook, table: Table) -> None:
    """What the table is about, its notes, and each column in a sentence."""
    sheet = book.add_worksheet(_("Explanation"))
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 80)
    text, row = _text(sheet), 0
    sheet.write_string(0, 0, table.title[:MOST_LETTERS], bold)
    for fact in table.about:
        row += 1
        text(row, 0, fact.name)
        text(row, 1, fact.value)
    for note in table.notes:
        row += 1
        sheet.write_string(row, 1, note[:MOST_LETTERS], wrap)
    row += 2
    sheet.write_string(row, 0, _("Column"), bold)
    sheet.write_string(row, 1, _("What stands in it"), bold)
    for column in table.columns:
        row += 1
        text(row, 0, column.title)
        sheet.write_string(row, 1, _explained(column)[:MOST_LETTERS], wrap)


def _explained(column: Column) -> str:
    unit = {"percent": _("A share: 0 is none, 1 is all."), "moment": _("On the organisation's clock.")}
    return " ".join(filter(None, (column.help, unit.get(column.kind, ""))))


def sheet_name(title: str) -> str:
    """A title as Excel takes it for a sheet: 31 letters, none of []:*?/\\, no ' at its ends."""
    return re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title)[:31].strip(" '") or "1"


def width(text: str) -> int:
    """How many Latin letters it takes; a Chinese one is as wide as two."""
    return len(text) + len(re.findall(f"[{CHINESE}]", text))
