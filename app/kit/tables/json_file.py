"""A table as JSON, row by row: {"title", "about", "notes", "columns", "rows": [{key: value, …}, …]}."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, BinaryIO

from app.kit.tables.table import Table


def write(table: Table, file: BinaryIO) -> None:
    """Days and moments in ISO 8601, moments with their zone; empty cells are null."""
    say = json.JSONEncoder(ensure_ascii=False, default=_iso, allow_nan=False).encode
    head = {
        "title": table.title,
        "about": {fact.key: fact.value for fact in table.about},
        "notes": list(table.notes),
        "columns": [
            {"key": one.key, "title": one.title, "kind": one.kind, "help": one.help} for one in table.columns
        ],
    }  # fmt: skip
    file.write(f'{say(head)[:-1]}, "rows": ['.encode())
    keys = [column.key for column in table.columns]
    _stream(table, file, lambda row: say(dict(zip(keys, row, strict=True))))
    file.write(b"\n]}\n")


def _stream(table: Table, file: BinaryIO, line: Callable[[Any], str]) -> None:
    before = "\n"
    for row in table.rows:
        file.write(f"{before}{line(row)}".encode())
        before = ",\n"


def _iso(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return list(value)
