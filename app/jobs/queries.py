"""Reading jobs: one of a person's, her latest ones, the pieces of a file. Rows, not entities."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.jobs.models import Job, JobPiece
from app.kit import clock
from app.kit.db import row, rows
from app.kit.errors import NotFound

_COLUMNS = (
    col(Job.id),
    col(Job.kind),
    col(Job.asked_at),
    col(Job.params),
    col(Job.started_at),
    col(Job.done),
    col(Job.total),
    col(Job.finished_at),
    col(Job.outcome),
    col(Job.words),
    col(Job.file_name),
    col(Job.media_type),
    col(Job.size),
    col(Job.sha256),
    col(Job.kept_until),
)
_HERS: Any = select(*_COLUMNS).where(col(Job.asked_by_id) == bindparam("person"))
_ONE = _HERS.where(col(Job.id) == bindparam("id"))
_LATEST = _HERS.where(col(Job.asked_at) >= bindparam("since")).order_by(col(Job.id).desc()).limit(50)
_PIECE = select(col(JobPiece.data)).where(
    col(JobPiece.job_id) == bindparam("job"), col(JobPiece.number) == bindparam("number")
)
SHOWN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Seen:
    """A job as its page shows it. `size` 0: there is no file, or not any more."""

    id: int
    kind: str
    asked_at: datetime
    params: dict[str, Any]
    started_at: datetime | None
    done: int
    total: int
    finished_at: datetime | None
    outcome: str | None
    words: str
    file_name: str
    media_type: str
    size: int
    sha256: str
    kept_until: datetime | None

    @property
    def open(self) -> bool:
        return self.finished_at is None

    @property
    def has_file(self) -> bool:
        return self.size > 0 and self.kept_until is not None and self.kept_until > clock.now()


def job_of(db: Session, person_id: int, job_id: int) -> Seen:
    """A job that this person asked for; NotFound for everybody else."""
    found = row(db, _ONE, person=person_id, id=job_id)
    if found is None:
        raise NotFound()
    return _seen(found)


def latest(db: Session, person_id: int) -> list[Seen]:
    """What this person asked for in the last day, the latest first; 50 at most."""
    return [_seen(one) for one in rows(db, _LATEST, person=person_id, since=clock.now() - SHOWN)]


def piece(db: Session, job_id: int, number: int) -> bytes | None:
    """One piece of a job's file, from 0; None past its end."""
    found = db.connection().execute(_PIECE, {"job": job_id, "number": number}).first()
    return None if found is None else bytes(found.data)


def _seen(found: Any) -> Seen:
    return Seen(**{**found._mapping, "params": json.loads(found.params)})
