"""Working days in China: public holidays, and the weekend days that are worked in exchange (调休)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar  # type: ignore[import-untyped]

ONE = timedelta(days=1)
MOST = 60
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether people work on a day. `known` False: that year's calendar is not out, so Monday to Friday."""

    working: bool
    known: bool

    def __bool__(self) -> bool:
        return self.working


@dataclass(frozen=True, slots=True)
class Day:
    """A working day that was looked for, and whether the calendar knew every day on the way to it."""

    on: date
    known: bool


@lru_cache(maxsize=4096)
def is_working_day(day: date) -> Answer:
    """Whether people work on `day`. Source: the State Council's yearly notice, as the library holds it."""
    try:
        return Answer(bool(chinese_calendar.is_workday(day)), known=True)
    except NotImplementedError:
        return Answer(day.weekday() <= FRIDAY, known=False)


def next_working_day(day: date) -> Day:
    """The first working day after `day`; `day` itself where no later date exists."""
    return _walk(day, ONE, first=1)


def last_working_day(day: date) -> Day:
    """`day` itself when people work on it, else the last working day before it."""
    return _walk(day, -ONE, first=0)


def _walk(day: date, step: timedelta, first: int) -> Day:
    known = True
    for number in range(first, MOST):
        try:
            candidate = day + number * step
        except OverflowError:
            break
        answer = is_working_day(candidate)
        known = known and answer.known
        if answer:
            return Day(candidate, known)
    return Day(day, known=False)


def last_known_year() -> int:
    """The last year whose holidays the library knows."""
    return int(max(chinese_calendar.constants.holidays).year)
