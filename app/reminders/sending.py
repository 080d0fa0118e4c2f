"""Sending what waits: claimed by one run, sent outside of any transaction, settled in a transaction of its own.

A run that is killed leaves a claim behind; it is taken over once it is old. Only the message that was
under way then can arrive twice.
"""

import hashlib
import secrets
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import and_, bindparam, delete, or_, select, update
from sqlmodel import Session, col

from app.kit import clock
from app.kit.db import Database, row, rows
from app.people.models import Person
from app.reminders import queries
from app.reminders.channels import Channels, Down, Parcel
from app.reminders.mail import NotSent
from app.reminders.models import Delivery, Digest, DigestItem

MOST_ATTEMPTS = 5
STALE = timedelta(minutes=10)

log = structlog.get_logger()

_OPEN = and_(col(Delivery.sent_at).is_(None), col(Delivery.attempts) < MOST_ATTEMPTS)
_FREE = or_(col(Delivery.claimed_at).is_(None), col(Delivery.claimed_at) < bindparam("stale"))
_WAITING = (
    select(col(Delivery.id), col(Delivery.channel), col(Digest.person_id))
    .join(Digest, col(Digest.id) == col(Delivery.digest_id))
    .where(_OPEN, _FREE, col(Digest.settled_at).is_(None))
    .order_by(col(Delivery.id))
)
_LEFT = select(col(Digest.id), col(Digest.person_id)).where(col(Digest.settled_at).is_(None))
_CLAIM = (
    update(Delivery)
    .where(col(Delivery.id) == bindparam("id_"), _OPEN, _FREE)
    .values(claimed_at=bindparam("now"), claimed_by=bindparam("run"))
)
_CLAIMED: Any = (
    select(
        col(Delivery.id),
        col(Delivery.channel),
        col(Delivery.attempts),
        col(Digest.id).label("digest_id"),
        col(Digest.person_id),
        col(Digest.subject),
        col(Digest.body),
        col(Digest.created_at),
        col(Person.email),
    )
    .join(Digest, col(Digest.id) == col(Delivery.digest_id))
    .join(Person, col(Person.id) == col(Digest.person_id))
    .where(col(Delivery.id) == bindparam("id_"))
)
# the digest's row is the lock: two of its deliveries may be settled at the same time
_LOCK = select(col(Digest.id)).where(col(Digest.id) == bindparam("digest_id")).with_for_update()
# another run may have taken over a claim that grew old, and may have sent it
_UNSENT = update(Delivery).where(col(Delivery.sent_at).is_(None))
_OF_DIGEST = select(col(Delivery.sent_at), col(Delivery.attempts)).where(
    col(Delivery.digest_id) == bindparam("digest_id")
)


@dataclass
class Outcome:
    """How many messages went out, were not taken (the next run tries again) and were given up, by channel."""

    sent: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    given_up: Counter[str] = field(default_factory=Counter)

    @property
    def well(self) -> bool:
        return not self.failed and not self.given_up


def send_waiting(database: Database, channels: Channels, now: datetime) -> Outcome:
    """Send every delivery that waits for somebody who is at work now."""
    outcome, run, down = Outcome(), secrets.token_hex(8), set[str]()
    with database.reading() as db:
        receivers = queries.receivers(db)
        left = _left(db, {one.person_id for one in receivers})
        people = {one.person_id for one in receivers if one.works_at(now)}
        waiting = waiting_for(db, people)
    _settle_all(database, left)
    for id, channel in waiting:
        if channel in down:
            outcome.failed[channel] += 1
        elif claimed := _claim(database, id, run):
            parcel, one = claimed
            try:
                _send(database, channels, parcel, one, outcome)
            except Down as error:
                down.add(channel)
                outcome.failed[channel] += 1
                log.warning("reminders cannot be sent", channel=channel, reason=str(error))
                _release(database, one.id)
    return outcome


def waiting_for(db: Session, people: Container[int]) -> list[tuple[int, str]]:
    """(delivery, channel) of what can be claimed for these people, oldest first."""
    found = rows(db, _WAITING, stale=clock.now() - STALE)
    return [(id, channel) for id, channel, person in found if person in people]


def _left(db: Session, receivers: set[int]) -> list[int]:
    """Digests of people who have left or whose account was disabled since."""
    return [id for id, person in rows(db, _LEFT) if person not in receivers]


def _settle_all(database: Database, digests: list[int]) -> None:
    for id in digests:
        with database.writing() as db:
            _settle(db, id)


def _claim(database: Database, id: int, run: str) -> tuple[Parcel, Any] | None:
    now = clock.now()
    with database.writing() as db:
        claimed = db.connection().execute(_CLAIM, {"id_": id, "now": now, "run": run, "stale": now - STALE})
        if claimed.rowcount != 1:
            return None
        one = row(db, _CLAIMED, id_=id)
        wish = queries.wish(db, one.person_id)
    name = hashlib.sha256(f"{one.digest_id}:{one.created_at.isoformat()}".encode()).hexdigest()[:24]
    return Parcel(f"reminder-{name}", one.email, wish, one.subject, one.body), one


def _send(database: Database, channels: Channels, parcel: Parcel, one: Any, outcome: Outcome) -> None:
    if one.channel not in channels.of(parcel.email, parcel.wish):
        # turned off since it was composed: nothing failed
        _note(database, one, "turned off", attempts=MOST_ATTEMPTS)
        return
    try:
        channels.send(one.channel, parcel)
    except NotSent as error:
        attempts = one.attempts + 1
        _note(database, one, str(error), attempts)
        if attempts < MOST_ATTEMPTS:
            outcome.failed[one.channel] += 1
        else:
            outcome.given_up[one.channel] += 1
            log.error("a reminder is given up", channel=one.channel, person=one.person_id, reason=str(error))
    else:
        _note(database, one, "", one.attempts, sent_at=clock.now())
        outcome.sent[one.channel] += 1


def _note(database: Database, one: Any, fault: str, attempts: int, sent_at: datetime | None = None) -> None:
    """Write down what came of an attempt; the last of its deliveries settles the digest."""
    values = {"sent_at": sent_at, "attempts": attempts, "fault": fault[:200], "claimed_at": None}
    with database.writing() as db:
        db.connection().execute(_LOCK, {"digest_id": one.digest_id})
        db.connection().execute(_UNSENT.where(col(Delivery.id) == one.id).values(**values))
        if all(at or tries >= MOST_ATTEMPTS for at, tries in rows(db, _OF_DIGEST, digest_id=one.digest_id)):
            _settle(db, one.digest_id)


def _settle(db: Session, digest_id: int) -> None:
    """Nothing more comes of a digest, and its words are not kept; what it told nobody a later one may tell."""
    if not any(at for at, _ in rows(db, _OF_DIGEST, digest_id=digest_id)):
        db.connection().execute(delete(DigestItem).where(col(DigestItem.digest_id) == digest_id))
    db.connection().execute(
        update(Digest).where(col(Digest.id) == digest_id).values(settled_at=clock.now(), subject="", body="")
    )


def _release(database: Database, id: int) -> None:
    with database.writing() as db:
        db.connection().execute(update(Delivery).where(col(Delivery.id) == id).values(claimed_at=None))
