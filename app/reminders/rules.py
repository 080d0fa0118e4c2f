"""The verbs of a person's own reminders: her settings, her calendar link, a message to try."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select, update
from sqlmodel import Session, col

from app.kit import clock, security
from app.kit.db import row
from app.kit.errors import NotFound, Refused, TooMany
from app.kit.i18n import gettext as _
from app.people.access import Actor
from app.people.models import Person
from app.reminders import chat
from app.reminders.forms import RemindersForm
from app.reminders.kinds import KINDS
from app.reminders.models import CalendarFeed, ReminderSetting
from app.reminders.once import add
from app.trail.models import TrailEvent
from app.trail.rules import record

TRIALS, TRIALS_WITHIN = 3, timedelta(hours=1)
TRIED = "reminders.tried"
READ_AGAIN = timedelta(hours=1)

_LOCK = select(col(Person.id)).where(col(Person.id) == bindparam("person")).with_for_update()
_TRIALS = select(func.count(), func.min(col(TrailEvent.at))).where(
    col(TrailEvent.action) == TRIED,
    col(TrailEvent.actor_id) == bindparam("actor"),
    col(TrailEvent.at) > bindparam("since"),
)


def set_reminders(db: Session, actor: Actor, sent: RemindersForm, chat_allowed: tuple[str, ...]) -> ReminderSetting:
    """Keep how the actor wants to be reminded; Refused for hours the wrong way round or a chat address not allowed."""
    errors = {}
    if sent.hours_from >= sent.hours_until:
        errors["hours_until"] = _("Must be later than the first hour.")
    address = ""
    if sent.chat and not sent.no_chat:
        try:
            address = chat.address(sent.chat, chat_allowed)
        except ValueError:
            errors["chat"] = _("This is no address of a chat robot that may be used here.")
    if errors:
        raise Refused(_("Please look at the marked fields; nothing is lost."), errors)
    stored = _stored(db, actor)
    stored.mail, stored.hours_from, stored.hours_until = sent.mail, sent.hours_from, sent.hours_until
    stored.chat_url = "" if sent.no_chat else address or stored.chat_url
    stored.off = " ".join(kind.id for kind in KINDS if kind.id not in sent.kinds)
    db.flush()
    return stored


def _stored(db: Session, actor: Actor) -> ReminderSetting:
    usual = ReminderSetting(person_id=actor.person_id)
    add(db, ReminderSetting, **usual.model_dump())
    return db.get_one(ReminderSetting, actor.person_id)


def make_link(db: Session, actor: Actor) -> str:
    """The token of a new calendar link; one that was there before ends with it."""
    # two windows at once: the second waits, then ends the first one's link
    row(db, _LOCK, person=actor.person_id)
    _revoke(db, actor)
    token = security.new_token()
    now = clock.now()
    db.add(CalendarFeed(person_id=actor.person_id, token=security.digest(token), created_at=now))
    record(db, "calendar.linked", actor_id=actor.person_id, subject_id=actor.person_id)
    return token


def revoke_link(db: Session, actor: Actor) -> None:
    """The calendar link ends; NotFound when there is none."""
    if not _revoke(db, actor):
        raise NotFound()
    record(db, "calendar.revoked", actor_id=actor.person_id, subject_id=actor.person_id)


def _revoke(db: Session, actor: Actor) -> bool:
    ended = db.execute(
        update(CalendarFeed)
        .where(col(CalendarFeed.person_id) == actor.person_id, col(CalendarFeed.revoked_at).is_(None))
        .values(revoked_at=clock.now())
    )
    return bool(ended.rowcount)  # type: ignore[attr-defined]


def read_is_news(read_at: datetime | None) -> bool:
    """Programs read a calendar again and again: it is written down once an hour."""
    return read_at is None or clock.now() - read_at >= READ_AGAIN


def note_reading(db: Session, feed_id: int) -> None:
    """Her calendar was read just now."""
    db.execute(update(CalendarFeed).where(col(CalendarFeed.id) == feed_id).values(read_at=clock.now()))


def try_out(db: Session, actor: Actor) -> None:
    """Count one message to try; TooMany after three within an hour."""
    now = clock.now()
    count, first = row(db, _TRIALS, actor=actor.person_id, since=now - TRIALS_WITHIN)
    if count >= TRIALS:
        seconds = int((first + TRIALS_WITHIN - now).total_seconds()) + 1
        raise TooMany(_("At most three test messages an hour."), seconds)
    record(db, TRIED, actor_id=actor.person_id, subject_id=actor.person_id)
