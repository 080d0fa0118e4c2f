"""Reading settings, digests and links: rows, not entities."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, or_, select
from sqlmodel import Session, col

from app.kit import clock, workdays
from app.kit.db import row, rows
from app.people.models import Account, Person
from app.reminders.models import CalendarFeed, Digest, DigestItem, ReminderSetting

HOURS = (9, 18)


@dataclass(frozen=True, slots=True)
class Wish:
    """How a person wants to be reminded; without a row: by mail, from 9 to 18, of everything."""

    mail: bool = True
    chat_url: str = ""
    hours_from: int = HOURS[0]
    hours_until: int = HOURS[1]
    off: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Receiver:
    """A person who may be reminded: here, with an account that is not disabled."""

    person_id: int
    login: str
    email: str
    language: str
    timezone: str
    wish: Wish

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.timezone))

    def works_at(self, moment: datetime) -> bool:
        """Within her hours, on a working day of the Chinese calendar where she is."""
        local = self.local(moment)
        return self.wish.hours_from <= local.hour < self.wish.hours_until and bool(
            workdays.is_working_day(local.date())
        )


_WISH = (
    col(ReminderSetting.mail),
    col(ReminderSetting.chat_url),
    col(ReminderSetting.hours_from),
    col(ReminderSetting.hours_until),
    col(ReminderSetting.off),
)
_OWN = select(*_WISH).where(col(ReminderSetting.person_id) == bindparam("person"))
_RECEIVERS: Any = (
    select(
        col(Person.id),
        col(Account.login),
        col(Person.email),
        col(Account.language),
        col(Account.timezone),
        *_WISH,
    )
    .join(Account, col(Account.person_id) == col(Person.id))
    .outerjoin(ReminderSetting, col(ReminderSetting.person_id) == col(Person.id))
    .where(
        col(Account.disabled_at).is_(None),
        or_(col(Person.left_on).is_(None), col(Person.left_on) > bindparam("today")),
    )
    .order_by(col(Person.id))
)
_BUSY: Any = select(col(Digest.person_id), col(Digest.on), col(Digest.settled_at)).where(
    or_(
        col(Digest.settled_at).is_(None),
        col(Digest.settled_at) >= bindparam("since"),
        col(Digest.on) >= bindparam("day"),
    )
)
_TOLD = select(col(DigestItem.person_id), col(DigestItem.kind), col(DigestItem.key), col(DigestItem.stage_on)).where(
    col(DigestItem.person_id).in_(bindparam("people", expanding=True))
)
_EMAIL = select(col(Person.email)).where(col(Person.id) == bindparam("person"))
_FEED = (
    select(col(CalendarFeed.created_at), col(CalendarFeed.read_at))
    .where(col(CalendarFeed.person_id) == bindparam("person"), col(CalendarFeed.revoked_at).is_(None))
    .order_by(col(CalendarFeed.id).desc())
)
_READER: Any = (
    select(
        col(CalendarFeed.id),
        col(CalendarFeed.read_at),
        col(Person.id).label("person_id"),
        col(Account.language),
    )
    .join(Person, col(Person.id) == col(CalendarFeed.person_id))
    .join(Account, col(Account.person_id) == col(Person.id))
    .where(
        col(CalendarFeed.token) == bindparam("digest"),
        col(CalendarFeed.revoked_at).is_(None),
        col(Account.disabled_at).is_(None),
        or_(col(Person.left_on).is_(None), col(Person.left_on) > bindparam("today")),
    )
)


def wish(db: Session, person_id: int) -> Wish:
    """How one person wants to be reminded."""
    found = row(db, _OWN, person=person_id)
    return _wish(*found) if found else Wish()


def email(db: Session, person_id: int) -> str:
    """Where her mail goes; empty when nobody wrote it down."""
    found = row(db, _EMAIL, person=person_id)
    return str(found.email) if found else ""


def receivers(db: Session) -> list[Receiver]:
    """Everybody who may be reminded, by id."""
    return [_receiver(*one) for one in rows(db, _RECEIVERS, today=clock.today())]


def _receiver(
    id: int, login: str, email: str, language: str | None, timezone: str, mail: bool | None, *wish: Any
) -> Receiver:
    return Receiver(id, login, email, language or "zh", timezone, Wish() if mail is None else _wish(mail, *wish))


def _wish(mail: bool, chat_url: str, hours_from: int, hours_until: int, off: str) -> Wish:
    return Wish(mail, chat_url, hours_from, hours_until, frozenset(off.split()))


def busy(db: Session, receivers: Sequence[Receiver], now: datetime) -> set[int]:
    """Who gets no new digest now: one is waiting, was made for today, or went out today (each in her time zone)."""
    by_id = {one.person_id: one for one in receivers}
    found = set()
    recent = {"since": now - timedelta(days=2), "day": now.date() - timedelta(days=2)}
    for person_id, on, settled_at in rows(db, _BUSY, **recent):
        person = by_id.get(person_id)
        if person and (settled_at is None or person.local(now).date() in (on, person.local(settled_at).date())):
            found.add(person_id)
    return found


def told(db: Session, people: Sequence[int]) -> set[tuple[int, str, str, date]]:
    """(person, kind, key, stage) of everything these people were told, or will be by a digest that waits."""
    return {tuple(one) for one in rows(db, _TOLD, people=people)}


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar link in use: since when, and when it was last read (to the hour)."""

    created_at: datetime
    read_at: datetime | None


def feed(db: Session, person_id: int) -> Feed | None:
    """A person's calendar link; None when she has none."""
    found = row(db, _FEED, person=person_id)
    return Feed(*found) if found else None


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose calendar a link opens, in which language."""

    feed_id: int
    read_at: datetime | None
    person_id: int
    language: str


def reader(db: Session, digest: str) -> Reader | None:
    """Who is behind the digest of a token; None when it is unknown, revoked, or she may not sign in any more."""
    found = row(db, _READER, digest=digest, today=clock.today())
    return Reader(found.id, found.read_at, found.person_id, found.language or "zh") if found else None
