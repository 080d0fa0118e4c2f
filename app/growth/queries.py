"""One person's own record: who she is, how she signs in, who looked. Columns are named as the export's keys."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.kit.db import row, rows
from app.people.models import Account, Department, Person, RoleGrant, SignInSession
from app.reminders.models import CalendarFeed, Digest, DigestItem, ReminderSetting
from app.trail.models import TrailEvent

Row = Mapping[str, Any]

_ME: Any = bindparam("person")
_PROFILE: Any = (
    select(
        col(Person.name),
        col(Person.name_latin),
        col(Person.staff_number),
        col(Person.email),
        col(Department.title).label("department"),
        col(Person.joined_on),
        col(Person.left_on),
    )
    .outerjoin(Department, col(Department.id) == col(Person.department_id))
    .where(col(Person.id) == _ME)
)
# whether there is a secret may be told, the secret never
_ACCOUNT = select(
    col(Account.login),
    col(Account.language),
    col(Account.timezone),
    col(Account.created_at),
    col(Account.disabled_at),
    col(Account.password_hash).is_not(None).label("has_password"),
    col(Account.second_factor).is_not(None).label("has_second_factor"),
    col(Account.oidc_subject).is_not(None).label("has_company_sign_in"),
).where(col(Account.person_id) == _ME)
_ROLES = (
    select(col(RoleGrant.role), col(RoleGrant.granted_at), col(RoleGrant.ended_at))
    .where(col(RoleGrant.person_id) == _ME)
    .order_by(col(RoleGrant.id))
)
_SESSIONS = (
    select(
        col(SignInSession.created_at), col(SignInSession.seen_at), col(SignInSession.address), col(SignInSession.agent)
    )
    .join(Account, col(Account.id) == col(SignInSession.account_id))
    .where(col(Account.person_id) == _ME)
    .order_by(col(SignInSession.seen_at).desc())
)
# the address of a chat robot lets whoever has it write there: only whether there is one
_REMINDER_SETTING = select(
    col(ReminderSetting.mail),
    (col(ReminderSetting.chat_url) != "").label("chat"),
    col(ReminderSetting.hours_from),
    col(ReminderSetting.hours_until),
    col(ReminderSetting.off),
).where(col(ReminderSetting.person_id) == _ME)
_FEEDS = (
    select(col(CalendarFeed.created_at), col(CalendarFeed.revoked_at), col(CalendarFeed.read_at))
    .where(col(CalendarFeed.person_id) == _ME)
    .order_by(col(CalendarFeed.id))
)
_REMINDED = (
    select(col(Digest.on), col(DigestItem.kind), col(DigestItem.key), col(Digest.settled_at))
    .join(DigestItem, col(DigestItem.digest_id) == col(Digest.id))
    .where(col(Digest.person_id) == _ME)
    .order_by(col(Digest.on), col(DigestItem.id))
)
_READINGS: Any = (
    select(col(TrailEvent.at), col(Person.name).label("who"), col(Person.name_latin), col(TrailEvent.object))
    .outerjoin(Person, col(Person.id) == col(TrailEvent.actor_id))
    .where(col(TrailEvent.subject_id) == _ME, col(TrailEvent.action) == "record.read")
    .order_by(col(TrailEvent.id))
)
# of what others did to her record only the readings: a manager's draft, for one, is nothing to be told of
_ACTS = (
    select(col(TrailEvent.at), col(TrailEvent.action), col(TrailEvent.object), col(TrailEvent.address))
    .where(col(TrailEvent.actor_id) == _ME)
    .order_by(col(TrailEvent.id))
)


def one_row(db: Session, statement: Any, person_id: int) -> Row | None:
    found = row(db, statement, person=person_id)
    return found._mapping if found is not None else None


def all_rows(db: Session, statement: Any, person_id: int) -> list[Row]:
    return [found._mapping for found in rows(db, statement, person=person_id)]


def profile(db: Session, person_id: int) -> Row:
    """What is kept of her as a person; the department by its title."""
    return one_row(db, _PROFILE, person_id) or {}


def account(db: Session, person_id: int) -> Row | None:
    """How she signs in: facts only, no secret."""
    return one_row(db, _ACCOUNT, person_id)


def roles(db: Session, person_id: int) -> list[Row]:
    return all_rows(db, _ROLES, person_id)


def sessions(db: Session, person_id: int) -> list[Row]:
    """Where she is signed in, latest first."""
    return all_rows(db, _SESSIONS, person_id)


def reminder_setting(db: Session, person_id: int) -> Row | None:
    return one_row(db, _REMINDER_SETTING, person_id)


def feeds(db: Session, person_id: int) -> list[Row]:
    """Her calendar feeds without their addresses."""
    return all_rows(db, _FEEDS, person_id)


def reminded(db: Session, person_id: int) -> list[Row]:
    """What she was reminded of, oldest first."""
    return all_rows(db, _REMINDED, person_id)


def readings(db: Session, person_id: int) -> list[Row]:
    """Who opened her record, oldest first."""
    return all_rows(db, _READINGS, person_id)


def acts(db: Session, person_id: int) -> list[Row]:
    """What she did herself, oldest first; nobody else's name in it."""
    return all_rows(db, _ACTS, person_id)
