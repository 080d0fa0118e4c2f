"""What expires soon, for whoever leads its writers. Callers ask app/evidence/sight.py whose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.evidence.models import Evidence
from app.evidence.states import EXPIRES_SOON
from app.kit.db import rows

_EXPIRING = (
    select(col(Evidence.id), col(Evidence.person_id), col(Evidence.title), col(Evidence.expires_on))
    .where(
        col(Evidence.person_id).in_(bindparam("people", expanding=True)),
        col(Evidence.deleted_at).is_(None),
        col(Evidence.private).is_(False),
        col(Evidence.expires_on).between(bindparam("today"), bindparam("until")),
    )
    .order_by(col(Evidence.expires_on), col(Evidence.id))
)


@dataclass(frozen=True, slots=True)
class Expiring:
    id: int
    person_id: int
    title: str
    expires_on: date


def expiring(db: Session, people: Sequence[int], today: date) -> list[Expiring]:
    """What of these people expires within 60 days and is not private, the soonest first; one query."""
    until = today + timedelta(days=EXPIRES_SOON)
    return [Expiring(*found) for found in rows(db, _EXPIRING, people=list(people), today=today, until=until)]
