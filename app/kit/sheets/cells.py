"""One cell: made fit to keep, and understood as a day or a number by which somebody is called."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from pydantic_core import PydanticCustomError

from app.kit.sheets.sheet import LONG, MOST_LETTERS, UNREADABLE, Cell, Odd, Raw
from app.kit.text import clean

Order = Literal["ymd", "mdy", "dmy"]
_LAST: tuple[Order, ...] = ("mdy", "dmy")
# white space that is not seen, the mark of an encoding in the middle of a file among it
_OUTER = " \t\r\n\v\f\xa0\u3000\u200b\u200e\u200f\u2060\ufeff"
_SHOWN = 80
# Excel counts days from 1899-12-31 and takes 1900 for a leap year: right from March of that year on
_NOUGHT = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 61, 2_958_465
# a number without the format of a day is taken for one from 1927 to 2119 only: 2024 is a year, not July 1905
_LIKELY = range(10_000, 80_000)
_CHINESE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?$")
_PARTS = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_SERIAL = re.compile(r"\d{5}(\.0+)?$")
_CLOCK = re.compile(r"[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$")


def tidy(text: str) -> Raw:
    """Text without outer white space, in normal form NFC; None when nothing is left; Odd when it cannot be stored."""
    text = text.strip(_OUTER)
    if not text:
        return None
    if len(text) > MOST_LETTERS:
        return Odd(None, shown(text), LONG)
    if text.isascii() and text.isprintable():
        return text
    try:
        return clean(text)
    except PydanticCustomError:
        return Odd(None, shown(text), UNREADABLE)


def shown(text: str) -> str:
    """The beginning of a text, with what cannot be printed written out."""
    short = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    return "".join(ch if ch.isprintable() else ascii(ch)[1:-1] for ch in short)


def as_text(cell: Cell) -> str:
    """The cell as one line of text: days in ISO, whole numbers without a fraction, "" when empty."""
    if cell is None:
        return ""
    return " ".join(cell.split()) if isinstance(cell, str) else str(cell)


def as_key(cell: Cell) -> str:
    """The cell as a number by which somebody is called (a staff number): leading zeros kept, full width made narrow."""
    return "".join(unicodedata.normalize("NFKC", as_text(cell)).split())


def as_day(cell: Cell, order: Order = "ymd") -> date | None:
    """The day that a cell names; None when it names none, or is empty.

    2026-11-23, 2026/11/23, 2026.11.23, 2026年11月23日, 20261123 and the days that Excel counts, with or without a time
    of day. `order`: which day 11/12/2026 is; in "ymd", where the year comes first, it is none, while 11/23/2026 is one.
    """
    if cell is None or isinstance(cell, date):
        return cell
    if isinstance(cell, int | float):
        if isinstance(cell, int) and (found := _SOLID.match(str(cell))):
            return _date(*found.groups())
        return serial(cell) if int(cell) in _LIKELY else None
    text = _CLOCK.sub("", unicodedata.normalize("NFKC", cell).strip())
    if found := _CHINESE.match(text) or _SOLID.match(text):
        return _date(*found.groups())
    if found := _PARTS.match(text):
        return _parts(found[1], found[3], found[4], order)
    return serial(float(text)) if _SERIAL.match(text) and int(float(text)) in _LIKELY else None


def order_of(cells: Iterable[Cell]) -> Order:
    """In which order a column writes days that end in the year, where any of them tells; else "ymd"."""
    for cell in cells:
        found = _PARTS.match(_CLOCK.sub("", cell.strip())) if isinstance(cell, str) else None
        if found and len(found[1]) <= 2:
            possible = [order for order in _LAST if _parts(found[1], found[3], found[4], order)]
            if len(possible) == 1:
                return possible[0]
    return "ymd"


def serial(number: float, from_1904: bool = False) -> date | None:
    """The day that Excel means by a number; None beyond its calendar."""
    whole = int(number) + 1_462 * from_1904
    return _NOUGHT + timedelta(days=whole) if _FIRST_SERIAL <= whole <= _LAST_SERIAL else None


def _parts(first: str, second: str, third: str, order: Order) -> date | None:
    if len(first) == 4:
        return _date(first, second, third) if len(third) <= 2 else None
    if len(first) > 2 or len(third) not in (2, 4):
        return None
    if order == "ymd":
        possible = {found for one in _LAST if len(third) == 4 and (found := _parts(first, second, third, one))}
        return possible.pop() if len(possible) == 1 else None
    year = third if len(third) == 4 else _century(third)
    return _date(year, first, second) if order == "mdy" else _date(year, second, first)


def _century(year: str) -> str:
    """Two digits of a year: up to 68 in this century, as POSIX reads them."""
    return f"{20 if int(year) <= 68 else 19}{year}"


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
