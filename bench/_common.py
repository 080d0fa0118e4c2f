"""What benchmarks share: demo organisations of a given size, and numbers out of many runs."""

import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from app.demo.fill import fill
from app.kit.db import Database
from app.migrations.run import migrate

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "bench"
SEED = 1
PASSWORD = "a password for benchmarks"


def organisation(people: int) -> Database:
    """The demo organisation of this size: filled once, kept under var/bench/ for the next time."""
    kept = KEPT / f"people-{people}.db"
    if not kept.exists():
        with tempfile.TemporaryDirectory(prefix="ladder-bench-") as folder:
            _fill(Path(folder) / kept.name, people)
            KEPT.mkdir(parents=True, exist_ok=True)
            shutil.move(Path(folder) / kept.name, kept)
    database = Database(f"sqlite:///{kept}")
    migrate(database)
    return database


def _fill(path: Path, people: int) -> None:
    def told(done: int, total: int) -> None:
        if sys.stderr.isatty():
            print(f"\rfilling {total} people: {done}", end="", file=sys.stderr, flush=True)

    began = time.perf_counter()
    database = Database(f"sqlite:///{path}")
    migrate(database)
    fill(database, people, SEED, PASSWORD, ROOT / "data", progress=told)
    with database.writer.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()
    print(f"\rfilled {people} people in {time.perf_counter() - began:.0f} s", file=sys.stderr)


def percentile(values: list[float], share: float) -> float:
    """The value that this share of all does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def summary(seconds: list[float]) -> tuple[float, float]:
    """Median and 95th percentile, in milliseconds."""
    return median(seconds) * 1000, percentile(seconds, 0.95) * 1000


def table(head: list[str], rows: list[list[str]]) -> str:
    """Lines with columns of equal width; the first to the left, the others to the right."""
    widths = [max(len(row[n]) for row in [head, *rows]) for n in range(len(head))]
    lines = [
        "  ".join(
            cell.ljust(width) if not n else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in [head, *rows]
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])
