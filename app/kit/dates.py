"""Calendar months, and dates as people read them."""

from calendar import monthrange
from datetime import date, datetime, tzinfo
from functools import lru_cache

from babel.dates import format_date

from app.kit.i18n import LOCALES, language
from app.kit.i18n import gettext as _


def add_months(start: date, months: int) -> date:
    """The same day of the month, `months` calendar months later (earlier when negative).

    A day that the month lacks becomes its last one: 31 January and one month is 28 or 29 February.
    The result stops at the first and the last date that exist instead of failing.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, month + 1, _clamped(start.day, year, month + 1))


def months_between(start: date, end: date) -> int:
    """Full calendar months from `start` to `end`: the largest n with `add_months(start, n) <= end`.

    0 when `end` is before `start`. 31 January to 28 February is one month, unless the year has a 29th.
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    incomplete = end.day < _clamped(start.day, end.year, end.month)
    return max(0, months - incomplete)


def day(value: date) -> str:
    """The date in the reader's language: 2026年11月23日; 2026-11-23 in English, which has no one order of its own."""
    if language() == "en":
        return value.isoformat()
    return _long(value, LOCALES[language()])


@lru_cache(maxsize=4096)
def _long(value: date, locale: str) -> str:
    """Kept, since the library works the pattern out anew each time and lists name the same days again."""
    return format_date(value, "long", locale=locale)


def _clamped(day_of_month: int, year: int, month: int) -> int:
    return min(day_of_month, monthrange(year, month)[1])


def moment(value: datetime, zone: tzinfo) -> str:
    """Day and time of an aware moment in the reader's zone: 2026-11-23 10:32."""
    local = value.astimezone(zone)
    return f"{day(local.date())} {local:%H:%M}"


def span(start: date, end: date | None) -> str:
    """From one day to another; one that goes on has no end."""
    if end is None:
        return _("since %(day)s", day=day(start))
    return day(start) if start == end else _("%(start)s to %(end)s", start=day(start), end=day(end))


def held(start: date, until: date | None) -> str:
    """A dated line, which holds until the day before `until`."""
    if until is None:
        return _("since %(day)s", day=day(start))
    return _("%(start)s until %(until)s", start=day(start), until=day(until))
