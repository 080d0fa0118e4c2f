"""Agreed ratings of many people as they stood on a day: what HR reads of assessments, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.assessments.models import Assessment
from app.assessments.queries import ENTRIES
from app.assessments.sealing import Entry
from app.kit.db import rows

_AGREED = ENTRIES.where(
    col(Assessment.person_id).in_(bindparam("people", expanding=True)),
    col(Assessment.agreed_in).is_not(None),
    col(Assessment.submitted_at) < bindparam("known"),
)
_IN_CYCLE = (
    select(col(Assessment.person_id), col(Assessment.id), col(Assessment.submitted_at))
    .where(
        col(Assessment.cycle_id) == bindparam("cycle"),
        col(Assessment.agreed_in).is_not(None),
        col(Assessment.submitted_at) < bindparam("known"),
    )
    .order_by(col(Assessment.submitted_at), col(Assessment.id))
)


@dataclass(frozen=True, slots=True)
class Standing:
    """The latest agreed assessment of a person, and the last one of the cycle before; all of them, oldest first."""

    latest: Entry | None
    before: Entry | None
    all: tuple[Entry, ...]


def of_people(db: Session, people: Sequence[int], known: datetime) -> dict[int, Standing]:
    """What was agreed of these people before `known`; one query. An amended record replaces the one it amends."""
    found: dict[int, list[Entry]] = {person: [] for person in people}
    for one in rows(db, _AGREED, people=list(people), known=known):
        found[one.person_id].append(Entry(*one))
    return {person: _standing(entries) for person, entries in found.items()}


def _standing(entries: list[Entry]) -> Standing:
    latest = entries[-1] if entries else None
    before = next((one for one in reversed(entries) if latest and one.agreed_in != latest.agreed_in), None)
    return Standing(latest, before, tuple(entries))


def signed_in(db: Session, cycle_id: int, known: datetime) -> dict[int, int]:
    """Person → the assessment with what was agreed of her in a cycle, as it read before `known`; one query."""
    return {one.person_id: one.id for one in rows(db, _IN_CYCLE, cycle=cycle_id, known=known)}
