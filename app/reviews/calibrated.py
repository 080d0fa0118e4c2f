"""Reading what calibration 校准 changed in a conversation. Rows, not entities."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.commitments.queries import Name
from app.kit.db import rows
from app.people.access import Relation
from app.people.models import Person
from app.reviews.record_models import CalibrationChange

_CHANGES: Any = (
    select(
        col(CalibrationChange.id),
        col(CalibrationChange.competency),
        col(CalibrationChange.from_proficiency),
        col(CalibrationChange.to_proficiency),
        col(CalibrationChange.reason),
        col(CalibrationChange.at),
        col(Person.id),
        col(Person.name),
        col(Person.name_latin),
    )
    .join(Person, col(Person.id) == col(CalibrationChange.by_id))
    .where(col(CalibrationChange.participant_id) == bindparam("id"))
    .order_by(col(CalibrationChange.id))
)


@dataclass(frozen=True, slots=True)
class Change:
    """A rating that was changed after calibration: what it was (None: no proficiency), what it is, by whom and why."""

    id: int
    competency: str
    before: int | None
    to: int
    reason: str
    at: datetime
    by: Name


def changes(db: Session, participant_id: int) -> list[Change]:
    """All changes of one conversation, the oldest first. Callers decide who may know of them."""
    return [_change(*one) for one in rows(db, _CHANGES, id=participant_id)]


def _change(
    id: int, competency: str, before: int | None, to: int, reason: str, at: datetime, by: int, name: str, latin: str
) -> Change:
    return Change(id, competency, before, to, reason, at, Name(by, name, latin))


def readable(found: list[Change], relation: Relation, signed_at: datetime | None) -> list[Change]:
    """Those that a reader may know of: the person and her solid line all of them, others what came after signing.

    Before it was signed they tell the manager's own ratings, which HR does not read.
    """
    if relation.is_self or relation.line:
        return found
    return [one for one in found if signed_at is not None and one.at >= signed_at]


def before_signing(
    db: Session, participant_id: int, relation: Relation, signed_at: datetime | None
) -> dict[str, list[Change]]:
    """Competency → what was changed of the manager's rating before it was signed, for a reader who may know of it."""
    found: dict[str, list[Change]] = {}
    for one in readable(changes(db, participant_id), relation, signed_at):
        if signed_at is None or one.at < signed_at:
            found.setdefault(one.competency, []).append(one)
    return found
