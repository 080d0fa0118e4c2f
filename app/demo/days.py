"""The two years in which the demo organisation lives: working days and hours in Shanghai."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
SPAN_DAYS = 730
MONTH_DAYS = 30.4375
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Days:
    """Days are counted back from `today`; nothing happens later than the day before it."""

    today: date

    @property
    def start(self) -> date:
        """The working day on which the organisation began to use the product."""
        return workday(self.today - timedelta(days=SPAN_DAYS))

    @property
    def last(self) -> date:
        return workday(self.today - timedelta(days=1))

    def ago(self, days: float) -> date:
        """The working day at or before that many days ago; never later than `last`."""
        return min(workday(self.today - timedelta(days=round(days))), self.last)

    def acted(self, day: date) -> date:
        """The day on which something dated `day` is entered: not before `start`, not after `last`."""
        return max(self.start, min(workday(day), self.last))

    def this_month(self, rng: Random) -> date:
        """A day of the current month that has come already."""
        first = self.today.replace(day=1)
        return first + timedelta(days=rng.randint(0, (self.today - first).days))


def workday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def moment(day: date, seconds: float, hour: int = 9) -> datetime:
    """`seconds` after the full hour in Shanghai, in UTC."""
    return (datetime(day.year, day.month, day.day, hour, tzinfo=ZONE) + timedelta(seconds=seconds)).astimezone(UTC)


def at_work(day: date, rng: Random) -> datetime:
    """Some moment between 10:00 and 17:00."""
    return moment(day, rng.randint(0, 7 * 3600), hour=10)
