"""A table as CSV: UTF-8 with its mark, which Excel needs for Chinese; days as 2026-11-23; no cell is a formula."""

import csv
from collections.abc import Callable
from datetime import date, datetime
from io import TextIOWrapper
from typing import Any, BinaryIO

from app.kit import clock
from app.kit.i18n import gettext as _
from app.kit.tables.quoting import quoted
from app.kit.tables.table import Kind, Table


def write(table: Table, file: BinaryIO) -> None:
    """The header and every row; `file` stays open."""
    text = TextIOWrapper(file, "utf-8-sig", newline="", write_through=False)
    writer = csv.writer(text)
    writer.writerow([quoted(column.title) for column in table.columns])
    shown = [_shown(column.kind) for column in table.columns]
    writer.writerows(
        [None if value is None else show(value) for show, value in zip(shown, row, strict=True)] for row in table.rows
    )
    text.flush()
    text.detach()


def _shown(kind: Kind) -> Callable[[Any], Any]:
    if kind == "list":
        between = _("; ")
        return lambda values: quoted(between.join(values))
    return SHOWN[kind]


def _same(value: Any) -> Any:
    return value


def _share(value: float) -> float:
    return round(value, 4)


def _moment(value: datetime) -> str:
    return f"{clock.local(value):%Y-%m-%d %H:%M:%S}"


SHOWN: dict[Kind, Callable[[Any], Any]] = {
    "text": quoted,
    "number": _same,
    "percent": _share,
    "day": date.isoformat,
    "moment": _moment,
}
