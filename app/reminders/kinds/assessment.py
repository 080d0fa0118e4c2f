"""Self-assessments: one that lies open for long, and the next one half a year after the last."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.assessments.models import Assessment
from app.kit import clock
from app.kit.dates import add_months
from app.kit.db import rows
from app.kit.i18n import noop
from app.reminders.kinds.review import owing
from app.reminders.things import Kind, SaidDay, Stage, Thing, Words

OPEN_DAYS = 14
MONTHS = 6

DRAFT = Words(
    noop("A self-assessment is open"),
    noop("Your self-assessment has been open for two weeks"),
    noop("Your self-assessment has been open since %(since)s"),
)
NEXT = Words(
    noop("Next self-assessment on %(day)s"),
    noop("Your last self-assessment is half a year ago today"),
    noop("Your last self-assessment is more than half a year ago"),
)
CALENDAR = noop("Next self-assessment")

_OWN = (
    select(
        col(Assessment.id),
        col(Assessment.person_id),
        col(Assessment.started_at),
        col(Assessment.started_on),
        col(Assessment.submitted_at),
    )
    .where(
        col(Assessment.person_id).in_(bindparam("people", expanding=True)),
        col(Assessment.author_id) == col(Assessment.person_id),
    )
    .order_by(col(Assessment.started_at), col(Assessment.id))
)


def find(db: Session, people: Sequence[int], until: date) -> list[Thing]:
    """The open draft of each person, or the day on which the next assessment is due.

    Nothing of whoever is asked for one by a review cycle: the cycle tells her, with its own day.
    """
    asked = owing(db, people)
    drafts: dict[int, Any] = {}
    last: dict[int, Any] = {}
    for one in rows(db, _OWN, people=[person for person in people if person not in asked]):
        (last if one.submitted_at else drafts)[one.person_id] = one
    waiting = [_next(one) for person, one in last.items() if person not in drafts]
    return [thing for thing in (*map(_draft, drafts.values()), *waiting) if thing.due_on <= until]


def _draft(one: Any) -> Thing:
    due_on = one.started_on + timedelta(days=OPEN_DAYS)
    values = {"since": SaidDay(one.started_on)}
    return Thing(one.person_id, f"draft:{one.id}", due_on, DRAFT, f"/assessments/{one.id}", values=values)


def _next(one: Any) -> Thing:
    due_on = add_months(clock.day_of(one.submitted_at), MONTHS)
    key = f"next:{one.id}"
    return Thing(one.person_id, key, due_on, NEXT, "/assessments/new", calendar=CALENDAR, changed_at=one.submitted_at)


ASSESSMENT = Kind("assessment", noop("Self-assessment"), find, (Stage(0),))
