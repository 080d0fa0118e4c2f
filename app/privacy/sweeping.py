"""What goes by its age alone: for each kind the rows that are over, to be counted or let go."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, column, delete, func, or_, select, table, update
from sqlmodel import Session, col

from app.evidence.models import Attachment, Evidence
from app.evidence.retention import KEPT, purge
from app.imports.models import PeopleImport
from app.jobs import rules as jobs
from app.jobs.models import Job
from app.kit import clock
from app.kit.dates import add_months
from app.kit.db import UTCDateTime
from app.kit.i18n import noop
from app.people.hold_models import LegalHold
from app.people.models import Invitation, SignInFailure, SignInSession
from app.people.sessions import ABSOLUTE
from app.people.sign_in import WINDOW
from app.privacy import retention
from app.privacy.models import Correction
from app.reminders.models import CalendarFeed, Digest

Rows = tuple[Any, Any]
"""A table, and the condition under which its rows are over."""

_held = select(col(LegalHold.person_id)).where(col(LegalHold.lifted_at).is_(None))
_tokens: Any = table("access_token", column("expires_at", UTCDateTime()), column("revoked_at", UTCDateTime()))


@dataclass(frozen=True, slots=True)
class Sweep:
    """`over`: the rows that were kept long enough at a moment. `kind`: the retention whose months come before it.

    `let_go`: the verb of the room whose rows these are; without one they are deleted.
    """

    title: str
    over: Callable[[datetime], tuple[Rows, ...]]
    kind: str = ""
    let_go: Callable[[Session, datetime], object] | None = None


def _requests(before: datetime) -> tuple[Rows, ...]:
    return ((Correction, and_(col(Correction.answered_at) < before, col(Correction.person_id).not_in(_held))),)


def _messages(before: datetime) -> tuple[Rows, ...]:
    return ((Digest, col(Digest.settled_at) < before),)


def _keys(before: datetime) -> tuple[Rows, ...]:
    return (
        (_tokens, or_(_tokens.c.expires_at < before, _tokens.c.revoked_at < before)),
        (CalendarFeed, col(CalendarFeed.revoked_at) < before),
        (Invitation, or_(col(Invitation.expires_at) < before, col(Invitation.used_at) < before)),
    )


def _imports(before: datetime) -> tuple[Rows, ...]:
    open_ = and_(col(PeopleImport.applied_at).is_(None), col(PeopleImport.discarded_at).is_(None))
    return ((PeopleImport, and_(open_, col(PeopleImport.at) < before)),)


def _discard(db: Session, before: datetime) -> None:
    for rows, condition in _imports(before):
        db.connection().execute(update(rows).where(condition).values(data=b"", discarded_at=clock.now()))


def _deleted(now: datetime) -> tuple[Rows, ...]:
    before = now - KEPT
    held = select(col(Evidence.id)).where(col(Evidence.person_id).in_(_held))
    return (
        (Evidence, and_(col(Evidence.deleted_at) < before, col(Evidence.id).not_in(held))),
        (Attachment, and_(col(Attachment.deleted_at) < before, col(Attachment.evidence_id).not_in(held))),
    )


def _files(now: datetime) -> tuple[Rows, ...]:
    return ((Job, and_(col(Job.kept_until) <= now, col(Job.size) > 0)),)


def _sign_ins(now: datetime) -> tuple[Rows, ...]:
    return (
        (SignInSession, col(SignInSession.created_at) < now - ABSOLUTE),
        (SignInFailure, col(SignInFailure.at) < now - WINDOW),
    )


SWEEPS: tuple[Sweep, ...] = (
    Sweep(noop("answered requests to correct something"), _requests, retention.REQUESTS),
    Sweep(noop("notes that a reminder was sent"), _messages, retention.MESSAGES),
    Sweep(noop("tokens, links and invitations that no longer work"), _keys, retention.KEYS),
    Sweep(noop("files of people never applied"), _imports, retention.IMPORTS, _discard),
    Sweep(noop("deleted evidence and removed files"), _deleted, let_go=lambda db, _now: purge(db)),
    Sweep(noop("files of exports"), _files, let_go=lambda db, _now: jobs.expire(db)),
    Sweep(noop("ended sessions and failed sign-ins"), _sign_ins),
)


def moment(sweep: Sweep, months: int) -> datetime | None:
    """The moment before which rows of a kind are over; None: nothing of it goes by itself."""
    if not sweep.kind:
        return clock.now()
    return clock.start_of(add_months(clock.today(), -months)) if months else None


def count(db: Session, sweep: Sweep, before: datetime) -> int:
    """How many rows are over."""
    connection = db.connection()
    return sum(
        connection.execute(select(func.count()).select_from(rows).where(condition)).scalar_one()
        for rows, condition in sweep.over(before)
    )


def let_go(db: Session, sweep: Sweep, before: datetime) -> None:
    """Delete or wipe them."""
    if sweep.let_go is not None:
        sweep.let_go(db, before)
        return
    for rows, condition in sweep.over(before):
        db.connection().execute(delete(rows).where(condition))
