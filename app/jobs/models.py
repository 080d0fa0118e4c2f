"""Long work and the files that it made, in pieces."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, Index, LargeBinary, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from app.kit.db import NEVER_AGAIN, UTCDateTime

_open = text("finished_at IS NULL")


class Job(SQLModel, table=True):
    """A piece of long work that `asked_by_id` asked for. `params`: JSON, what its kind needs to do it.

    Waiting while `started_at` is empty; `beat_at` moves while somebody is at it, so that a job whose process died is
    taken up again. `outcome` with `finished_at`: done, failed (`words` says why) or stopped. Its file is kept until
    `kept_until`, for the person who asked and nobody else.
    """

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=40)
    asked_by_id: int = Field(foreign_key="person.id", index=True)
    asked_at: datetime = Field(sa_type=UTCDateTime)
    params: str = Field(sa_column=Column(Text, nullable=False))
    language: str = Field(default="zh", max_length=5)
    once: str = Field(max_length=64, unique=True)
    started_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    beat_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    tries: int = 0
    done: int = 0
    total: int = 0
    finished_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    outcome: str | None = Field(default=None, max_length=10)
    words: str = Field(default="", sa_column=Column(Text, nullable=False))
    file_name: str = Field(default="", max_length=200)
    media_type: str = Field(default="", max_length=100)
    size: int = 0
    sha256: str = Field(default="", max_length=64)
    kept_until: datetime | None = Field(default=None, sa_type=UTCDateTime)

    __table_args__ = (
        CheckConstraint("outcome IN ('done', 'failed', 'stopped')", name="outcome"),
        CheckConstraint("(outcome IS NULL) = (finished_at IS NULL)", name="finished"),
        Index("ix_job_open", "id", sqlite_where=_open, postgresql_where=_open),
        NEVER_AGAIN,
    )


class JobPiece(SQLModel, table=True):
    """One piece of the file that a job made; pieces have one size but for the last, so any place in it is found."""

    __tablename__ = "job_piece"

    id: int | None = Field(default=None, primary_key=True)
    job_id: int = Field(foreign_key="job.id", ondelete="CASCADE")
    number: int
    data: bytes = Field(sa_column=Column(LargeBinary, nullable=False))

    __table_args__ = (UniqueConstraint("job_id", "number"),)
