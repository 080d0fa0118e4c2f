"""The trail: one row per event, each holding the hash of the one before."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.kit.db import UTCDateTime


class TrailEvent(SQLModel, table=True):
    """Who (`actor_id`) did what (`action`) to whose record (`subject_id`), when and from where.

    People are numbers without a foreign key: the trail outlives them. Triggers refuse to change or
    delete a row. `details` is JSON and never holds anyone's own words.
    """

    __tablename__ = "trail_event"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UTCDateTime)
    actor_id: int | None = None
    action: str = Field(max_length=60, index=True)
    subject_id: int | None = Field(default=None, index=True)
    object: str = Field(default="", max_length=120)
    address: str = Field(default="", max_length=60)
    details: str = ""
    previous: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class TrailHead(SQLModel, table=True):
    """The hash of the last event: the one row that writers of the trail queue for."""

    __tablename__ = "trail_head"

    id: int = Field(default=1, primary_key=True)
    hash: str = Field(max_length=64)
