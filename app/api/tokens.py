"""The verbs on access tokens, reading them, and whose a token is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlmodel import Session, col

from app.api.models import AccessToken
from app.api.scopes import SCOPES
from app.kit import clock, security
from app.kit.db import Database, row, rows
from app.kit.errors import NotFound, Refused
from app.kit.i18n import gettext as _
from app.people.access import Actor
from app.people.models import Account, Person, RoleGrant
from app.trail.rules import record

MOST, LONGEST_DAYS = 20, 365
MARK = "clt_"
"""Every token begins with it, so that one that leaked is found."""
TOUCH_EVERY = timedelta(minutes=5)

_HELD = (
    select(func.aggregate_strings(col(RoleGrant.role), ","))
    .where(col(RoleGrant.person_id) == col(Person.id), col(RoleGrant.ended_at).is_(None))
    .scalar_subquery()
)
_RECOGNISE: Any = (
    select(
        col(AccessToken.id),
        col(AccessToken.scopes),
        col(AccessToken.last_used_at),
        col(Account.id).label("account_id"),
        col(Account.login),
        col(Account.timezone),
        col(Account.second_factor).is_not(None).label("factor"),
        col(Person.id).label("person_id"),
        col(Person.name),
        _HELD.label("roles"),
    )
    .join(Person, col(Person.id) == col(AccessToken.person_id))
    .join(Account, col(Account.person_id) == col(Person.id))
    .where(
        col(AccessToken.token) == bindparam("token"),
        col(AccessToken.revoked_at).is_(None),
        col(AccessToken.expires_at) > bindparam("now"),
        col(Account.disabled_at).is_(None),
        (col(Person.left_on).is_(None)) | (col(Person.left_on) > bindparam("today")),
    )
)
_OF_PERSON: Any = (
    select(
        col(AccessToken.id),
        col(AccessToken.title),
        col(AccessToken.hint),
        col(AccessToken.scopes),
        col(AccessToken.created_at),
        col(AccessToken.expires_at),
        col(AccessToken.last_used_at),
        col(AccessToken.revoked_at),
    )
    .where(col(AccessToken.person_id) == bindparam("person"))
    .order_by(col(AccessToken.id).desc())
)
_LOCKED = (
    select(AccessToken)
    .where(col(AccessToken.id) == bindparam("id"), col(AccessToken.person_id) == bindparam("person"))
    .with_for_update()
)


@dataclass(frozen=True, slots=True)
class Key:
    """A token as its owner sees it: never the token itself, only its last characters."""

    id: int
    title: str
    hint: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None

    @property
    def works(self) -> bool:
        return self.revoked_at is None and self.expires_at > clock.now()


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who a token speaks for, and for what."""

    token_id: int
    actor: Actor
    scopes: frozenset[str]


def make(db: Session, actor: Actor, title: str, scopes: Iterable[str], days: int) -> str:
    """A new token, told this one time. Refused without a title or a scope, for a strange one or day, past 20 tokens."""
    chosen = [scope for scope in SCOPES if scope in set(scopes)]
    errors: dict[str, str] = {}
    if not chosen or set(scopes) - set(SCOPES):
        errors["scopes"] = _("Choose at least one.")
    if not 1 <= days <= LONGEST_DAYS:
        errors["days"] = _("Between 1 and %(most)s days.", most=LONGEST_DAYS)
    if sum(key.works for key in of_person(db, actor.person_id)) >= MOST:
        errors["title"] = _("You have %(most)s tokens; revoke one first.", most=MOST)
    if errors:
        raise Refused(_("Please look at the marked fields; nothing is lost."), errors)
    token = MARK + security.new_token()
    made = AccessToken(
        person_id=actor.person_id, title=title, token=security.digest(token), hint=token[-4:],
        scopes=" ".join(chosen), created_at=clock.now(), expires_at=clock.now() + timedelta(days=days),
    )  # fmt: skip
    db.add(made)
    db.flush()
    record(
        db, "token.made", actor_id=actor.person_id, subject_id=actor.person_id, object=f"token:{made.id}",
        scopes=made.scopes, days=days,
    )  # fmt: skip
    return token


def revoke(db: Session, actor: Actor, token_id: int) -> None:
    """It stops working at once. NotFound when it is not the actor's; twice has one effect."""
    found = db.execute(_LOCKED, {"id": token_id, "person": actor.person_id}).scalar_one_or_none()
    if found is None:
        raise NotFound()
    if found.revoked_at is None:
        found.revoked_at = clock.now()
        record(db, "token.revoked", actor_id=actor.person_id, subject_id=actor.person_id, object=f"token:{token_id}")


def of_person(db: Session, person_id: int) -> list[Key]:
    """All of a person's tokens, the latest first."""
    return [
        Key(**{**one._mapping, "scopes": tuple(one.scopes.split())}) for one in rows(db, _OF_PERSON, person=person_id)
    ]


def recognise(database: Database, token: str) -> Bearer | None:
    """Whose token this is, while it works; roles are read anew each time."""
    if not token.startswith(MARK):
        return None
    with database.reading() as db:
        found = row(db, _RECOGNISE, token=security.digest(token), now=clock.now(), today=clock.today())
    if found is None:
        return None
    if found.last_used_at is None or clock.now() - found.last_used_at > TOUCH_EVERY:
        with database.writing() as db:
            used = update(AccessToken).where(col(AccessToken.id) == found.id).values(last_used_at=clock.now())
            db.execute(used)
    actor = Actor(
        person_id=found.person_id, account_id=found.account_id, session_id=0, name=found.name, login=found.login,
        roles=frozenset(found.roles.split(",")) if found.roles else frozenset(), timezone=found.timezone,
        has_second_factor=bool(found.factor),
    )  # fmt: skip
    return Bearer(found.id, actor, frozenset(found.scopes.split()))
