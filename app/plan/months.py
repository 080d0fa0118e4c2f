"""Days and months on the calendar."""

from collections.abc import Iterator
from datetime import date, timedelta


def days_between(first: date, last: date) -> Iterator[date]:
    """Both included; `first` alone when `last` is before it."""
    for number in range(max((last - first).days, 0) + 1):
        yield first + timedelta(days=number)


def months_between(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first = next_month(first)


def first_of(day: date) -> date:
    return day.replace(day=1)


def next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
