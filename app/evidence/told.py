"""What a person's entries say in full and who confirmed them: for packs, which both sides may read."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlmodel import Session, col

from app.evidence.models import Evidence, Verification
from app.kit.db import rows
from app.people.models import Person

_OPEN_TO_BOTH = and_(
    col(Evidence.person_id) == bindparam("person"), col(Evidence.deleted_at).is_(None), col(Evidence.private).is_(False)
)
_DETAILS = select(col(Evidence.id), col(Evidence.details)).where(_OPEN_TO_BOTH)
_CONFIRMED = (
    select(col(Verification.evidence_id), col(Person.name), col(Person.name_latin), col(Verification.answered_at))
    .join(Evidence, col(Evidence.id) == col(Verification.evidence_id))
    .join(Person, col(Person.id) == col(Verification.verifier_id))
    .where(_OPEN_TO_BOTH, col(Verification.version) == col(Evidence.version), col(Verification.outcome) == "confirmed")
    .order_by(col(Verification.id))
)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Who confirmed an entry as it stands now, and when."""

    name: str
    name_latin: str
    at: datetime


def details_of(db: Session, person_id: int) -> dict[int, Mapping[str, Any]]:
    """Entry → its details as its kind reads them; without private and deleted ones."""
    return {id: json.loads(details) for id, details in rows(db, _DETAILS, person=person_id)}


def confirmed_of(db: Session, person_id: int) -> dict[int, list[Confirmed]]:
    """Entry → who confirmed it as it stands, oldest first; without private and deleted ones."""
    found: dict[int, list[Confirmed]] = defaultdict(list)
    for id, *values in rows(db, _CONFIRMED, person=person_id):
        found[id].append(Confirmed(*values))
    return dict(found)
