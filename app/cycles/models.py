"""Review cycles, who takes part, and who took an assessment over from whom."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.kit.db import UTCDateTime


class ReviewCycle(SQLModel, table=True):
    """A round of assessments and conversations on one framework version.

    It runs from `opens_on` until it is closed. `self_by`, `manager_by` and `talk_by` are the last days of
    its stages, `closes_on` the day on which it is to be closed. `once`: the token of the form that made it.
    """

    __tablename__ = "review_cycle"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=200)
    framework_version_id: int = Field(foreign_key="framework_version.id")
    opens_on: date
    self_by: date
    manager_by: date
    talk_by: date
    closes_on: date
    created_at: datetime = Field(sa_type=UTCDateTime)
    created_by_id: int | None = Field(default=None, foreign_key="person.id")
    closed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    closed_by_id: int | None = Field(default=None, foreign_key="person.id")
    once: str = Field(max_length=64, unique=True)
    version: int = 1

    __table_args__ = (
        CheckConstraint(
            "opens_on <= self_by AND self_by <= manager_by AND manager_by <= talk_by AND talk_by <= closes_on",
            name="in_order",
        ),
    )


class CycleParticipant(SQLModel, table=True):
    """A person who takes part in a cycle. Her review conversation has this row's id.

    Excused: taken out again, with a reason; what was written stays. Reopened: goes on after the cycle was closed.
    """

    __tablename__ = "cycle_participant"

    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="review_cycle.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    added_at: datetime = Field(sa_type=UTCDateTime)
    added_by_id: int | None = Field(default=None, foreign_key="person.id")
    excused_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    excused_by_id: int | None = Field(default=None, foreign_key="person.id")
    excused_reason: str = Field(default="", sa_column=Column(Text, nullable=False))
    reopened_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    reopened_by_id: int | None = Field(default=None, foreign_key="person.id")
    reopened_reason: str = Field(default="", sa_column=Column(Text, nullable=False))

    __table_args__ = (UniqueConstraint("cycle_id", "person_id"),)


class CycleHandover(SQLModel, table=True):
    """Who took the manager's side of a conversation over, from whom, when and why. The latest row counts."""

    __tablename__ = "cycle_handover"

    id: int | None = Field(default=None, primary_key=True)
    participant_id: int = Field(foreign_key="cycle_participant.id", index=True)
    from_id: int | None = Field(default=None, foreign_key="person.id")
    to_id: int = Field(foreign_key="person.id")
    by_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=UTCDateTime)
    reason: str = Field(default="", sa_column=Column(Text, nullable=False))
