"""`python -m tests.imports.one_by_one DATABASE FILE…` takes each file in, on a copy of the database of its own and in a
process of its own, and prints what became of it.

The process is forked: its peak of memory includes all of the application that it shares, more than it took, never less.
"""

import hashlib
import json
import os
import resource
import shutil
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from app.imports import rules
from app.imports.guessing import guess
from app.imports.mapping import Mapped, Options
from app.kit import clock, sheets
from app.kit.db import Database
from app.kit.sheets import Fault, Unreadable

TAKEN = "taken"


def main() -> None:
    template, *files = map(Path, sys.argv[1:])
    before = _state(template)
    sys.stdout.write(json.dumps([_told(template, file, before) for file in files]))


def _told(template: Path, file: Path, before: str) -> dict[str, Any]:
    copy = template.with_name("copy.db")
    shutil.copyfile(template, copy)
    reading, writing = os.pipe()
    begun = time.monotonic()
    child = os.fork()
    if not child:
        _in_the_child(copy, file, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        outcome = pipe.read().decode()
    _pid, _status, used = os.wait4(child, 0)
    seconds = time.monotonic() - begun
    unchanged = _state(copy) == before
    for left in copy.parent.glob("copy.db*"):
        left.unlink()
    return {
        "outcome": outcome, "unchanged": unchanged, "wall": round(seconds, 2),
        "seconds": round(used.ru_utime + used.ru_stime, 2), "megabytes": round(used.ru_maxrss / 1024),
    }  # fmt: skip


def _in_the_child(copy: Path, file: Path, pipe: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        os.write(pipe, _taken(f"sqlite:///{copy}", file).encode())
    except BaseException as error:
        os.write(pipe, repr(error).encode())
    finally:
        os._exit(0)


def _taken(url: str, file: Path) -> str:
    """The whole import. "" and a place such as B7 where it is refused; "" alone for the whole file."""
    database = Database(url)
    try:
        sheet = sheets.read(file.read_bytes(), file.name)
    except Unreadable as unreadable:
        return _place(unreadable.faults)
    mapped = Mapped(guess(sheet.headers))
    with database.writing() as db:
        plan, faults = rules.prepare(db, sheet, mapped, Options(clock.today()), None)
        if faults.found:
            return _place(faults.sorted())
        rules.carry_out(db, None, plan, "import:test")
    database.dispose()
    return TAKEN


def _place(faults: Any) -> str:
    first: Fault | None = next(iter(faults), None)
    return f"{first.column}{first.row}" if first else ""


def _state(path: Path) -> str:
    """A digest of every row of every table."""
    told = hashlib.sha256()
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        for (table,) in tables:
            told.update(repr((table, sorted(map(repr, connection.execute(f'SELECT * FROM "{table}"'))))).encode())
    return told.hexdigest()


if __name__ == "__main__":
    main()
