"""Files of people that HR brought in, and how their columns were read last time."""

from datetime import datetime

from sqlalchemy import Column, LargeBinary, Text
from sqlmodel import Field, SQLModel

from app.kit.db import NEVER_AGAIN, UTCDateTime


class PeopleImport(SQLModel, table=True):
    """One file of people. `mapping`: JSON, column → field; `options`: JSON (sheet, encoding, from which day).

    `plan_sha256`: the digest of the changes that were previewed; applying anything else is refused.
    `summary`: JSON, counts only. The file is wiped once it was applied or discarded.
    """

    __tablename__ = "people_import"

    id: int | None = Field(default=None, primary_key=True)
    by_id: int = Field(foreign_key="person.id", index=True)
    at: datetime = Field(sa_type=UTCDateTime)
    file_name: str = Field(max_length=200)
    data: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    sha256: str = Field(max_length=64)
    mapping: str = Field(default="", sa_column=Column(Text, nullable=False))
    options: str = Field(default="", sa_column=Column(Text, nullable=False))
    plan_sha256: str = Field(default="", max_length=64)
    summary: str = Field(default="", sa_column=Column(Text, nullable=False))
    job_id: int | None = Field(default=None, foreign_key="job.id")
    applied_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    discarded_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    version: int = 1

    __table_args__ = (NEVER_AGAIN,)


class ImportMapping(SQLModel, table=True):
    """How a file with these headers (their digest) was mapped last; the next one like it begins with that."""

    __tablename__ = "import_mapping"

    id: int | None = Field(default=None, primary_key=True)
    headers: str = Field(max_length=64, unique=True)
    mapping: str = Field(sa_column=Column(Text, nullable=False))
    saved_at: datetime = Field(sa_type=UTCDateTime)
    saved_by_id: int = Field(foreign_key="person.id")
