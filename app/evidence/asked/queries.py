"""Reading what others ask of a person: to verify their entries, and to confirm her share in them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlmodel import Session, col

from app.evidence.kinds import kind
from app.evidence.kinds.base import Kind
from app.evidence.models import Contribution, Evidence, Verification
from app.evidence.scope import LOOKING_BACK
from app.framework.model import Framework, WorkItem
from app.kit import clock
from app.kit.db import rows
from app.people import queries as people
from app.people.access import Actor, Listed

MOST = 100

_ENTRY = (
    col(Evidence.id),
    col(Evidence.person_id),
    col(Evidence.kind),
    col(Evidence.title),
    col(Evidence.role),
    col(Evidence.started_on),
    col(Evidence.ended_on),
    col(Evidence.version),
)


def _open_to_others(statement: Any) -> Any:
    """Whose entry is deleted or private asks nothing of anybody."""
    return statement.where(col(Evidence.deleted_at).is_(None), col(Evidence.private).is_(False)).limit(MOST)


_VERIFICATIONS = _open_to_others(
    select(
        *_ENTRY,
        col(Verification.id).label("question"),
        col(Verification.version).label("asked_version"),
        col(Verification.message),
        col(Verification.asked_at),
        col(Verification.answered_at),
        col(Verification.outcome),
        col(Verification.comment),
    )
    .join(Verification, col(Verification.evidence_id) == col(Evidence.id))
    .where(col(Verification.verifier_id) == bindparam("person"), col(Verification.withdrawn_at).is_(None))
    .order_by(
        col(Verification.answered_at).is_not(None), col(Verification.asked_at).desc(), col(Verification.id).desc()
    )
)
_CONTRIBUTIONS = _open_to_others(
    select(
        *_ENTRY,
        col(Evidence.details),
        col(Contribution.id).label("question"),
        col(Contribution.percent),
        col(Contribution.said_at),
        col(Contribution.confirmed_at),
        col(Contribution.disputed_at),
        col(Contribution.comment),
    )
    .join(Contribution, col(Contribution.evidence_id) == col(Evidence.id))
    .where(col(Contribution.person_id) == bindparam("person"))
    .order_by(
        or_(col(Contribution.confirmed_at).is_not(None), col(Contribution.disputed_at).is_not(None)),
        col(Contribution.said_at).desc(),
        col(Contribution.id).desc(),
    )
)


@dataclass(frozen=True, slots=True)
class About:
    """What anybody who is asked may know of an entry: no story, numbers, files, notes or partners."""

    id: int
    writer: Listed
    kind: Kind
    title: str
    role: str | None
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class ToVerify:
    """A question to verify an entry, open while there is no outcome. `changed`: the entry is no longer what it was.

    `readable`: whoever was asked can look at it, even outside of the writer's line.
    """

    id: int
    about: About
    message: str
    asked_at: datetime
    answered_at: datetime | None
    outcome: str | None
    comment: str
    changed: bool
    readable: bool


@dataclass(frozen=True, slots=True)
class MyShare:
    """The reader's share in somebody's entry, in per cent; the others' are not for her."""

    id: int
    about: About
    steps: tuple[WorkItem, ...]
    percent: int
    said_at: datetime
    confirmed_at: datetime | None
    disputed_at: datetime | None
    comment: str

    @property
    def answered_at(self) -> datetime | None:
        return self.confirmed_at or self.disputed_at

    @property
    def open(self) -> bool:
        return self.answered_at is None


def to_verify(db: Session, actor: Actor) -> list[ToVerify]:
    """What the actor was asked to verify, the open ones first, then latest first; two queries."""
    found, since = rows(db, _VERIFICATIONS, person=actor.person_id), clock.now() - LOOKING_BACK
    known = _writers(db, found)
    return [
        ToVerify(
            id=one.question,
            about=_about(one, known),
            message=one.message,
            asked_at=one.asked_at,
            answered_at=one.answered_at,
            outcome=one.outcome,
            comment=one.comment,
            changed=one.asked_version != one.version,
            readable=one.answered_at is None or (one.asked_version == one.version and one.answered_at > since),
        )
        for one in found
    ]


def shares(db: Session, actor: Actor, framework: Framework) -> list[MyShare]:
    """The actor's shares in other people's entries, the open ones first, then latest first; two queries."""
    found = rows(db, _CONTRIBUTIONS, person=actor.person_id)
    known = _writers(db, found)
    return [
        MyShare(
            id=one.question,
            about=_about(one, known),
            steps=_steps(framework, one.details),
            percent=one.percent,
            said_at=one.said_at,
            confirmed_at=one.confirmed_at,
            disputed_at=one.disputed_at,
            comment=one.comment,
        )
        for one in found
    ]


def _writers(db: Session, found: Iterable[Any]) -> dict[int, Listed]:
    return people.by_id(db, {one.person_id for one in found})


def _about(one: Any, known: dict[int, Listed]) -> About:
    return About(one.id, known[one.person_id], kind(one.kind), one.title, one.role, one.started_on, one.ended_on)


def _steps(framework: Framework, details: str) -> tuple[WorkItem, ...]:
    chosen = json.loads(details).get("steps", [])
    return tuple(item for item in framework.workflow if item.id in chosen)
