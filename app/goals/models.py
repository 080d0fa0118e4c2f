"""Development goals, their states, action items, and what stands above and around them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.kit.db import NEVER_AGAIN, UTCDateTime

STATES = ("drafted", "agreed", "paused", "met", "dropped")


class Goal(SQLModel, table=True):
    """A competency to raise from one proficiency to another, by a day, with an effort in hours.

    `state` is the last of its rows in goal_state. `suggestion` is the key of the suggested work it was
    made from, `once` the token of the form that made it.
    """

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    competency: str = Field(max_length=60)
    from_proficiency: int | None = None
    to_proficiency: int
    why: str = Field(default="", sa_column=Column(Text, nullable=False))
    measure: str = Field(default="", sa_column=Column(Text, nullable=False))
    due_on: date
    hours: int
    suggestion: str | None = Field(default=None, max_length=200)
    state: str = Field(max_length=10)
    once: str = Field(max_length=64)
    version: int = 1
    created_at: datetime = Field(sa_type=UTCDateTime)
    changed_at: datetime = Field(sa_type=UTCDateTime)

    __table_args__ = (
        UniqueConstraint("person_id", "once"),
        Index("ix_goal_person_id_state", "person_id", "state"),
        CheckConstraint("state IN ('drafted', 'agreed', 'paused', 'met', 'dropped')", name="state"),
        CheckConstraint("hours BETWEEN 0 AND 10000", name="hours"),
    )


class GoalState(SQLModel, table=True):
    """Who put a goal into which state, when, and why."""

    __tablename__ = "goal_state"

    id: int | None = Field(default=None, primary_key=True)
    goal_id: int = Field(foreign_key="goal.id", index=True, ondelete="CASCADE")
    state: str = Field(max_length=10)
    by_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=UTCDateTime)
    reason: str = Field(default="", sa_column=Column(Text, nullable=False))


class GoalEvidence(SQLModel, table=True):
    """The evidence with which a goal was met."""

    __tablename__ = "goal_evidence"

    goal_id: int = Field(foreign_key="goal.id", primary_key=True, ondelete="CASCADE")
    evidence_id: int = Field(foreign_key="evidence.id", primary_key=True, ondelete="CASCADE")


class ActionItem(SQLModel, table=True):
    """One step towards a goal, with a day."""

    __tablename__ = "action_item"

    id: int | None = Field(default=None, primary_key=True)
    goal_id: int = Field(foreign_key="goal.id", index=True, ondelete="CASCADE")
    title: str = Field(max_length=300)
    due_on: date | None = None
    done_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    version: int = 1
    created_at: datetime = Field(sa_type=UTCDateTime)

    __table_args__ = NEVER_AGAIN


class CareerTarget(SQLModel, table=True):
    """The level a person aims at, and by when: above all goals. The latest row counts."""

    __tablename__ = "career_target"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    level: str = Field(max_length=60)
    face: str | None = Field(default=None, max_length=60)
    by_on: date
    why: str = Field(default="", sa_column=Column(Text, nullable=False))
    set_at: datetime = Field(sa_type=UTCDateTime)


class PlanSetting(SQLModel, table=True):
    """How many hours a month a person has for her development."""

    __tablename__ = "plan_setting"

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    hours_per_month: int

    __table_args__ = (CheckConstraint("hours_per_month BETWEEN 0 AND 300", name="hours"),)
