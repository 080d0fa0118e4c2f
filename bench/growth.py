"""The growth file of one person: time and peak memory of page, PDF and download.

`.venv/bin/python -m bench.growth`: a person with 5 and with 300 entries of evidence, and 100 MB in ten files.
Each measure runs in a process of its own; the PDF is set in one more, whose memory is counted too.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from sqlmodel import Session

from app.growth import export
from app.growth.chapters import document
from app.growth.gather import gather
from app.kit import document_pdf
from app.kit.db import Database
from app.kit.i18n import speaking
from app.migrations.run import migrate
from app.people.access import Actor
from bench._common import ROOT, table
from tests import cast
from tests.growth import everything

SIZES = (5, 300)
FILE = 10 * 1024 * 1024
FILES = 10


def prepare(folder: Path, entries: int, files: int = FILES) -> None:
    """lin with so many entries, each with full texts, and the files on the first of them."""
    database = Database(f"sqlite:///{folder / f'{entries}.db'}")
    migrate(database)
    with database.writing() as db:
        cast.publish(db)
        people = SimpleNamespace(**cast.fill(db))
    everything.fill(database, people)
    with database.writing() as db:
        for number in range(entries):
            story = "".join(chr(0x4E00 + (number * 131 + n * 17) % 3000) for n in range(400))
            found = everything.entry(
                db, people.lin.person_id, "project", f"项目 {number}", {**everything.PROJECT, "story": story}
            )
            for file in range(files if number == 0 else 0):
                everything.attach(db, found.id or 0, f"扫描件 {file}.pdf", "application/pdf", os.urandom(FILE))
    database.dispose()


def lin(db: Session) -> Actor:
    from app.people.models import Account

    account = db.query(Account).filter_by(login="lin").one()
    return Actor(person_id=account.person_id, account_id=account.id or 0, session_id=0, name="林晓雨", login="lin")


def page(db: Session) -> int:
    return len(document(gather(db, lin(db)), ZoneInfo("Asia/Shanghai")).chapters)


def pdf(db: Session) -> int:
    return len(document_pdf.pdf(document(gather(db, lin(db)), ZoneInfo("Asia/Shanghai")), None))


def pack(db: Session) -> int:
    with export.write(db, lin(db)) as file:
        return file.seek(0, 2)


MEASURES: dict[str, Callable[[Session], int]] = {"page": page, "pdf": pdf, "zip": pack}


def measure(what: str, path: str) -> None:
    """In a process of its own: seconds, peak of this process and of its child in MB, bytes made."""
    database = Database(f"sqlite:///{path}")
    with database.reading() as db, speaking("zh"):
        began = time.perf_counter()
        size = MEASURES[what](db)
        seconds = time.perf_counter() - began
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{seconds:.2f} {_peak():.0f} {child:.0f} {size}")


def _peak() -> float:
    """MB of this program alone: getrusage counts what it was forked from."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main() -> None:
    rows = []
    with tempfile.TemporaryDirectory(prefix="ladder-bench-") as folder:
        for entries in SIZES:
            prepare(Path(folder), entries)
            for what in MEASURES:
                command = [sys.executable, "-m", "bench.growth", "--measure", what, f"{folder}/{entries}.db"]
                said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.split()
                size = f"{int(said[3]) / 1024 / 1024:.1f}" if what != "page" else ""
                rows.append([f"{what}, {entries} entries", *said[:3], size])
    print(table(["", "seconds", "MB", "MB of the child", "MB made"], rows))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", nargs=2, metavar=("WHAT", "DATABASE"))
    chosen = parser.parse_args().measure
    measure(*chosen) if chosen else main()
