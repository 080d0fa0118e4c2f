"""One sheet of a workbook as it stands there: texts, numbers and days; formulas and errors with their place.

No formula is calculated and nothing outside of the file is asked for.
"""

import re
from datetime import date

from app.kit.i18n import gettext as _
from app.kit.sheets.cells import serial, shown, tidy
from app.kit.sheets.markup import Walker, attribute, broken
from app.kit.sheets.package import MOST_OF_A_SHEET, Package
from app.kit.sheets.sheet import (
    DIGITS,
    ERROR,
    FORMULA,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_RAW,
    Cell,
    Grid,
    Merged,
    Odd,
    Raw,
    Unreadable,
    letters,
    too_many,
)
from app.kit.sheets.workbook import Workbook, unescaped

MOST_MERGED = 20_000
EXACT = 10**15
_DIGITS = "0123456789"
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")


def read(data: bytes, sheet: str, *, lenient: bool = False) -> Grid:
    """The sheet of this name, the first when it is "". Unreadable when there is none.

    `lenient`: cells beyond the last column that is taken are left out, else they are why it is refused.
    """
    package = Package(data)
    book = Workbook(package)
    name = sheet or next(iter(book.sheets))
    if name not in book.sheets:
        raise Unreadable(_("The workbook has no sheet “%(name)s”.", name=shown(name)))
    walker = Cells(book, lenient=lenient)
    package.walk(walker, book.sheets[name], MOST_OF_A_SHEET)
    return Grid("xlsx", "utf-8", tuple(book.sheets), name, walker.rows, walker.merged)


class Cells(Walker):
    """Collects the rows of a sheet, each cell at the place that it names."""

    def __init__(self, book: Workbook, *, lenient: bool) -> None:
        super().__init__()
        self._lenient = lenient
        self.rows: list[tuple[int, tuple[Raw, ...]]] = []
        self.merged: list[Merged] = []
        self._book = book
        self._columns: dict[str, int] = {}
        self._seen: dict[Raw, Raw] = {}
        self._row, self._column, self._filled = 0, -1, 0
        self._cells: list[Raw] = []
        self._kind, self._style = "n", 0
        self._value: str | None = None
        self._formula: str | None = None
        self._inside = False
        self._aside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name in ("v", "t"):
            if self._inside and not self._aside:
                self.collect()
        elif name == "row":
            self._begin_row(attributes)
        elif name == "f" and self._inside:
            self._formula = ""
            self.collect()
        elif name == "rPh":
            self._aside = True
        elif name == "mergeCell":
            self._merge(attribute(attributes, "ref"))

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            if self.parts is not None:
                self._value = (self._value or "") + self.collected()
        elif name == "c":
            self._end_cell()
        elif name == "row":
            self._end_row()
        elif name == "f" and self.parts is not None:
            self._formula = self.collected()
        elif name == "rPh":
            self._aside = False

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = _whole(attributes.get("r") or str(self._row + 1))
        if number <= self._row or self._inside:
            raise broken()
        self._row, self._column, self._cells = number, -1, []

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        column = self._column + 1 if place is None else self._placed(place)
        if column <= self._column or self._inside:
            raise broken()
        self._column, self._inside = column, True
        self._kind, self._style = attributes.get("t", "n"), _whole(attributes.get("s", "0"))
        self._value = self._formula = None

    def _placed(self, place: str) -> int:
        """The column that a cell says it is in; its row must be the one around it."""
        word = place.rstrip(_DIGITS)
        if place[len(word) :] != str(self._row):
            raise broken()
        found = self._columns.get(word)
        if found is None:
            found = self._columns[word] = column(word)
        return found

    def _end_cell(self) -> None:
        self._inside = False
        if self._value is None and self._formula is None:
            return
        cell = self._understood()
        if cell is None:
            return
        if self._column >= MOST_COLUMNS:
            if self._lenient:
                return
            raise too_many("columns", self._row, letters(self._column))
        self._filled += 1
        if self._filled > MOST_CELLS:
            raise too_many("cells", self._row, letters(self._column))
        if len(self._cells) < self._column:
            self._cells += [None] * (self._column - len(self._cells))
        self._cells.append(self._seen.setdefault(cell, cell) if isinstance(cell, date) else cell)

    def _end_row(self) -> None:
        if self._cells and len(self.rows) < MOST_RAW:
            self.rows.append((self._row, tuple(self._cells)))
        self._cells = []

    def _understood(self) -> Raw:
        value = self._plain(self._value or "")
        if self._formula is None:
            return value
        words = shown(f"={self._formula}") if self._formula else shown(self._value or "")
        return Odd(value.value if isinstance(value, Odd) else value, words, FORMULA)

    def _plain(self, text: str) -> Raw:
        kind = self._kind
        if kind == "s":
            index = _whole(text)
            if index >= len(self._book.strings):
                raise broken()
            return self._book.strings[index]
        if not text:
            return None
        if kind in ("str", "inlineStr"):
            return tidy(unescaped(text))
        if kind == "n":
            return self._number(text)
        if kind == "b":
            return "TRUE" if text.strip() == "1" else "FALSE"
        return Odd(None, shown(text), ERROR) if kind == "e" else tidy(text)

    def _number(self, text: str) -> Raw:
        try:
            number = float(text)
            whole = int(number)
        except (ValueError, OverflowError) as error:
            raise broken() from error
        styles = self._book.styles
        style = styles[self._style] if self._style < len(styles) else ""
        if style == "day" and (found := serial(number, self._book.from_1904)):
            return found
        if abs(whole) >= EXACT:
            return Odd(None, shown(text), DIGITS)
        if whole != number:
            return number
        return str(whole).zfill(style) if isinstance(style, int) and whole >= 0 else whole

    def _merge(self, place: str) -> None:
        found = _RANGE.fullmatch(place)
        if not found or len(self.merged) >= MOST_MERGED:
            raise broken()
        left, top, right, bottom = found.groups()
        if right:
            self.merged.append(Merged(int(top), column(left), int(bottom), column(right)))


def column(word: str) -> int:
    """The letters of a column as a number from 0. Unreadable when they are none, or beyond Excel's last column."""
    number = 0
    if not 1 <= len(word) <= 3:
        raise too_many("columns") if word.isalpha() else broken()
    for letter in word:
        if not "A" <= letter <= "Z":
            raise broken()
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _whole(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise broken()
    return int(text)


def value_of(cell: Raw) -> Cell:
    """What is left of a cell's value, whatever is wrong with it."""
    return cell.value if isinstance(cell, Odd) else cell
