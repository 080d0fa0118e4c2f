"""The file of a job: taken into the database in pieces, and read out from any place."""

import hashlib
from collections.abc import Iterator
from typing import Protocol

from sqlalchemy import delete, insert
from sqlmodel import col

from app.jobs import queries
from app.jobs.kinds import Made, Stopped
from app.jobs.models import Job, JobPiece
from app.kit.db import Database

PIECE = 1 << 20
"""Bytes of a piece: each is written by itself, so that nobody waits for a whole file."""


class _Keeper(Protocol):
    database: Database
    job_id: int
    tries: int


def store(task: _Keeper, made: Made) -> None:
    """Take the file in. Stopped when the job is over, or somebody else's, in the meantime."""
    with task.database.writing() as db:
        db.execute(delete(JobPiece).where(col(JobPiece.job_id) == task.job_id))
    digest, size = hashlib.sha256(), 0
    with made.path.open("rb") as file:
        for number, data in enumerate(iter(lambda: file.read(PIECE), b"")):
            digest.update(data)
            size += len(data)
            with task.database.writing() as db:
                _require_mine(db.get_one(Job, task.job_id), task)
                db.execute(insert(JobPiece).values(job_id=task.job_id, number=number, data=data))
    with task.database.writing() as db:
        job = db.get_one(Job, task.job_id)
        _require_mine(job, task)
        job.file_name, job.media_type, job.size, job.sha256 = made.file_name, made.media_type, size, digest.hexdigest()


def _require_mine(job: Job, task: _Keeper) -> None:
    if job.finished_at is not None or job.tries != task.tries:
        raise Stopped


def read(database: Database, job_id: int, first: int, last: int) -> Iterator[bytes]:
    """The bytes from `first` to `last`, both included; it ends early when the file goes in the meantime."""
    for number in range(first // PIECE, last // PIECE + 1):
        with database.reading() as db:
            data = queries.piece(db, job_id, number)
        if data is None:
            return
        start = number * PIECE
        yield data[max(first - start, 0) : last - start + 1]
