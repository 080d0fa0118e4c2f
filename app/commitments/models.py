"""Commitments and what became of them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.kit.db import NEVER_AGAIN, UTCDateTime

STATES = ("proposed", "open", "kept", "released")


class Commitment(SQLModel, table=True):
    """What `owner_id`, the person herself or her manager, promised in a conversation about `person_id`, by a day.

    proposed: in a conversation that is not signed yet, seen by its two sides only; then open, until it is kept or
    released. `competency`: what it is to help with. `chance`: it answers a 'no opportunity yet'.
    `state` is that of its last row in commitment_event, `once` the token of the form that made it.
    """

    id: int | None = Field(default=None, primary_key=True)
    participant_id: int = Field(foreign_key="cycle_participant.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    owner_id: int = Field(foreign_key="person.id")
    competency: str | None = Field(default=None, max_length=60)
    chance: bool = False
    title: str = Field(max_length=300)
    due_on: date
    state: str = Field(default="proposed", max_length=10)
    once: str = Field(max_length=64)
    version: int = 1
    created_at: datetime = Field(sa_type=UTCDateTime)
    created_by_id: int = Field(foreign_key="person.id")
    changed_at: datetime = Field(sa_type=UTCDateTime)
    changed_by_id: int = Field(foreign_key="person.id")

    __table_args__ = (
        UniqueConstraint("participant_id", "once"),
        Index("ix_commitment_person_id_state", "person_id", "state"),
        Index("ix_commitment_owner_id_state", "owner_id", "state"),
        CheckConstraint("state IN ('proposed', 'open', 'kept', 'released')", name="state"),
        NEVER_AGAIN,
    )


class CommitmentEvent(SQLModel, table=True):
    """What happened to a commitment after the conversation was signed: who, when, and in which words.

    `kind`: opened, kept, reopened, moved (with the day and the owner before), handed_over, released.
    """

    __tablename__ = "commitment_event"

    id: int | None = Field(default=None, primary_key=True)
    commitment_id: int = Field(foreign_key="commitment.id", index=True)
    kind: str = Field(max_length=12)
    by_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=UTCDateTime)
    note: str = Field(default="", sa_column=Column(Text, nullable=False))
    due_before: date | None = None
    owner_before_id: int | None = Field(default=None, foreign_key="person.id")
