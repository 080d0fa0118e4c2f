"""The files that a table can become."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.kit.tables import csv_file, json_file, xlsx_file
from app.kit.tables.table import Line, Table


@dataclass(frozen=True, slots=True)
class Format:
    """`write(table, file)` reads the rows once and leaves the file open; memory does not grow with them."""

    name: str
    title: str
    media_type: str
    write: Callable[[Table, BinaryIO], None]


FORMATS = {
    one.name: one
    for one in (
        Format("csv", "CSV", "text/csv; charset=utf-8", csv_file.write),
        Format(
            "xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_file.write
        ),
        Format("json", "JSON", "application/json", json_file.write),
    )
}  # fmt: skip


def counted(rows: Iterable[Line], say: Callable[[int], None], every: int = 200) -> Iterator[Line]:
    """The rows, telling how many have gone by, now and then."""
    number = 0
    for number, row in enumerate(rows, 1):
        if number % every == 0:
            say(number)
        yield row
    say(number)
