"""Legal holds 法律保全: nothing of a person is erased while one stands."""

from datetime import datetime

from sqlalchemy import Column, Index, Text, text
from sqlmodel import Field, SQLModel

from app.kit.db import NEVER_AGAIN, UTCDateTime

_held = text("lifted_at IS NULL")


class LegalHold(SQLModel, table=True):
    """While it stands nothing of the person is erased, by nobody's wish and by no retention."""

    __tablename__ = "legal_hold"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    reason: str = Field(sa_column=Column(Text, nullable=False))
    placed_at: datetime = Field(sa_type=UTCDateTime)
    placed_by_id: int = Field(foreign_key="person.id")
    lifted_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    lifted_by_id: int | None = Field(default=None, foreign_key="person.id")
    lifted_reason: str = Field(default="", sa_column=Column(Text, nullable=False))

    __table_args__ = (
        Index("ix_legal_hold_one", "person_id", unique=True, sqlite_where=_held, postgresql_where=_held),
        NEVER_AGAIN,
    )
