"""Places on the ladder, for several people at once: under the names of a framework, and who came to another level."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.framework.model import Framework
from app.kit import clock
from app.kit.db import rows
from app.people.access import Listed
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


Whoever = TypeVar("Whoever", bound=Listed)


def under(framework: Framework, people: Iterable[Whoever]) -> list[Whoever]:
    """The same people with the ids that their levels have in this framework."""
    return [replace(one, level=framework.level_id(one.level)) if one.level else one for one in people]


def changed_since(db: Session, people: Iterable[int], day: date) -> set[int]:
    """Those of these people who were on a level on `day` and came to another one, or another face, until today."""
    found = rows(db, _CHANGED, people=sorted(set(people)), day=day, today=clock.today())
    return {person_id for (person_id,) in found}
