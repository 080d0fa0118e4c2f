"""Assessments and their ratings."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, Text, text
from sqlmodel import Field, SQLModel

from app.kit.db import UTCDateTime


class Assessment(SQLModel, table=True):
    """What `author_id` says of `person_id` on one framework version; a self-assessment when they are one.

    `level` and `face` are the person's when it was started: what she is rated against stays with
    the ratings. Frozen once `submitted_at` is set. `cycle_id`: the review cycle that it is written for.
    `agreed_in`: the review conversation whose agreed ratings these are, signed by the author; such a one is
    never a draft.
    """

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    author_id: int = Field(foreign_key="person.id", index=True)
    framework_version_id: int = Field(foreign_key="framework_version.id")
    previous_id: int | None = Field(default=None, foreign_key="assessment.id")
    level: str | None = Field(default=None, max_length=60)
    face: str | None = Field(default=None, max_length=60)
    started_at: datetime = Field(sa_type=UTCDateTime)
    started_on: date
    submitted_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    cycle_id: int | None = Field(default=None, foreign_key="review_cycle.id")
    agreed_in: int | None = Field(default=None, foreign_key="cycle_participant.id")

    __table_args__ = (
        Index(
            "ix_assessment_one_open",
            "person_id",
            "author_id",
            unique=True,
            sqlite_where=text("submitted_at IS NULL AND agreed_in IS NULL"),
            postgresql_where=text("submitted_at IS NULL AND agreed_in IS NULL"),
        ),
        Index(
            "ix_assessment_one_in_cycle",
            "cycle_id",
            "person_id",
            "author_id",
            unique=True,
            sqlite_where=text("agreed_in IS NULL"),
            postgresql_where=text("agreed_in IS NULL"),
        ),
        Index("ix_assessment_agreed_in", "agreed_in"),
    )


class Rating(SQLModel, table=True):
    """One competency of one assessment: rated, 'no opportunity yet', or (both empty) not rated yet.

    `saved_at` is empty while the rating stands as it was carried over from the assessment before.
    `version` counts the saves, so that two tabs cannot overwrite each other unseen.
    """

    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", ondelete="CASCADE")
    competency: str = Field(max_length=60)
    proficiency: int | None = None
    no_opportunity: bool = False
    note: str = Field(default="", sa_column=Column(Text, nullable=False))
    saved_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    version: int = 0

    __table_args__ = (
        Index("ix_rating_assessment_id_competency", "assessment_id", "competency", unique=True),
        CheckConstraint("proficiency IS NULL OR NOT no_opportunity", name="one_answer"),
    )
