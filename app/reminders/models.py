"""How a person wants to be reminded, what she was reminded of, and her calendar feed."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.kit.db import UTCDateTime


class ReminderSetting(SQLModel, table=True):
    """Channels, working hours (full hours of the person's time zone) and the kinds that are off, by blanks."""

    __tablename__ = "reminder_setting"

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    mail: bool = True
    chat_url: str = Field(default="", max_length=500)
    hours_from: int = 9
    hours_until: int = 18
    off: str = Field(default="", max_length=400)

    __table_args__ = (
        CheckConstraint("0 <= hours_from AND hours_from < hours_until AND hours_until <= 24", name="hours"),
    )


class Digest(SQLModel, table=True):
    """What one person is told on one day of hers, at most once. The words are wiped once they are delivered."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    on: date
    subject: str = Field(default="", max_length=300)
    body: str = Field(default="", sa_column=Column(Text, nullable=False))
    created_at: datetime = Field(sa_type=UTCDateTime)
    settled_at: datetime | None = Field(default=None, sa_type=UTCDateTime)

    __table_args__ = (UniqueConstraint("person_id", "on"),)


class DigestItem(SQLModel, table=True):
    """One thing that a digest told: each stage of each thing is told to a person once."""

    __tablename__ = "digest_item"

    id: int | None = Field(default=None, primary_key=True)
    digest_id: int = Field(foreign_key="digest.id", index=True, ondelete="CASCADE")
    person_id: int = Field(foreign_key="person.id")
    kind: str = Field(max_length=30)
    key: str = Field(max_length=160)
    stage_on: date

    __table_args__ = (UniqueConstraint("person_id", "kind", "key", "stage_on"),)


class Delivery(SQLModel, table=True):
    """One way by which a digest goes out. Claimed by one run at a time; a claim that grew old may be taken over."""

    id: int | None = Field(default=None, primary_key=True)
    digest_id: int = Field(foreign_key="digest.id", ondelete="CASCADE")
    channel: str = Field(max_length=10)
    claimed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    claimed_by: str = Field(default="", max_length=40)
    sent_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    attempts: int = 0
    fault: str = Field(default="", max_length=200)

    __table_args__ = (
        UniqueConstraint("digest_id", "channel"),
        CheckConstraint("channel IN ('mail', 'chat')", name="channel"),
    )


class CalendarFeed(SQLModel, table=True):
    """A secret address at which a person's calendar is read; only the digest of its token is kept."""

    __tablename__ = "calendar_feed"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    token: str = Field(max_length=64, unique=True)
    created_at: datetime = Field(sa_type=UTCDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    read_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
