"""Sign-in with the company account: the way to the provider and back, and whose account it is.

What must be known again when the browser returns (state, nonce, verifier, the page that was wanted)
travels in one cookie, sealed with a key that this process draws when it starts. Nothing of it is kept
on the server: a restart only means that journeys under way are begun again, and journeys begin and end
in the same process. An address with state and code is of no use in another browser, which lacks the
cookie, and the provider takes a code once.
"""

import hashlib
import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import NoReturn

import structlog
from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import delete, func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from app.kit import clock, context, security
from app.kit.db import Database
from app.kit.i18n import gettext as _
from app.people import sessions
from app.people.models import Account, Person, SignInFailure
from app.people.oidc_provider import Away, Failed, Identity
from app.people.sign_in import WINDOW, SignedIn
from app.trail.rules import record

JOURNEY_TIME = timedelta(minutes=10)
# browsers drop cookies over 4096 bytes
NEXT_BYTES = 1000
# failures of one address that are recorded in a window: anybody can cause one, and the trail is for ever
RECORDED = 60

_sealer = URLSafeSerializer(
    secrets.token_bytes(32),
    salt="oidc",
    signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
)
log = structlog.get_logger()


@dataclass(frozen=True)
class Journey:
    """What one browser carries to the provider and back; `at` in seconds since 1970."""

    state: str
    nonce: str
    verifier: str
    next: str
    language: str
    at: int


def begin(next: str, language: str) -> Journey:
    """A new journey that ends at `next`, a local path; `language` is the one forced by `?lang=`, or empty."""
    kept = next if len(next.encode()) <= NEXT_BYTES else "/"
    state, nonce, verifier = (security.new_token() for _each in range(3))
    return Journey(state, nonce, verifier, kept, language, int(clock.now().timestamp()))


def seal(journey: Journey) -> str:
    """The cookie's value."""
    return str(_sealer.dumps(asdict(journey)))


def resume(sealed: str, state: str) -> Journey:
    """The journey that this browser began with this state, at most ten minutes ago; Failed otherwise."""
    try:
        journey = Journey(**_sealer.loads(sealed))
    except BadData:
        _stray()
    age = clock.now().timestamp() - journey.at
    if age > JOURNEY_TIME.total_seconds() or not secrets.compare_digest(journey.state.encode(), state.encode()):
        _stray()
    return journey


def _stray() -> NoReturn:
    words = _("This sign-in was not begun in this browser, or more than ten minutes ago. Please try again.")
    raise Failed("state", words)


def denial(error: str) -> Failed:
    """What to say when the provider sends the browser back with an error (RFC 6749, 4.1.2.1)."""
    if error in ("server_error", "temporarily_unavailable"):
        return Away()
    return Failed("denied", _("The company account did not let you in. Try again, or use your name and password."))


def sign_in(database: Database, identity: Identity, agent: str, replaces: str = "") -> SignedIn:
    """Open a session of the account that this is; Failed when there is none, or it is closed.

    `replaces` is the token of the session that the browser has, which ends.

    An account is never created. The second factor that it has set is still asked.
    """
    with database.writing() as db:
        account = _account(db, identity)
        assert account.id is not None
        wanted = account.second_factor is not None
        token = sessions.open_session(db, account.id, agent, confirmed=not wanted, replaces=replaces)
        if not wanted:
            person = account.person_id
            record(db, "sign_in.succeeded", actor_id=person, subject_id=person, method="oidc")
        return SignedIn(token, wanted)


def _account(db: Session, identity: Identity) -> Account:
    by_subject = _with_person().where(Account.oidc_subject == identity.key)
    account, person = db.exec(by_subject.with_for_update(of=Account)).first() or _by_email(db, identity)
    left = person.left_on is not None and person.left_on <= clock.today()
    if account.disabled_at is not None or left:
        _refuse(person.id)
    if account.oidc_subject is None:
        account.oidc_subject = identity.key
        record(
            db,
            "account.oidc_linked",
            actor_id=person.id,
            subject_id=person.id,
            object=f"account:{account.id}",
            issuer=identity.issuer,
        )
    return account


def _with_person() -> Select[Account, Person]:
    return select(Account, Person).join(Person, col(Person.id) == col(Account.person_id))


def _by_email(db: Session, identity: Identity) -> tuple[Account, Person]:
    """The one enabled account of this verified address that is not linked to somebody else.

    Addresses beyond ASCII link nobody: some of their letters become another address in lower case.
    """
    email = identity.email
    if not (email and email.isascii() and email.isprintable()):
        _refuse()
    same = (func.lower(Person.email) == email.lower()) & col(Account.disabled_at).is_(None)
    found = db.exec(_with_person().where(same).limit(2).with_for_update(of=Account)).all()
    if len(found) != 1 or found[0][0].oidc_subject not in (None, identity.key):
        _refuse()
    return found[0]


def _refuse(subject_id: int | None = None) -> NoReturn:
    words = _(
        "No open account here belongs to your company account. Ask your administrator, or use your name and password."
    )
    raise Failed("account", words, subject_id)


def remember_failure(database: Database, failed: Failed) -> None:
    """Record it, at most sixty times in a quarter of an hour for one address, and tell the log why.

    Not counted among wrong passwords: another site's page could lead a browser here and so lock its address out.
    """
    log.warning("sign_in.oidc_failed", reason=failed.reason, cause=repr(failed.__cause__ or ""))
    moment = clock.now()
    name = security.digest(f"oidc {context.address.get()}")
    ours = (col(SignInFailure.login) == name) & (col(SignInFailure.at) > moment - WINDOW)
    with database.writing() as db:
        if db.exec(select(func.count()).select_from(SignInFailure).where(ours)).one() >= RECORDED:
            return
        db.add(SignInFailure(login=name, address="oidc", at=moment))
        db.execute(delete(SignInFailure).where(col(SignInFailure.at) < moment - WINDOW))
        record(db, "sign_in.failed", actor_id=None, subject_id=failed.subject_id, method="oidc", reason=failed.reason)
