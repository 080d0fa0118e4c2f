"""Personal access tokens."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.kit.db import NEVER_AGAIN, UTCDateTime


class AccessToken(SQLModel, table=True):
    """A key to the API for one person: what she may read, as far as `scopes` (separated by blanks) go.

    Only the digest is kept. It works until `expires_at`, unless it was revoked before.
    """

    __tablename__ = "access_token"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    title: str = Field(max_length=100)
    token: str = Field(max_length=64, unique=True)
    hint: str = Field(default="", max_length=10)
    scopes: str = Field(max_length=400)
    created_at: datetime = Field(sa_type=UTCDateTime)
    expires_at: datetime = Field(sa_type=UTCDateTime)
    last_used_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UTCDateTime)

    __table_args__ = (NEVER_AGAIN,)
