"""A person's calendar as iCalendar: whole days, entries that keep their identity when a day moves. Source: RFC 5545."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event
from sqlmodel import Session

from app.kit import clock
from app.kit.dates import add_months
from app.kit.i18n import gettext as _
from app.reminders.due import upcoming
from app.reminders.things import Thing

AHEAD_MONTHS = 36
BEHIND_MONTHS = 12


def feed(db: Session, person_id: int, origin: str) -> bytes:
    """Her goals, actions, next assessment and reflection, contacts and certificates that expire, in UTF-8.

    In the current language. From a year ago, for what is still open, to three years ahead.
    """
    today = clock.today()
    things = upcoming(db, person_id, add_months(today, AHEAD_MONTHS))
    since = add_months(today, -BEHIND_MONTHS)
    content: bytes = _calendar((thing for thing in things if thing.due_on >= since), origin).to_ical()
    return content


def _calendar(things: Iterable[Thing], origin: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Channel Ladder//Reminders//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", _("Channel Ladder"))
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    host = urlsplit(origin).hostname or "localhost"
    for thing in things:
        calendar.add_component(_event(thing, origin, host))
    return calendar


def _event(thing: Thing, origin: str, host: str) -> Event:
    event = Event()
    event.add("uid", f"{thing.key.replace(':', '-')}@{host}")
    event.add("summary", thing.say(thing.calendar))
    event.add("dtstart", thing.due_on)
    event.add("dtend", thing.due_on + timedelta(days=1))
    event.add("dtstamp", _whole_seconds(thing.changed_at or clock.now()))
    if thing.changed_at:
        event.add("last-modified", _whole_seconds(thing.changed_at))
    event.add("sequence", max(0, thing.sequence))
    event.add("url", origin + thing.path)
    event.add("transp", "TRANSPARENT")
    return event


def _whole_seconds(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
