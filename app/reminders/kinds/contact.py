"""Contacts with a day on which to be in touch again."""

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.evidence.models import Evidence
from app.kit.db import rows
from app.kit.i18n import noop
from app.reminders.kinds.certificate import about_entry
from app.reminders.things import Kind, Stage, Thing, Words

WORDS = Words(
    noop("Get back in touch on %(day)s: %(title)s"),
    noop("Get back in touch today: %(title)s"),
    noop("Get back in touch: %(title)s"),
)
CALENDAR = noop("Get back in touch: %(title)s")
KEPT_DAYS = 60
FIELD = "next_touch_on"

_CONTACTS = (
    select(
        col(Evidence.id),
        col(Evidence.person_id),
        col(Evidence.title),
        col(Evidence.private),
        col(Evidence.details),
        col(Evidence.changed_at),
        col(Evidence.version),
    )
    .where(
        col(Evidence.person_id).in_(bindparam("people", expanding=True)),
        col(Evidence.deleted_at).is_(None),
        # only details with this field; where it is empty it holds null, which _day passes over
        col(Evidence.details).like(f'%"{FIELD}"%'),
    )
    .order_by(col(Evidence.id))
)


def find(db: Session, people: Sequence[int], until: date) -> list[Thing]:
    found = ((one, _day(one.details)) for one in rows(db, _CONTACTS, people=people))
    return [about_entry(one, "contact", day, WORDS, CALENDAR) for one, day in found if day and day <= until]


def _day(details: str) -> date | None:
    try:
        return date.fromisoformat(json.loads(details).get(FIELD) or "")
    except (ValueError, AttributeError, TypeError):
        return None


CONTACT = Kind("contact", noop("Contacts to get back to"), find, (Stage(0, early=True),), kept=KEPT_DAYS)
