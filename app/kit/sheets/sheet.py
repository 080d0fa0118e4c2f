"""A table as it was read, and what is wrong with one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.kit.errors import Refused
from app.kit.i18n import gettext as _

Cell = str | int | float | bool | date | None

MOST_BYTES = 20_000_000
MOST_UNPACKED = 150_000_000
MOST_COLUMNS = 200
MOST_ROWS = 50_000
MOST_LETTERS = 4_000
MOST_FAULTS = 1_000
"""So many are told; a file with more of them is not read by anybody line by line."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """`row` counts from 1 as in Excel; 0: the file. `column`: its letters, empty for a whole row. `value`: as read."""

    row: int
    column: str
    value: str
    reason: str


class Unreadable(Refused):
    """The file cannot be used; `faults` say where and why, the first ones first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        first = faults[0]
        place = _("Row %(row)s, column %(column)s: ", row=first.row, column=first.column or "—") if first.row else ""
        super().__init__(f"{place}{first.reason}", {"file": first.reason})
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: its number in the file, and a cell for each header."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`kind`: csv or xlsx. `encoding`: of a CSV file. `sheets`: all sheets of the file, `name`: the one read.

    `header_row`: where the headers stand; rows that are empty throughout are left out of `lines`.
    """

    kind: str
    encoding: str
    sheets: tuple[str, ...]
    name: str
    header_row: int
    headers: tuple[str, ...]
    lines: tuple[Line, ...]


def column_letters(index: int) -> str:
    """A, B, … Z, AA for columns counted from 0."""
    letters, rest = "", index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


def column_index(letters: str) -> int:
    """The other way round; A is 0."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter.upper()) - 64
    return found - 1


def whole_file(reason: str) -> Unreadable:
    """Something wrong with the file and no single place in it."""
    return Unreadable([Fault(0, "", "", reason)])
