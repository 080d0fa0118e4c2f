"""Who was erased, remembered outside of the database, so that a restored copy does not bring anybody back.

A line names nobody: it is the hash of the first event that the trail holds about the person. In a copy of the database
the same hash leads to her number; in one from before she came there is no such event.
"""

import os
from collections.abc import Iterable
from pathlib import Path

import structlog
from sqlalchemy import bindparam, event, func, select
from sqlmodel import Session, col

from app.kit.db import row, rows
from app.people.models import Person
from app.trail.models import TrailEvent

_first = (
    select(col(TrailEvent.subject_id), func.min(col(TrailEvent.id)).label("id"))
    .where(col(TrailEvent.subject_id).is_not(None))
    .group_by(col(TrailEvent.subject_id))
    .subquery()
)
_FIRST = select(col(TrailEvent.hash)).where(col(TrailEvent.subject_id) == bindparam("person")).order_by(
    col(TrailEvent.id)
).limit(1)  # fmt: skip
_ERASED = (
    select(col(TrailEvent.hash))
    .join(_first, _first.c.id == col(TrailEvent.id))
    .join(Person, col(Person.id) == _first.c.subject_id)
    .where(col(Person.erased_at).is_not(None))
)
_BACK = (
    select(col(Person.id))
    .join(TrailEvent, col(TrailEvent.subject_id) == col(Person.id))
    .where(col(TrailEvent.hash).in_(bindparam("hashes", expanding=True)), col(Person.erased_at).is_(None))
    .order_by(col(Person.id))
)
PORTION = 500


def remember(db: Session, person_id: int, file: Path) -> None:
    """Once the transaction is over, write down that this person was erased."""
    found = row(db, _FIRST, person=person_id)
    if found is not None:
        event.listen(db, "after_commit", lambda _db: _written([found.hash], file), once=True)


def sync(db: Session, file: Path) -> None:
    """Write down whoever was erased and is not in the file yet, as after a full disk. OSError when it fails."""
    known = read(file)
    if new := [hash for (hash,) in rows(db, _ERASED) if hash not in known]:
        _append(new, file)


def come_back(db: Session, file: Path) -> list[int]:
    """Numbers of people in the file who are in this database, not erased: it was restored from a copy."""
    hashes = sorted(read(file))
    found: list[int] = []
    for start in range(0, len(hashes), PORTION):
        found += [id for (id,) in rows(db, _BACK, hashes=hashes[start : start + PORTION])]
    return found


def read(file: Path) -> set[str]:
    return set(file.read_text(encoding="ascii").split()) if file.exists() else set()


def _written(hashes: Iterable[str], file: Path) -> None:
    """The erasure stands already: a file that cannot be written is logged, and mended by the next `sync`."""
    try:
        _append(hashes, file)
    except OSError as error:
        structlog.get_logger("privacy").error("erasures file not written", file=str(file), reason=str(error))


def _append(hashes: Iterable[str], file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a", encoding="ascii") as opened:
        opened.write("".join(f"{one}\n" for one in hashes))
        opened.flush()
        os.fsync(opened.fileno())
