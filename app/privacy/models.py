"""Requests of people about their own data, and how long each kind of data is kept."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, Index, Text, text
from sqlmodel import Field, SQLModel

from app.kit.db import NEVER_AGAIN, UTCDateTime

_open = text("decided_at IS NULL")


class Correction(SQLModel, table=True):
    """A person asks HR to correct something that is recorded of her. Answered once."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    field: str = Field(max_length=40)
    wanted: str = Field(sa_column=Column(Text, nullable=False))
    words: str = Field(default="", sa_column=Column(Text, nullable=False))
    asked_at: datetime = Field(sa_type=UTCDateTime)
    outcome: str | None = Field(default=None, max_length=10)
    answer: str = Field(default="", sa_column=Column(Text, nullable=False))
    answered_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    answered_by_id: int | None = Field(default=None, foreign_key="person.id")

    __table_args__ = (
        CheckConstraint("outcome IN ('corrected', 'declined', 'withdrawn')", name="outcome"),
        CheckConstraint("(outcome IS NULL) = (answered_at IS NULL)", name="answered"),
        NEVER_AGAIN,
    )


class Erasure(SQLModel, table=True):
    """The erasure of a person's data: asked for by her or for her, or due by the retention of those who left.

    Granted, her own entries go at once (`own_at`), her signed records when their time is over. While `begun_at` is
    set and `done_at` is not, the database lets rows of hers go that otherwise never change.
    `receipt`: JSON, how many rows went.
    """

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    asked_at: datetime = Field(sa_type=UTCDateTime)
    asked_by_id: int | None = Field(default=None, foreign_key="person.id")
    words: str = Field(default="", sa_column=Column(Text, nullable=False))
    outcome: str | None = Field(default=None, max_length=10)
    answer: str = Field(default="", sa_column=Column(Text, nullable=False))
    decided_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    decided_by_id: int | None = Field(default=None, foreign_key="person.id")
    own_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    begun_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    receipt: str = Field(default="", sa_column=Column(Text, nullable=False))

    __table_args__ = (
        CheckConstraint("outcome IN ('granted', 'declined', 'withdrawn')", name="outcome"),
        CheckConstraint("(outcome IS NULL) = (decided_at IS NULL)", name="decided"),
        Index("ix_erasure_one_open", "person_id", unique=True, sqlite_where=_open, postgresql_where=_open),
        NEVER_AGAIN,
    )


class RetentionRule(SQLModel, table=True):
    """How long one kind of data is kept, in months; 0: as long as the record. The latest row of a kind counts."""

    __tablename__ = "retention_rule"

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=40, index=True)
    months: int
    set_at: datetime = Field(sa_type=UTCDateTime)
    set_by_id: int | None = Field(default=None, foreign_key="person.id")

    __table_args__ = (CheckConstraint("months >= 0", name="months"),)
