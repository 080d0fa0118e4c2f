"""Days as people and spreadsheets write them."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal

from app.kit.sheets.sheet import Cell

# Excel counts days from 1899-12-31 and takes 1900 for a leap year: right from March of that year on
_NOUGHT = date(1899, 12, 30)
_FIRST, _LAST = 18_264, 109_575  # 1950-01-01 and 2200-01-01
_WRITTEN = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]0{1,2}:00(?::00)?(?:\.0+)?)?")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
Order = Literal["", "mdy", "dmy"]


def day_of(cell: Cell, order: Order = "") -> date | None:
    """A day out of a cell: a date, an Excel serial, 2026-11-23, 2026/11/23, 2026.11.23, 20261123, 2026年11月23日, or
    11/23/2026 where it can be nothing else. None for an empty one; ValueError for anything else.

    `order`: how a column writes days that end in the year, so that 3/4/2026 is one too ("mdy": March the 4th).
    """
    if cell is None or isinstance(cell, bool):
        if cell is None:
            return None
        raise ValueError(cell)
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float):
        return _serial(cell)
    return _written(unicodedata.normalize("NFKC", cell).strip(), order)


def _serial(value: float) -> date:
    if not _FIRST <= value <= _LAST:
        if _DIGITS.fullmatch(str(int(value))):
            return _written(str(int(value))) or _never()
        raise ValueError(value)
    return _NOUGHT + timedelta(days=int(value))


def _never() -> date:
    raise ValueError


def _written(text: str, order: Order = "") -> date | None:
    if not text:
        return None
    if found := _WRITTEN.fullmatch(text) or _DIGITS.fullmatch(text):
        year, month, day = map(int, found.groups())
        return date(year, month, day)
    if found := _YEAR_LAST.fullmatch(text):
        first, second, year = map(int, found.groups())
        if order:
            return date(year, *((first, second) if order == "mdy" else (second, first)))
        if first > 12 or second > 12 or first == second:
            return date(year, second, first) if first > 12 else date(year, first, second)
    if text.isdigit() and len(text) == 5:
        return _serial(int(text))
    raise ValueError(text)


def order_of(cells: Iterable[Cell]) -> Order:
    """The order in which a column writes days that end in the year, where any of them tells; else none."""
    for cell in cells:
        found = _YEAR_LAST.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if found and int(found[1]) > 12:
            return "dmy"
        if found and int(found[2]) > 12:
            return "mdy"
    return ""
