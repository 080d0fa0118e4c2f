"""What is written in a review conversation while it is open. Its id is that of the cycle's participant."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.kit.db import UTCDateTime


class Conversation(SQLModel, table=True):
    """The day it is held on, and the notes that both sides share. No row: nothing was written yet."""

    participant_id: int = Field(primary_key=True, foreign_key="cycle_participant.id")
    held_on: date | None = None
    notes: str = Field(default="", sa_column=Column(Text, nullable=False))
    version: int = 1
    changed_at: datetime = Field(sa_type=UTCDateTime)
    changed_by_id: int = Field(foreign_key="person.id")


class AgreedRating(SQLModel, table=True):
    """What both sides agree on for one competency, until it is signed. `reason`: why it differs from a side.

    `version` counts the saves, so that two people cannot overwrite each other unseen.
    """

    __tablename__ = "agreed_rating"

    id: int | None = Field(default=None, primary_key=True)
    participant_id: int = Field(foreign_key="cycle_participant.id")
    competency: str = Field(max_length=60)
    proficiency: int | None = None
    no_opportunity: bool = False
    reason: str = Field(default="", sa_column=Column(Text, nullable=False))
    version: int = 1
    saved_at: datetime = Field(sa_type=UTCDateTime)
    saved_by_id: int = Field(foreign_key="person.id")

    __table_args__ = (
        UniqueConstraint("participant_id", "competency"),
        CheckConstraint("proficiency IS NULL OR NOT no_opportunity", name="one_answer"),
    )


class OpportunityAnswer(SQLModel, table=True):
    """The manager's answer to 'no opportunity yet' in one competency: a chance (a commitment), or why not."""

    __tablename__ = "opportunity_answer"

    id: int | None = Field(default=None, primary_key=True)
    participant_id: int = Field(foreign_key="cycle_participant.id")
    competency: str = Field(max_length=60)
    commitment_id: int | None = Field(default=None, foreign_key="commitment.id")
    reason: str = Field(default="", sa_column=Column(Text, nullable=False))
    version: int = 1
    saved_at: datetime = Field(sa_type=UTCDateTime)
    saved_by_id: int = Field(foreign_key="person.id")

    __table_args__ = (
        UniqueConstraint("participant_id", "competency"),
        CheckConstraint("(commitment_id IS NULL) = (reason <> '')", name="one_answer"),
    )


class NextLevelView(SQLModel, table=True):
    """What one side says about the next level: whether now, within a year or later, and in words."""

    __tablename__ = "next_level_view"

    id: int | None = Field(default=None, primary_key=True)
    participant_id: int = Field(foreign_key="cycle_participant.id")
    side: str = Field(max_length=10)
    verdict: str = Field(max_length=10)
    words: str = Field(default="", sa_column=Column(Text, nullable=False))
    version: int = 1
    saved_at: datetime = Field(sa_type=UTCDateTime)
    saved_by_id: int = Field(foreign_key="person.id")

    __table_args__ = (
        UniqueConstraint("participant_id", "side"),
        CheckConstraint("side IN ('person', 'manager')", name="side"),
        CheckConstraint("verdict IN ('now', 'soon', 'later')", name="verdict"),
    )


class PrivateNote(SQLModel, table=True):
    """A manager's own notes about a conversation. Nobody else ever reads them, whatever role looks."""

    __tablename__ = "private_note"

    id: int | None = Field(default=None, primary_key=True)
    participant_id: int = Field(foreign_key="cycle_participant.id")
    author_id: int = Field(foreign_key="person.id")
    text: str = Field(default="", sa_column=Column(Text, nullable=False))
    version: int = 1
    saved_at: datetime = Field(sa_type=UTCDateTime)

    __table_args__ = (UniqueConstraint("participant_id", "author_id"),)
