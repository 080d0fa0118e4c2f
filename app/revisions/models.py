"""Drafts of the next framework version."""

from datetime import date, datetime

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel

from app.kit.db import NEVER_AGAIN, UTCDateTime


class FrameworkDraft(SQLModel, table=True):
    """A framework on its way to being published. `files`: JSON, file name → text, as uploaded or read.

    `content`: its canonical JSON once it has no errors, else empty. `renames`: JSON, what was renamed
    ({"competencies": {old: new}, "levels": …, "indicators": …}). Published with a day from which it is in force,
    or discarded; kept either way.
    """

    __tablename__ = "framework_draft"

    id: int | None = Field(default=None, primary_key=True)
    files: str = Field(sa_column=Column(Text, nullable=False))
    content: str = Field(default="", sa_column=Column(Text, nullable=False))
    sha256: str = Field(default="", max_length=64)
    renames: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    created_at: datetime = Field(sa_type=UTCDateTime)
    created_by_id: int = Field(foreign_key="person.id")
    effective_on: date | None = None
    published_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    published_by_id: int | None = Field(default=None, foreign_key="person.id")
    version_id: int | None = Field(default=None, foreign_key="framework_version.id")
    discarded_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    version: int = 1

    __table_args__ = (NEVER_AGAIN,)
