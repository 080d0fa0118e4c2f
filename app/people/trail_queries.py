"""Reading the trail with the names of the people in it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.kit.db import rows
from app.people.models import Person
from app.trail.models import TrailEvent

PAGE = 50
Event = Row[tuple[int, datetime, str, str, str, str | None, str | None]]

_actor = aliased(Person)
_subject = aliased(Person)
_EVENTS: Any = (
    select(
        col(TrailEvent.id),
        col(TrailEvent.at),
        col(TrailEvent.action),
        col(TrailEvent.object),
        col(TrailEvent.address),
        col(_actor.name).label("actor"),
        col(_subject.name).label("subject"),
    )
    .outerjoin(_actor, col(_actor.id) == col(TrailEvent.actor_id))
    .outerjoin(_subject, col(_subject.id) == col(TrailEvent.subject_id))
    .order_by(col(TrailEvent.id).desc())
    .limit(PAGE + 1)
    .offset(bindparam("skip"))
)
_READINGS = _EVENTS.where(col(TrailEvent.subject_id) == bindparam("person"), col(TrailEvent.action) == "record.read")


def events(db: Session, page: int) -> tuple[list[Event], bool]:
    """One page of all events, latest first, and whether there are more."""
    found = rows(db, _EVENTS, skip=(page - 1) * PAGE)
    return list(found[:PAGE]), len(found) > PAGE


def readings(db: Session, person_id: int, page: int) -> tuple[list[Event], bool]:
    """One page of who opened this person's record."""
    found = rows(db, _READINGS, person=person_id, skip=(page - 1) * PAGE)
    return list(found[:PAGE]), len(found) > PAGE
