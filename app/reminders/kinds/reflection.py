"""Reflections that are due, each occasion once, and the day of the next regular one.

Nothing of what she wrote leaves: an occasion is named by its sort, without the title of a project or a certificate.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from app.kit import clock
from app.kit.db import rows
from app.kit.errors import NotFound
from app.kit.i18n import Text, noop
from app.people.access import Actor
from app.people.models import Account, Person, Placement
from app.reflections.asked import Agenda, agenda
from app.reflections.due import Due, Facts, raised
from app.reflections.words import due_in_words, occasion_in_words
from app.reminders.things import Kind, Stage, Thing, Words

PERIODIC = "periodic"
PATH = "/reflections"
ASKS = noop("A reflection is due: %(title)s")
WORDS = Words(ASKS, ASKS, ASKS)
CALENDAR = noop("Regular reflection")

_BEGINNINGS: Any = (
    select(
        col(Person.id),
        col(Person.joined_on),
        col(Account.created_at),
        func.min(col(Placement.since)).label("first_level"),
    )
    .join(Account, col(Account.person_id) == col(Person.id))
    .outerjoin(Placement, col(Placement.person_id) == col(Person.id))
    .where(col(Person.id).in_(bindparam("people", expanding=True)))
    .group_by(col(Person.id), col(Person.joined_on), col(Account.created_at))
)


class Occasion:
    """An occasion in the reader's language, with its subject where that is the framework's and not her own title."""

    def __init__(self, due: Due) -> None:
        self.due = due

    def __str__(self) -> str:
        return due_in_words(self.due) if isinstance(self.due.subject, Text) else occasion_in_words(self.due.occasion)


def find(db: Session, people: Sequence[int], until: date) -> list[Thing]:
    """As the page of reflections works it out, person by person: what asks today depends on all of her record."""
    beginnings = {one.id: one for one in rows(db, _BEGINNINGS, people=people)}
    found = (thing for person in people if person in beginnings for thing in _of(db, beginnings[person], until))
    return [thing for thing in found if thing.due_on <= until]


def _of(db: Session, person: Any, until: date) -> Iterator[Thing]:
    try:
        seen = agenda(db, Actor(person.id, account_id=0, session_id=0, name="", login=""))
    except NotFound:
        return
    for asked in seen.asked:
        yield _thing(person.id, asked.due)
    for off in seen.put_off:
        if off.due.occasion == PERIODIC:
            yield _thing(person.id, off.due, off.until)
    yield from (_thing(person.id, one) for one in _next(seen, person, until))


def _next(seen: Agenda, person: Any, until: date) -> Iterator[Due]:
    """The regular reflection that does not ask yet; none while one is being written."""
    written = [entry for entry in seen.entries if entry.occasion == PERIODIC]
    finished = [entry.finished_on for entry in written if entry.finished_on]
    facts = Facts(
        today=until,
        began=person.joined_on or person.first_level,
        known=clock.day_of(person.created_at),
        cadence=seen.cadence,
        last_periodic=max(finished, default=None),
    )
    known = {entry.occasion_key for entry in written}
    return (one for one in raised(seen.framework, facts) if one.due_on > clock.today() and one.key not in known)


def _thing(person_id: int, due: Due, on: date | None = None) -> Thing:
    calendar = CALENDAR if due.occasion == PERIODIC else ""
    return Thing(person_id, due.key, on or due.due_on, WORDS, PATH, Occasion(due), calendar=calendar)


REFLECTION = Kind("reflection", noop("Reflections"), find, (Stage(0),))
