"""Evidence with its ties, revisions and files, and what others say of it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, LargeBinary, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from app.kit.db import NEVER_AGAIN, UTCDateTime


def deleted_ones(table: str) -> Index:
    """An index of the few rows that wait to be erased."""
    waiting = text("deleted_at IS NOT NULL")
    return Index(f"ix_{table}_deleted_at", "deleted_at", sqlite_where=waiting, postgresql_where=waiting)


class Evidence(SQLModel, table=True):
    """One entry of a person's record. `details` is the JSON of what its kind asks (app/evidence/kinds).

    `role`, `traits` (ids separated by blanks) and the dates are taken out of `details` whenever it is
    stored, so that gates can be counted without reading it. `once` is the token of the form that made
    it: a form sent twice makes one entry. A deleted entry can be taken back for a while.
    """

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    kind: str = Field(max_length=30)
    title: str = Field(max_length=200)
    details: str = Field(sa_column=Column(Text, nullable=False))
    role: str | None = Field(default=None, max_length=30)
    traits: str = Field(default="", max_length=200)
    started_on: date
    ended_on: date | None = None
    expires_on: date | None = None
    private: bool = False
    once: str = Field(max_length=64)
    version: int = 1
    created_at: datetime = Field(sa_type=UTCDateTime)
    changed_at: datetime = Field(sa_type=UTCDateTime)
    deleted_at: datetime | None = Field(default=None, sa_type=UTCDateTime)

    __table_args__ = (
        UniqueConstraint("person_id", "once"),
        Index("ix_evidence_person_id_kind", "person_id", "kind"),
        deleted_ones("evidence"),
        NEVER_AGAIN,
    )


class EvidenceTie(SQLModel, table=True):
    """Evidence speaks for a competency, or for one of its indicators (`indicator` empty: for all of it)."""

    __tablename__ = "evidence_tie"

    id: int | None = Field(default=None, primary_key=True)
    evidence_id: int = Field(foreign_key="evidence.id", ondelete="CASCADE")
    competency: str = Field(max_length=60)
    indicator: str = Field(default="", max_length=120)

    __table_args__ = (UniqueConstraint("evidence_id", "competency", "indicator"),)


class EvidenceRevision(SQLModel, table=True):
    """What an entry said at one version, as JSON. Never changed."""

    __tablename__ = "evidence_revision"

    id: int | None = Field(default=None, primary_key=True)
    evidence_id: int = Field(foreign_key="evidence.id", ondelete="CASCADE")
    version: int
    at: datetime = Field(sa_type=UTCDateTime)
    by_id: int
    content: str = Field(sa_column=Column(Text, nullable=False))

    __table_args__ = (UniqueConstraint("evidence_id", "version"),)


class Attachment(SQLModel, table=True):
    """A file of an entry: PDF, PNG or JPEG, checked and stored beside it."""

    id: int | None = Field(default=None, primary_key=True)
    evidence_id: int = Field(foreign_key="evidence.id", index=True, ondelete="CASCADE")
    name: str = Field(max_length=120)
    media_type: str = Field(max_length=40)
    size: int
    sha256: str = Field(max_length=64)
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    added_at: datetime = Field(sa_type=UTCDateTime)
    deleted_at: datetime | None = Field(default=None, sa_type=UTCDateTime)

    __table_args__ = (deleted_ones("attachment"), NEVER_AGAIN)


class Verification(SQLModel, table=True):
    """Somebody else is asked to confirm one version of an entry, and says so or returns it with a comment.

    Open while neither `answered_at` nor `withdrawn_at` is set.
    """

    id: int | None = Field(default=None, primary_key=True)
    evidence_id: int = Field(foreign_key="evidence.id", index=True, ondelete="CASCADE")
    version: int
    verifier_id: int = Field(foreign_key="person.id", index=True)
    message: str = Field(default="", sa_column=Column(Text, nullable=False))
    asked_at: datetime = Field(sa_type=UTCDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    outcome: str | None = Field(default=None, max_length=10)
    comment: str = Field(default="", sa_column=Column(Text, nullable=False))
    withdrawn_at: datetime | None = Field(default=None, sa_type=UTCDateTime)

    __table_args__ = (
        CheckConstraint("outcome IN ('confirmed', 'returned')", name="outcome"),
        CheckConstraint("(outcome IS NULL) = (answered_at IS NULL)", name="answered"),
        NEVER_AGAIN,
    )


class Contribution(SQLModel, table=True):
    """A colleague's share of a shared entry, in per cent; what is left is the writer's own.

    Confirmed or disputed by that colleague alone; a changed share is open again.
    """

    id: int | None = Field(default=None, primary_key=True)
    evidence_id: int = Field(foreign_key="evidence.id", ondelete="CASCADE")
    person_id: int = Field(foreign_key="person.id", index=True)
    percent: int
    said_at: datetime = Field(sa_type=UTCDateTime)
    confirmed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    disputed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    comment: str = Field(default="", sa_column=Column(Text, nullable=False))

    __table_args__ = (
        UniqueConstraint("evidence_id", "person_id"),
        CheckConstraint("percent BETWEEN 1 AND 99", name="percent"),
        CheckConstraint("confirmed_at IS NULL OR disputed_at IS NULL", name="one_answer"),
        NEVER_AGAIN,
    )
