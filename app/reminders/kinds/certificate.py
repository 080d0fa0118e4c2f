"""Evidence that expires: certificates, and whatever else has a day of expiry."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.evidence.models import Evidence
from app.kit.db import rows
from app.kit.i18n import noop
from app.reminders.things import Kind, Said, Stage, Thing, Words

WORDS = Words(
    noop("Certificate “%(title)s”: expires on %(day)s"),
    noop("Certificate “%(title)s”: expires today"),
    noop("Certificate “%(title)s”: expired on %(day)s"),
)
CALENDAR = noop("Certificate expires: %(title)s")
PRIVATE = noop("private entry")
KEPT_DAYS = 30

_EXPIRING = (
    select(
        col(Evidence.id),
        col(Evidence.person_id),
        col(Evidence.title),
        col(Evidence.private),
        col(Evidence.expires_on),
        col(Evidence.changed_at),
        col(Evidence.version),
    )
    .where(
        col(Evidence.person_id).in_(bindparam("people", expanding=True)),
        col(Evidence.deleted_at).is_(None),
        col(Evidence.expires_on) <= bindparam("until"),
    )
    .order_by(col(Evidence.expires_on), col(Evidence.id))
)


def find(db: Session, people: Sequence[int], until: date) -> list[Thing]:
    found = rows(db, _EXPIRING, people=people, until=until)
    return [about_entry(one, "certificate", one.expires_on, WORDS, CALENDAR) for one in found]


def _title(one: Any) -> object:
    """Her own title; that of an entry marked private stays inside the product: others may read along in a chat."""
    return Said(PRIVATE) if one.private else one.title


def about_entry(one: Any, kind: str, due_on: date, words: Words, calendar: str) -> Thing:
    """A day that an entry of evidence names, as a thing to be reminded of."""
    return Thing(
        one.person_id,
        f"{kind}:{one.id}",
        due_on,
        words,
        f"/evidence/{one.id}",
        _title(one),
        calendar=calendar,
        changed_at=one.changed_at,
        sequence=one.version - 1,
    )


CERTIFICATE = Kind(
    "certificate", noop("Certificates that expire"), find, (Stage(-60), Stage(-30), Stage(-7)), kept=KEPT_DAYS
)
