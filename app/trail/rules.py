"""Writing the trail and verifying its chain."""

import hashlib
import json
from datetime import datetime

from sqlmodel import Session, select

from app.kit import clock, context
from app.trail.models import TrailEvent, TrailHead

GENESIS = "0" * 64


def record(
    db: Session,
    action: str,
    *,
    actor_id: int | None,
    subject_id: int | None = None,
    object: str = "",
    **details: str | int | bool | None,
) -> TrailEvent:
    """Append one event in the caller's transaction.

    `action` is a dotted noun and verb in the past ("assessment.submitted"); `details` are facts,
    never a person's own words.
    """
    head = db.exec(select(TrailHead).with_for_update()).first() or TrailHead(hash=GENESIS)
    event = TrailEvent(
        at=clock.now(),
        actor_id=actor_id,
        action=action,
        subject_id=subject_id,
        object=object,
        address=context.address.get(),
        details=json.dumps(details, ensure_ascii=False, sort_keys=True) if details else "",
        previous=head.hash,
        hash="",
    )
    event.hash = head.hash = digest(event)
    db.add_all([event, head])
    db.flush()
    return event


def digest(event: TrailEvent) -> str:
    """SHA-256 over the previous hash and every field of the event."""
    fields = [
        event.previous,
        _instant(event.at),
        event.actor_id,
        event.action,
        event.subject_id,
        event.object,
        event.address,
        event.details,
    ]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()


def _instant(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


def broken_link(db: Session) -> int | None:
    """The id of the first event that does not follow from the one before it; None when all do.

    0 stands for events missing at the end of the chain.
    """
    previous = GENESIS
    for event in db.exec(select(TrailEvent).order_by(TrailEvent.id)).yield_per(1000):  # type: ignore[arg-type]
        if event.previous != previous or event.hash != digest(event):
            return event.id
        previous = event.hash
    head = db.get(TrailHead, 1)
    return None if previous == (head.hash if head else GENESIS) else 0
