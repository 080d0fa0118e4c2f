"""The versions of the framework that were published. A row never changes."""

from datetime import date, datetime

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel

from app.kit.db import UTCDateTime


class FrameworkVersion(SQLModel, table=True):
    """One published state of the framework: canonical JSON and its SHA-256.

    An earlier content may be published again: then it is a version of its own, in force from its own day.
    `renames`: JSON, ids of the version before that it renamed ({"competencies": {old: new}, …}).
    """

    __tablename__ = "framework_version"

    id: int | None = Field(default=None, primary_key=True)
    content: str = Field(sa_column=Column(Text, nullable=False))
    sha256: str = Field(max_length=64, index=True)
    published_at: datetime = Field(sa_type=UTCDateTime)
    published_by: int | None = None
    effective_on: date
    renames: str = Field(default="{}", sa_column=Column(Text, nullable=False, server_default="{}"))
