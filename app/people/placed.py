"""Who came to another level since a day, for several people at once."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.kit import clock
from app.kit.db import rows
from app.people.models import Placement

_before = aliased(Placement)
_CHANGED = (
    select(col(Placement.person_id))
    .where(
        col(Placement.person_id).in_(bindparam("people", expanding=True)),
        col(Placement.since) > bindparam("day"),
        col(Placement.since) <= bindparam("today"),
        exists().where(col(_before.person_id) == col(Placement.person_id), col(_before.since) <= bindparam("day")),
    )
    .distinct()
)


def changed_since(db: Session, people: Iterable[int], day: date) -> set[int]:
    """Those of these people who were on a level on `day` and came to another one, or another face, until today."""
    found = rows(db, _CHANGED, people=sorted(set(people)), day=day, today=clock.today())
    return {person_id for (person_id,) in found}
