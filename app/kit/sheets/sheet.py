"""What a table is once it was read, what can be wrong with it, and how much of it is read at most."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from app.kit.errors import Refused
from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext, noop

MOST_BYTES = 20 * 1024 * 1024
MOST_COLUMNS = 200
MOST_ROWS = 100_000
# with titles and headings, and one more by which it is seen that they are too many
MOST_RAW = MOST_ROWS + 30
MOST_CELLS = 800_000
MOST_LETTERS = 2_000
MOST_FAULTS = 1_000

Kind = Literal["csv", "xlsx"]
Cell = str | int | float | date | None

FORMULA = noop("This is a formula; paste its value instead.")
ERROR = noop("This is an error of the spreadsheet, not a value.")
DIGITS = noop("So long a number has lost digits in the spreadsheet; keep it as text.")
LONG = noop("More text than a cell here may hold.")
UNREADABLE = noop("Contains characters that cannot be stored (control characters, for example). Please remove them.")
MERGED = noop("These cells are merged; split them, so that each row stands for itself.")


class Odd(NamedTuple):
    """A cell that cannot be taken: what is left of its value, what a person would see, and why (a message id)."""

    value: Cell
    shown: str
    reason: str


Raw = Cell | Odd


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a cell. `row` from 1, as spreadsheets count; `column`: its letters, "" for the whole row."""

    row: int
    column: str
    value: str
    reason: str


class Unreadable(Refused):
    """The file cannot be read as a table. `faults`: the cells at fault; none when it is the whole file."""

    def __init__(self, message: str, faults: Sequence[Fault] = (), more: bool = False) -> None:
        super().__init__(message, {"file": message})
        self.faults = tuple(faults)
        self.more = more
        """Whether there are more faults than those listed."""


class Line(NamedTuple):
    """A row with something in it; `number` as spreadsheets count. `cells` are as many as the headers."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. `headers`: the words above the columns, "" where there are none. `rows` can be read again and again."""

    kind: Kind
    encoding: str
    """Of a CSV file: utf-8, utf-16 or gb18030; of XLSX utf-8."""
    sheets: tuple[str, ...]
    """The names of the sheets that are not hidden; of a CSV file none."""
    sheet: str
    header_row: int
    headers: tuple[str, ...]
    rows: Sequence[Line]


class Merged(NamedTuple):
    """Cells made one, from (top, left) to (bottom, right): rows from 1, columns from 0."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        return f"{letters(self.left)}{self.top}:{letters(self.right)}{self.bottom}"


@dataclass(slots=True)
class Grid:
    """A table as it stands in the file: rows with something in them, by number, before anything is asked of it."""

    kind: Kind
    encoding: str = "utf-8"
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    rows: list[tuple[int, tuple[Raw, ...]]] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)


def letters(index: int) -> str:
    """The letters of a column counted from 0: A, B … Z, AA …"""
    found = ""
    while index >= 0:
        index, place = divmod(index, 26)
        found = chr(ord("A") + place) + found
        index -= 1
    return found


def refused(faults: Iterable[Fault], more: bool = False) -> Unreadable:
    """The refusal of a table for these cells, in the order of the sheet."""
    ordered = sorted(faults, key=lambda one: (one.row, len(one.column), one.column))
    if more:
        words = _("More than %(n)s cells cannot be read; the first are listed.", n=len(ordered))
    else:
        words = ngettext("%(n)s cell cannot be read.", "%(n)s cells cannot be read.", len(ordered))
    return Unreadable(words, ordered, more)


def too_many(what: str, row: int = 0, column: str = "") -> Unreadable:
    """The refusal of a table beyond the bounds, with the place where it passes them."""
    sentence = {
        "rows": _("More than %(most)s rows. Please split the file.", most=f"{MOST_ROWS:,}"),
        "columns": _("More than %(most)s columns. Please keep only those that are needed.", most=MOST_COLUMNS),
        "cells": _("More than %(most)s filled cells. Please split the file.", most=f"{MOST_CELLS:,}"),
        "bytes": _("The file or what is packed in it is too large. Please split it."),
    }[what]
    return Unreadable(sentence, [Fault(row, column, "", sentence)] if row else ())
