"""Reading level changes: one, those that somebody may read, and the latest one of a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import bindparam, case, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.kit import clock
from app.kit.db import row, rows
from app.kit.errors import NotFound
from app.people import access
from app.people.access import Actor, Relation, Subject
from app.people.models import Person
from app.reviews.record_models import LevelChange

PAGE = 50
NEWS = timedelta(days=60)
"""So long a decision is told on the pages about the person."""
State = Literal["waiting", "approved", "declined", "withdrawn"]

_Proposer, _Decider = aliased(Person), aliased(Person)
_WAITING = case((col(LevelChange.decided_at).is_(None) & col(LevelChange.withdrawn_at).is_(None), 0), else_=1)
_COLUMNS: Any = (
    select(
        LevelChange.__table__,  # type: ignore[attr-defined]
        col(Person.name),
        col(Person.name_latin),
        col(_Proposer.name).label("proposer"),
        col(_Proposer.name_latin).label("proposer_latin"),
        col(_Decider.name).label("decider"),
        col(_Decider.name_latin).label("decider_latin"),
    )
    .join(Person, col(Person.id) == col(LevelChange.person_id))
    .join(_Proposer, col(_Proposer.id) == col(LevelChange.proposed_by_id))
    .outerjoin(_Decider, col(_Decider.id) == col(LevelChange.decided_by_id))
)
_ONE = _COLUMNS.where(col(LevelChange.id) == bindparam("id"))
_ALL = (
    _COLUMNS.where(or_(bindparam("all"), col(LevelChange.person_id).in_(bindparam("people", expanding=True))))
    .order_by(_WAITING, col(LevelChange.proposed_at).desc(), col(LevelChange.id).desc())
    .limit(PAGE + 1)
    .offset(bindparam("skip"))
)
_LATEST = (
    _COLUMNS.where(col(LevelChange.person_id) == bindparam("person"), col(LevelChange.withdrawn_at).is_(None))
    .order_by(col(LevelChange.id).desc())
    .limit(1)
)
_WAITS = _COLUMNS.where(col(LevelChange.decided_at).is_(None), col(LevelChange.withdrawn_at).is_(None)).order_by(
    col(LevelChange.id)
)


@dataclass(frozen=True, slots=True)
class Named:
    """A person's names, to be put in the order of the reader's language."""

    name: str
    name_latin: str


@dataclass(frozen=True, slots=True)
class Change:
    """A proposed level change and what became of it. `readiness`: JSON as app/reviews/level_changes/readiness.py."""

    id: int
    participant_id: int
    person_id: int
    person: Named
    from_level: str | None
    from_face: str | None
    to_level: str
    to_face: str | None
    words: str
    readiness: str
    proposed_at: datetime
    proposed_by_id: int
    proposer: Named
    withdrawn_at: datetime | None
    outcome: str | None
    reason: str
    effective_on: date | None
    decided_at: datetime | None
    decider: Named | None

    @property
    def state(self) -> State:
        if self.withdrawn_at is not None:
            return "withdrawn"
        return "waiting" if self.outcome is None else "approved" if self.outcome == "approved" else "declined"


def sees(relation: Relation) -> bool:
    """The person herself, those above her in the solid line, HR."""
    return relation.is_self or relation.line or relation.hr


def one(db: Session, actor: Actor, change_id: int) -> tuple[Subject, Change]:
    """A level change that the actor may read, and whose it is; NotFound otherwise."""
    found = row(db, _ONE, id=change_id)
    if found is None:
        raise NotFound()
    subject = access.subject(db, actor, found.person_id)
    if not sees(subject.relation):
        raise NotFound()
    return subject, _change(found)


def readable(db: Session, actor: Actor, page: int = 1) -> tuple[list[Change], bool]:
    """One page of all that the actor may read, what waits first; and whether there are more."""
    people = [] if actor.hr else [actor.person_id, *(one.id for one in access.below(db, actor.person_id))]
    found = rows(db, _ALL, all=actor.hr, people=people, skip=(page - 1) * PAGE)
    return [_change(one) for one in found[:PAGE]], len(found) > PAGE


def news(db: Session, subject: Subject) -> Change | None:
    """What the pages about a person tell: her latest change while it waits or was decided lately."""
    if not sees(subject.relation):
        return None
    found = row(db, _LATEST, person=subject.id)
    if found is None or (found.decided_at is not None and found.decided_at < clock.now() - NEWS):
        return None
    return _change(found)


def waiting(db: Session) -> Sequence[Change]:
    """Everything that waits for HR's decision."""
    return [_change(found) for found in rows(db, _WAITS)]


def _change(found: Any) -> Change:
    return Change(
        id=found.id,
        participant_id=found.participant_id,
        person_id=found.person_id,
        person=Named(found.name, found.name_latin),
        from_level=found.from_level,
        from_face=found.from_face,
        to_level=found.to_level,
        to_face=found.to_face,
        words=found.words,
        readiness=found.readiness,
        proposed_at=found.proposed_at,
        proposed_by_id=found.proposed_by_id,
        proposer=Named(found.proposer, found.proposer_latin),
        withdrawn_at=found.withdrawn_at,
        outcome=found.outcome,
        reason=found.reason,
        effective_on=found.effective_on,
        decided_at=found.decided_at,
        decider=Named(found.decider, found.decider_latin) if found.decider is not None else None,
    )
