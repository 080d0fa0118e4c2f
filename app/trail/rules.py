"""Writing the trail and verifying its chain."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as core
from sqlmodel import Session, col, select

from app.kit import clock, context
from app.kit.db import rows
from app.trail.models import TrailEvent, TrailHead

GENESIS = "0" * 64
_HEAD = core.select(col(TrailHead.hash)).with_for_update()
_MOVE = core.update(TrailHead).values(hash=core.bindparam("hash"))
_BEGIN = core.insert(TrailHead).values(id=1)
_APPEND = core.insert(TrailEvent)
_SINCE = core.select(col(TrailEvent.subject_id)).where(
    col(TrailEvent.subject_id).in_(core.bindparam("subjects", expanding=True)),
    col(TrailEvent.action) == core.bindparam("action"),
    col(TrailEvent.actor_id) == core.bindparam("actor"),
    col(TrailEvent.object) == core.bindparam("object"),
    col(TrailEvent.at) >= core.bindparam("since"),
)


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as `record` takes it."""

    action: str
    subject_id: int | None
    object: str
    details: Mapping[str, str | int | bool | None]


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
    return record_many(db, actor_id, [Happened(action, subject_id, object, details)])[0]


def record_for_each(
    db: Session, action: str, *, actor_id: int | None, subjects: Sequence[int], object: str
) -> list[TrailEvent]:
    """Append one event for each of `subjects` in the caller's transaction; three statements, however many."""
    return record_many(db, actor_id, [Happened(action, subject, object, {}) for subject in subjects])


def record_many(db: Session, actor_id: int | None, happened: Sequence[Happened]) -> list[TrailEvent]:
    """Append these events in order in the caller's transaction; three statements, however many."""
    if not happened:
        return []
    connection = db.connection()
    head = connection.execute(_HEAD).scalar()
    previous, events = head or GENESIS, []
    for one in happened:
        event = TrailEvent(
            at=clock.now(),
            actor_id=actor_id,
            action=one.action,
            subject_id=one.subject_id,
            object=one.object,
            address=context.address.get(),
            details=json.dumps(one.details, ensure_ascii=False, sort_keys=True) if one.details else "",
            previous=previous,
            hash="",
        )
        previous = event.hash = digest(event)
        events.append(event)
    connection.execute(_APPEND, [event.model_dump(exclude={"id"}) for event in events])
    connection.execute(_MOVE if head else _BEGIN, {"hash": previous})
    return events


def await_turn(db: Session) -> None:
    """Wait until nobody else writes: what is read from here on stays so until the end of the caller's transaction.

    For what must be true of several rows that no single lock covers. Every recorded act waits behind it.
    """
    db.connection().execute(_HEAD)


def recorded_since(
    db: Session, action: str, actor_id: int, object: str, subjects: Sequence[int], since: datetime
) -> set[int]:
    """Those of `subjects` of whom this very event was recorded at `since` or later."""
    values = {"action": action, "actor": actor_id, "object": object, "subjects": list(subjects), "since": since}
    return {subject for (subject,) in rows(db, _SINCE, **values)}


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
