"""Everybody who holds a level today, and since when: what one person's time in level is set against."""

from collections import Counter
from datetime import date

from sqlalchemy import bindparam, func, or_, select
from sqlmodel import Session, col

from app.framework.model import Framework
from app.kit import clock
from app.kit.db import rows
from app.people.access import valid_on
from app.people.models import Person, Placement

_ENTERED = (
    select(col(Placement.level), col(Placement.since), func.count())
    .join(Person, col(Person.id) == col(Placement.person_id))
    .where(
        valid_on(Placement),  # type: ignore[arg-type]
        or_(col(Person.left_on).is_(None), col(Person.left_on) > bindparam("today")),
    )
    .group_by(col(Placement.level), col(Placement.since))
)


def entered(db: Session, framework: Framework) -> dict[str, Counter[date]]:
    """By level of this framework: how many of the people here today hold it since which day; one query for all."""
    found: dict[str, Counter[date]] = {}
    for level, since, people in rows(db, _ENTERED, today=clock.today()):
        found.setdefault(framework.level_id(level), Counter())[since] += int(people)
    return found
