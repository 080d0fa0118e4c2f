"""Reflections, the excerpts shared of them, and when their writer wants to be asked."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.kit.db import NEVER_AGAIN, UTCDateTime


class Reflection(SQLModel, table=True):
    """What its writer answers to one prompt on one occasion. Hers alone, whatever role looks.

    `occasion_key` names the occasion for good (`periodic:2026-10-01`, `project:12`,
    `gap:teamwork:2026-09-01`, `level:senior:2026-10-01`, `own:TOKEN`). `asked` is what was shown: the
    occasion in words and a line feed, where the prompt alone does not say all, and the prompt. `change` says
    what came of it: a goal made, a goal changed, or nothing for now.
    """

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    occasion: str = Field(max_length=20)
    occasion_key: str = Field(max_length=160)
    prompt_id: str | None = Field(default=None, max_length=120)
    advice: str | None = Field(default=None, max_length=60)
    asked: str = Field(sa_column=Column(Text, nullable=False))
    answer: str = Field(default="", sa_column=Column(Text, nullable=False))
    change: str | None = Field(default=None, max_length=10)
    change_note: str = Field(default="", sa_column=Column(Text, nullable=False))
    goal_id: int | None = Field(default=None, foreign_key="goal.id", ondelete="SET NULL")
    started_at: datetime = Field(sa_type=UTCDateTime)
    saved_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    finished_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    version: int = 1

    __table_args__ = (
        UniqueConstraint("person_id", "occasion_key"),
        CheckConstraint("change IN ('made', 'changed', 'nothing')", name="change"),
        CheckConstraint("(change IS NULL) = (finished_at IS NULL)", name="finished"),
        NEVER_AGAIN,
    )


class ReflectionExcerpt(SQLModel, table=True):
    """A passage that its writer shows to her managers, until she takes it back."""

    __tablename__ = "reflection_excerpt"

    id: int | None = Field(default=None, primary_key=True)
    reflection_id: int = Field(foreign_key="reflection.id", index=True, ondelete="CASCADE")
    text: str = Field(sa_column=Column(Text, nullable=False))
    shared_at: datetime = Field(sa_type=UTCDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UTCDateTime)

    __table_args__ = NEVER_AGAIN


class ReflectionSnooze(SQLModel, table=True):
    """An occasion that its person does not want to be asked about before a day."""

    __tablename__ = "reflection_snooze"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    occasion_key: str = Field(max_length=160)
    until: date

    __table_args__ = (UniqueConstraint("person_id", "occasion_key"),)


class ReflectionSetting(SQLModel, table=True):
    """How often a person is asked to reflect; without a row: quarterly."""

    __tablename__ = "reflection_setting"

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    cadence: str = Field(max_length=12)

    __table_args__ = (CheckConstraint("cadence IN ('monthly', 'quarterly', 'half_yearly')", name="cadence"),)
