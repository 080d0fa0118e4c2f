"""People, their place on the ladder, reporting lines, accounts and sessions."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.kit.clock import now
from app.kit.db import UTCDateTime


class Department(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    title: str = Field(max_length=200)
    parent_id: int | None = Field(default=None, foreign_key="department.id")

    __table_args__ = (UniqueConstraint("parent_id", "title"),)


class Person(SQLModel, table=True):
    """Somebody of the organisation. `sort_key` orders Chinese names by pinyin.

    Once `erased_at` is set the row only holds the number to which others' records point; its name says so.
    """

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=200)
    name_latin: str = Field(default="", max_length=200)
    sort_key: str = Field(default="", max_length=400, index=True)
    staff_number: str | None = Field(default=None, max_length=60, unique=True)
    email: str = Field(default="", max_length=200)
    department_id: int | None = Field(default=None, foreign_key="department.id", index=True)
    joined_on: date | None = None
    left_on: date | None = None
    erased_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class Placement(SQLModel, table=True):
    """The career level a person holds from `since` until the day before `until`, and its face."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    level: str = Field(max_length=60)
    face: str | None = Field(default=None, max_length=60)
    since: date
    until: date | None = None

    __table_args__ = (
        Index("ix_placement_person_id_since", "person_id", "since", unique=True),
        CheckConstraint("until IS NULL OR until > since", name="in_order"),
    )


class ReportingLine(SQLModel, table=True):
    """A person reports to a manager, by a solid or a dotted line, from `since` until the day before `until`."""

    __tablename__ = "reporting_line"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    manager_id: int = Field(foreign_key="person.id", index=True)
    kind: str = Field(max_length=10)
    since: date
    until: date | None = None

    __table_args__ = (
        CheckConstraint("person_id <> manager_id", name="not_oneself"),
        CheckConstraint("kind IN ('solid', 'dotted')", name="kind"),
        CheckConstraint("until IS NULL OR until > since", name="in_order"),
    )


class Account(SQLModel, table=True):
    """How a person signs in. Disabled by the moment it happened, not by a flag."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", unique=True)
    login: str = Field(max_length=100, unique=True)
    password_hash: str | None = Field(default=None, max_length=200)
    language: str | None = Field(default=None, max_length=5)
    timezone: str = Field(default="Asia/Shanghai", max_length=60)
    second_factor: str | None = Field(default=None, max_length=64)
    second_factor_step: int = 0
    oidc_subject: str | None = Field(default=None, max_length=255, unique=True)
    disabled_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class RoleGrant(SQLModel, table=True):
    """hr or admin, given by somebody at some time. Being a manager comes from the lines."""

    __tablename__ = "role_grant"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    role: str = Field(max_length=10)
    granted_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    granted_by: int | None = None
    ended_at: datetime | None = Field(default=None, sa_type=UTCDateTime)

    __table_args__ = (CheckConstraint("role IN ('hr', 'admin')", name="role"),)


class SignInSession(SQLModel, table=True):
    """A browser that is signed in. Only the digest of its token is kept.

    `confirmed_at` is empty while the second factor is still awaited: then nobody is signed in yet.
    """

    __tablename__ = "sign_in_session"

    id: int | None = Field(default=None, primary_key=True)
    token: str = Field(max_length=64, unique=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    created_at: datetime = Field(sa_type=UTCDateTime)
    seen_at: datetime = Field(sa_type=UTCDateTime)
    confirmed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    address: str = Field(default="", max_length=60)
    agent: str = Field(default="", max_length=200)


class Invitation(SQLModel, table=True):
    """A link with which its receiver sets the password, once, until it expires."""

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    token: str = Field(max_length=64, unique=True)
    created_at: datetime = Field(sa_type=UTCDateTime)
    expires_at: datetime = Field(sa_type=UTCDateTime)
    created_by: int | None = None
    used_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class SignInFailure(SQLModel, table=True):
    """One failed try, kept until it no longer counts for the throttle."""

    __tablename__ = "sign_in_failure"

    id: int | None = Field(default=None, primary_key=True)
    login: str = Field(max_length=64, index=True)
    address: str = Field(max_length=60, index=True)
    at: datetime = Field(sa_type=UTCDateTime, index=True)
