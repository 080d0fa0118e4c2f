"""Signed-in browsers: opening, recognising, listing and ending their sessions."""

from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlmodel import Session, col

from app.kit import clock, context, i18n, security
from app.kit.db import row, rows
from app.kit.routing import Visit
from app.people.access import Actor
from app.people.models import Account, Person, RoleGrant, SignInSession
from app.settings import Settings

IDLE = timedelta(minutes=60)
ABSOLUTE = timedelta(hours=12)
TOUCH_EVERY = timedelta(minutes=5)


def cookie_name(settings: Settings) -> str:
    """`__Host-` needs TLS; on loopback the cookie does without."""
    return "__Host-ladder" if settings.secure else "ladder"


def _recognise() -> Any:
    held = (
        select(func.aggregate_strings(col(RoleGrant.role), ","))
        .where(col(RoleGrant.person_id) == col(Person.id), col(RoleGrant.ended_at).is_(None))
        .scalar_subquery()
    )
    return (
        select(
            col(SignInSession.id),
            col(SignInSession.created_at),
            col(SignInSession.seen_at),
            col(SignInSession.confirmed_at),
            col(Account.id),
            col(Account.login),
            col(Account.language),
            col(Account.timezone),
            col(Account.second_factor).is_not(None),
            col(Person.id),
            col(Person.name),
            col(Person.name_latin),
            held,
        )
        .join(Account, col(Account.id) == col(SignInSession.account_id))
        .join(Person, col(Person.id) == col(Account.person_id))
        .where(
            col(SignInSession.token) == bindparam("token"),
            col(Account.disabled_at).is_(None),
            (col(Person.left_on).is_(None)) | (col(Person.left_on) > bindparam("today")),
        )
    )


_RECOGNISE = _recognise()
_OF_ACCOUNT = (
    select(
        col(SignInSession.id),
        col(SignInSession.created_at),
        col(SignInSession.seen_at),
        col(SignInSession.address),
        col(SignInSession.agent),
    )
    .where(
        col(SignInSession.account_id) == bindparam("account"),
        col(SignInSession.confirmed_at).is_not(None),
        col(SignInSession.seen_at) >= bindparam("seen_since"),
        col(SignInSession.created_at) >= bindparam("created_since"),
    )
    .order_by(col(SignInSession.seen_at).desc())
)


def token_of(visit: Visit) -> str:
    """The session token that the browser has, if any."""
    return visit.request.cookies.get(cookie_name(visit.settings), "")


def authenticate(visit: Visit) -> Actor | None:
    """Who is asking, from the session cookie; sets the language of the answer to hers."""
    token = token_of(visit)
    if not token:
        return None
    with visit.database.reading() as db:
        found = row(db, _RECOGNISE, token=security.digest(token), today=clock.today())
    if found is None:
        return None
    id, created, seen, confirmed, account_id, login, language, timezone, factor, person_id, name, latin, held = found
    moment = clock.now()
    if confirmed is None or moment - seen > IDLE or moment - created > ABSOLUTE:
        return None
    if moment - seen > TOUCH_EVERY:
        _touch(visit, id)
    if language and not visit.request.state.forced_language:
        i18n.set_language(language)
    return Actor(
        person_id=person_id,
        account_id=account_id,
        session_id=id,
        name=latin if i18n.language() == "en" and latin else name,
        login=login,
        roles=frozenset(held.split(",")) if held else frozenset(),
        language=language,
        timezone=timezone,
        has_second_factor=factor,
    )


def _touch(visit: Visit, session_id: int) -> None:
    with visit.database.writing() as db:
        db.execute(update(SignInSession).where(col(SignInSession.id) == session_id).values(seen_at=clock.now()))


def open_session(db: Session, account_id: int, agent: str, *, confirmed: bool, replaces: str = "") -> str:
    """A new session; returns the token for the cookie. Never continues an older one.

    The one that the browser had before (its token: `replaces`) ends. Source: OWASP ASVS 5.0, 7.2.4.
    """
    token = security.new_token()
    moment = clock.now()
    db.add(
        SignInSession(
            token=security.digest(token),
            account_id=account_id,
            created_at=moment,
            seen_at=moment,
            confirmed_at=moment if confirmed else None,
            address=context.address.get(),
            agent=agent[:200],
        )
    )
    worthless = col(SignInSession.created_at) < moment - ABSOLUTE
    if replaces:
        worthless = worthless | (col(SignInSession.token) == security.digest(replaces))
    db.execute(delete(SignInSession).where(worthless))
    return token


def end_sessions(db: Session, account_id: int, *, but: int | None = None) -> None:
    """End every session of an account, except one."""
    db.execute(
        delete(SignInSession).where(
            col(SignInSession.account_id) == account_id, col(SignInSession.id).is_distinct_from(but)
        )
    )


def end_session(db: Session, account_id: int, session_id: int) -> bool:
    """End one session of this account; False when it is not there."""
    ended = db.execute(
        delete(SignInSession).where(col(SignInSession.account_id) == account_id, col(SignInSession.id) == session_id)
    )
    return bool(ended.rowcount)  # type: ignore[attr-defined]


def of_account(db: Session, account_id: int) -> list[dict[str, object]]:
    """The open sessions of an account, latest first."""
    moment = clock.now()
    since = {"seen_since": moment - IDLE, "created_since": moment - ABSOLUTE}
    return [dict(found._mapping) for found in rows(db, _OF_ACCOUNT, account=account_id, **since)]
