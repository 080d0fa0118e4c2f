"""The time now, in one place, so that commands, demo data and tests can live on another day."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)
_zone = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This moment, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """The calendar day where the organisation is: levels, lines and gates count in it."""
    return now().astimezone(_zone).date()


def set_organisation_zone(name: str) -> None:
    """Set once at start-up, from the settings."""
    global _zone
    _zone = ZoneInfo(name)


def organisation_zone() -> ZoneInfo:
    return _zone


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Everything inside happens at `moment` (aware)."""
    token = _frozen.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)


def day_of(moment: datetime) -> date:
    """The organisation's calendar day of a moment."""
    return moment.astimezone(_zone).date()


def local(moment: datetime) -> datetime:
    """The moment on the organisation's clock, without a zone: for files that know none."""
    return moment.astimezone(_zone).replace(tzinfo=None)


def start_of(day: date) -> datetime:
    """The moment, in UTC, at which a day of the organisation begins."""
    return datetime.combine(day, time.min, _zone).astimezone(UTC)


def aware(moment: datetime) -> datetime:
    """A moment as somebody typed it: without a zone it is the organisation's."""
    return moment if moment.tzinfo else moment.replace(tzinfo=_zone)
