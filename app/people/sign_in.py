"""Signing in: the throttle, the password, the second factor. Says the same of every failure."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlmodel import Session, col
from sqlmodel import select as select_entity

from app.kit import clock, context, security
from app.kit.db import Database
from app.kit.errors import Refused, SignedOut, TooMany
from app.kit.i18n import gettext as _
from app.people import accounts, sessions
from app.people.models import Account, Person, SignInFailure, SignInSession
from app.trail.rules import record

WINDOW = timedelta(minutes=15)
# tries in a window: one name from one address; one address; one name from anywhere
LIMITS = {"both": 8, "address": 60, "login": 60}


@dataclass(frozen=True)
class SignedIn:
    """The token for the cookie, and whether a code must still be given."""

    token: str
    code_wanted: bool


def sign_in(database: Database, login: str, password: str, agent: str, replaces: str = "") -> SignedIn:
    """Check name and password and open a session; Refused or TooMany otherwise.

    Hashing happens outside of any transaction, so nobody waits for it; what changed meanwhile counts.
    `replaces` is the token of the session that the browser had before.
    """
    login = login.lower()
    with database.reading() as db:
        _throttle(db, login)
        _account, stored = _stored(db, login)
    right = security.verify_password(password, stored)
    with database.writing() as db:
        account, still = _stored(db, login)
        if not right or account is None or account.id is None or still != stored:
            _remember_failure(db, login, account)
        else:
            wanted = account.second_factor is not None
            token = sessions.open_session(db, account.id, agent, confirmed=not wanted, replaces=replaces)
            if not wanted:
                _remember_success(db, account)
            return SignedIn(token, wanted)
    raise Refused(_("The name or the password is wrong."), {"password": _("Please try again.")})


def _stored(db: Session, login: str) -> tuple[Account | None, str | None]:
    """The account of a name, and its hash while one may sign in with it."""
    found = db.exec(
        select_entity(Account, Person)
        .join(Person, col(Person.id) == col(Account.person_id))
        .where(Account.login == login)
    ).first()
    if found is None:
        return None, None
    account, person = found
    usable = account.disabled_at is None and (person.left_on is None or person.left_on > clock.today())
    return account, account.password_hash if usable else None


def confirm(database: Database, token: str, code: str) -> None:
    """Give the second factor's code for a session that waits for it; Refused or SignedOut otherwise."""
    with database.writing() as db:
        found = db.exec(
            select_entity(SignInSession, Account)
            .join(Account, col(Account.id) == col(SignInSession.account_id))
            .where(
                SignInSession.token == security.digest(token),
                col(SignInSession.confirmed_at).is_(None),
                SignInSession.created_at > clock.now() - timedelta(minutes=10),
                col(Account.second_factor).is_not(None),
            )
            .with_for_update()
        ).first()
        if found is None:
            raise SignedOut(_("Please sign in again."))
        session, account = found
        _throttle(db, account.login)
        step = accounts.matching_step(account.second_factor or "", code, account.second_factor_step, clock.now())
        if step is not None:
            session.confirmed_at = clock.now()
            account.second_factor_step = step
            _remember_success(db, account)
            return
        _remember_failure(db, account.login, account)
    raise Refused(_("This code is not the right one."), {"code": _("Six digits from your authenticator.")})


def _throttle(db: Session, login: str) -> None:
    since = clock.now() - WINDOW
    name, address = _name(login), context.address.get()
    failures = SignInFailure
    tries = {
        "both": (col(failures.login) == name) & (col(failures.address) == address),
        "address": col(failures.address) == address,
        "login": col(failures.login) == name,
    }
    for kind, where in tries.items():
        count = db.execute(select(func.count()).select_from(failures).where(where, col(failures.at) > since)).scalar()
        if (count or 0) >= LIMITS[kind]:
            raise TooMany(
                _("Too many tries. Please wait a quarter of an hour, or ask for a new link."),
                seconds=int(WINDOW.total_seconds()),
            )


def _name(login: str) -> str:
    """Names that were tried are kept as digests: people type passwords there."""
    return security.digest(login)


def _remember_failure(db: Session, login: str, account: Account | None) -> None:
    moment = clock.now()
    db.add(SignInFailure(login=_name(login), address=context.address.get(), at=moment))
    db.execute(delete(SignInFailure).where(col(SignInFailure.at) < moment - WINDOW))
    record(db, "sign_in.failed", actor_id=None, subject_id=account.person_id if account else None)


def _remember_success(db: Session, account: Account) -> None:
    db.execute(
        delete(SignInFailure).where(
            col(SignInFailure.login) == _name(account.login), col(SignInFailure.address) == context.address.get()
        )
    )
    record(db, "sign_in.succeeded", actor_id=account.person_id, subject_id=account.person_id)
