"""What was signed and what followed: records, answers to them, reconsiderations, calibration, level changes."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from app.kit.db import UTCDateTime


class ConversationRecord(SQLModel, table=True):
    """The frozen snapshot 快照 of a conversation: canonical JSON and its SHA-256. A row never changes.

    Number 1 is what the manager signed; each later one is an amendment with a reason, beside those before.
    `assessment_id`: the agreed ratings as an assessment of their own, from which gaps are worked out.
    """

    __tablename__ = "conversation_record"

    id: int | None = Field(default=None, primary_key=True)
    participant_id: int = Field(foreign_key="cycle_participant.id")
    number: int
    kind: str = Field(max_length=12)
    content: str = Field(sa_column=Column(Text, nullable=False))
    sha256: str = Field(max_length=64)
    reason: str = Field(default="", sa_column=Column(Text, nullable=False))
    by_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=UTCDateTime)
    assessment_id: int = Field(foreign_key="assessment.id", unique=True)

    __table_args__ = (
        UniqueConstraint("participant_id", "number"),
        CheckConstraint("kind IN ('signed', 'amendment', 'calibration')", name="kind"),
        CheckConstraint("(number = 1) = (kind = 'signed')", name="first_is_signed"),
    )


class RecordAnswer(SQLModel, table=True):
    """The person's answer to a record: acknowledged 确认 (seen, not agreed), dissent 异议 in her own words.

    A row never changes.
    """

    __tablename__ = "record_answer"

    id: int | None = Field(default=None, primary_key=True)
    record_id: int = Field(foreign_key="conversation_record.id")
    kind: str = Field(max_length=12)
    words: str = Field(default="", sa_column=Column(Text, nullable=False))
    at: datetime = Field(sa_type=UTCDateTime)
    by_id: int = Field(foreign_key="person.id")

    __table_args__ = (
        UniqueConstraint("record_id", "kind"),
        CheckConstraint("kind IN ('acknowledged', 'dissent')", name="kind"),
        CheckConstraint("(kind = 'dissent') = (words <> '')", name="dissent_has_words"),
    )


class Reconsideration(SQLModel, table=True):
    """复议: the person asks her manager's manager or HR to look at a record again, to be answered by a day.

    `addressee_id`: the manager's manager; empty: HR.
    """

    id: int | None = Field(default=None, primary_key=True)
    participant_id: int = Field(foreign_key="cycle_participant.id")
    record_id: int = Field(foreign_key="conversation_record.id")
    words: str = Field(sa_column=Column(Text, nullable=False))
    asked_at: datetime = Field(sa_type=UTCDateTime)
    addressee_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    due_on: date
    outcome: str | None = Field(default=None, max_length=10)
    answer: str = Field(default="", sa_column=Column(Text, nullable=False))
    answered_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    answered_by_id: int | None = Field(default=None, foreign_key="person.id")

    __table_args__ = (
        Index(
            "ix_reconsideration_one_open",
            "participant_id",
            unique=True,
            sqlite_where=text("answered_at IS NULL"),
            postgresql_where=text("answered_at IS NULL"),
        ),
        CheckConstraint("outcome IN ('stands', 'amended')", name="outcome"),
        CheckConstraint("(outcome IS NULL) = (answered_at IS NULL)", name="answered"),
    )


class CalibrationChange(SQLModel, table=True):
    """A rating changed after calibration 校准: what it was, what it is, who says so and why. A row never changes."""

    __tablename__ = "calibration_change"

    id: int | None = Field(default=None, primary_key=True)
    participant_id: int = Field(foreign_key="cycle_participant.id", index=True)
    competency: str = Field(max_length=60)
    from_proficiency: int | None = None
    to_proficiency: int
    reason: str = Field(sa_column=Column(Text, nullable=False))
    by_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=UTCDateTime)


class LevelChange(SQLModel, table=True):
    """A level change proposed from a conversation, with the readiness list as it was; decided by HR.

    `readiness`: JSON, the items in words of both languages. Decided once; withdrawn by who proposed it before that.
    """

    __tablename__ = "level_change"

    id: int | None = Field(default=None, primary_key=True)
    participant_id: int = Field(foreign_key="cycle_participant.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    from_level: str | None = Field(default=None, max_length=60)
    from_face: str | None = Field(default=None, max_length=60)
    to_level: str = Field(max_length=60)
    to_face: str | None = Field(default=None, max_length=60)
    words: str = Field(sa_column=Column(Text, nullable=False))
    readiness: str = Field(sa_column=Column(Text, nullable=False))
    framework_version_id: int = Field(foreign_key="framework_version.id")
    proposed_at: datetime = Field(sa_type=UTCDateTime)
    proposed_by_id: int = Field(foreign_key="person.id")
    withdrawn_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    outcome: str | None = Field(default=None, max_length=10)
    reason: str = Field(default="", sa_column=Column(Text, nullable=False))
    effective_on: date | None = None
    decided_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    decided_by_id: int | None = Field(default=None, foreign_key="person.id")

    __table_args__ = (
        Index(
            "ix_level_change_one_open",
            "person_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL AND decided_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL AND decided_at IS NULL"),
        ),
        CheckConstraint("outcome IN ('approved', 'declined')", name="outcome"),
        CheckConstraint("(outcome IS NULL) = (decided_at IS NULL)", name="decided"),
        CheckConstraint("(outcome = 'approved') = (effective_on IS NOT NULL) OR outcome IS NULL", name="effective"),
    )
