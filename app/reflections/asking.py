"""When a person wants to be asked: how often, and what not now."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import bindparam
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.kit import clock
from app.kit.dates import add_months
from app.kit.errors import Conflict, NotFound, Refused
from app.kit.i18n import gettext as _
from app.people.access import Actor
from app.reflections.asked import agenda
from app.reflections.due import CADENCES
from app.reflections.models import ReflectionSetting, ReflectionSnooze

WEEK, MONTH = "week", "month"
Row = TypeVar("Row", ReflectionSnooze, ReflectionSetting)
_OF_KEY = select(ReflectionSnooze).where(
    col(ReflectionSnooze.person_id) == bindparam("person"), col(ReflectionSnooze.occasion_key) == bindparam("key")
)
_OF_ID = select(ReflectionSnooze).where(
    col(ReflectionSnooze.person_id) == bindparam("person"), col(ReflectionSnooze.id) == bindparam("id")
)


def snooze(db: Session, actor: Actor, key: str, span: str) -> ReflectionSnooze:
    """Do not ask on this occasion for a week or a month from today. NotFound when it does not ask anyway."""
    until = spans(clock.today()).get(span)
    if until is None:
        raise Refused(_("Please choose one of the values offered."))
    seen = agenda(db, actor)
    if key not in {one.due.key for one in (*seen.asked, *seen.waiting)}:
        raise NotFound()
    found = db.exec(_OF_KEY, params={"person": actor.person_id, "key": key}).first()
    if found is None:
        found = ReflectionSnooze(person_id=actor.person_id, occasion_key=key, until=until)
    found.until = until
    return _kept(db, found)


def ask_again(db: Session, actor: Actor, snooze_id: int) -> None:
    """Ask now after all. NotFound when it is none of hers."""
    found = db.exec(_OF_ID, params={"person": actor.person_id, "id": snooze_id}).first()
    if found is None:
        raise NotFound()
    db.delete(found)
    db.flush()


def set_cadence(db: Session, actor: Actor, cadence: str) -> None:
    """How often to be asked for a regular reflection: a key of `CADENCES`."""
    if cadence not in CADENCES:
        raise Refused(_("Please choose one of the values offered."))
    found = db.get(ReflectionSetting, actor.person_id)
    if found is None:
        _kept(db, ReflectionSetting(person_id=actor.person_id, cadence=cadence))
    else:
        found.cadence = cadence
        db.flush()


def spans(today: date) -> Mapping[str, date]:
    """For how long an occasion can be put off → the day on which it asks again."""
    return {WEEK: today + timedelta(days=7), MONTH: add_months(today, 1)}


def _kept(db: Session, row: Row) -> Row:
    try:
        with db.begin_nested():
            db.add(row)
    except IntegrityError as error:
        raise Conflict(_("Another window was faster. Please try again.")) from error
    return row
