"""A CSV file as it stands there. Every cell is text, as written: leading zeros stay, days are not guessed."""

import csv
import io
import re
from collections.abc import Iterator

from app.kit.i18n import gettext as _
from app.kit.sheets import encodings
from app.kit.sheets.cells import shown, tidy
from app.kit.sheets.sheet import (
    FORMULA,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_FAULTS,
    MOST_RAW,
    Fault,
    Grid,
    Odd,
    Raw,
    Unreadable,
    letters,
    too_many,
)
from app.kit.tables.quoting import unquoted

DELIMITERS = ",;\t|"
SAMPLE = 64 * 1024
FIELD = 64 * 1024
# Excel's own way to keep the zeros of 00123 in a CSV file
_KEPT = re.compile(r'="([^"]*)"')
# what a spreadsheet would run: = anything, or a sign before a call, another program or another sheet
_RUNS = re.compile(r"\s*(?:[=＝]|[+\-@＋－＠].*[(（|!])", re.DOTALL)


def read(data: bytes, *, lenient: bool = False) -> Grid:
    """The table. Unreadable when it is no text, in no encoding or in two, or its quotes do not end.

    `lenient`: then it is read as far as it can be, with signs in the place of what cannot.
    """
    codec = encodings.find(data)
    delimiter = _delimiter(data[:SAMPLE].decode(codec or "utf-8", "ignore"))
    if not codec and not lenient:
        raise encodings.refuse(
            data, delimiter, _("Written in another encoding than the rest. Please save the file as UTF-8."), MOST_FAULTS
        )
    grid = Grid("csv", codec.removesuffix("-sig"))
    filled = 0
    for number, cells in _records(data, codec or encodings.likely(data), delimiter, lenient):
        row = _row(number, cells[:MOST_COLUMNS] if lenient else cells)
        if row:
            grid.rows.append((number, row))
            filled += len(row)
            if len(grid.rows) == MOST_RAW:
                break
            if filled > MOST_CELLS:
                raise too_many("cells", number)
    return grid


def _records(data: bytes, codec: str, delimiter: str, lenient: bool) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(FIELD)
    # a text wrapper reads in portions; a string of it all would take four times the room
    text = io.TextIOWrapper(io.BytesIO(data), codec, "replace" if lenient else "strict", newline="")
    number = 0
    try:
        for number, cells in enumerate(csv.reader(text, delimiter=delimiter, strict=not lenient), 1):
            yield number, cells
    except csv.Error as error:
        if not lenient:
            raise _unended(data, codec, delimiter, number) from error


def _unended(data: bytes, codec: str, delimiter: str, read: int) -> Unreadable:
    """The refusal of a quote that does not end where its cell does, with the cell in which that begins."""
    sentence = _("A quotation mark here opens a text that does not end, or stands in the middle of one.")
    text = io.TextIOWrapper(io.BytesIO(data), codec, newline="")
    whole = csv.reader(text, delimiter=delimiter, strict=True)
    for _number in range(read):
        next(whole)
    line = text.readline(FIELD)
    cells = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [""])
    index = next((n for n, cell in enumerate(cells) if '"' in cell or "\n" in cell), len(cells) - 1)
    return Unreadable(sentence, [Fault(read + 1, letters(index), shown(cells[index]), sentence)])


def _row(number: int, cells: list[str]) -> tuple[Raw, ...]:
    if len(cells) > MOST_COLUMNS:
        index = next((n for n, cell in enumerate(cells) if n >= MOST_COLUMNS and cell.strip()), None)
        if index is not None:
            raise too_many("columns", number, letters(index))
        cells = cells[:MOST_COLUMNS]
    row = [_cell(cell) for cell in cells]
    while row and row[-1] is None:
        row.pop()
    return tuple(row)


def _cell(text: str) -> Raw:
    if not text:
        return None
    if text[0] in "'=+-@＝＋－＠ \t":
        if kept := _KEPT.fullmatch(text.strip()):
            return tidy(kept[1])
        if _RUNS.match(text):
            return Odd(None, shown(text), FORMULA)
        text = unquoted(text)
    return tidy(text)


def _delimiter(text: str) -> str:
    """What parts the cells: that which gives most lines the same number of cells, more than one."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    return max(DELIMITERS, key=lambda mark: _agreement(lines, mark))


def _agreement(lines: list[str], delimiter: str) -> tuple[int, int]:
    try:
        widths = [len(cells) for cells in csv.reader(lines, delimiter=delimiter)]
    except csv.Error:
        widths = [line.count(delimiter) + 1 for line in lines]
    many = [width for width in widths if width > 1]
    common = max(set(many), key=lambda width: (many.count(width), width), default=0)
    return many.count(common), common
