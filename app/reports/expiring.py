"""Certificates by the day on which they expire, of people who come and go: told for the ends of quarters.

Only how many, never which: a title would say whose. Entries that are marked private are in no number.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, get_args

from sqlalchemy import bindparam, func, or_, select
from sqlmodel import Session, col

from app.evidence.kinds.certificate import CERTIFICATE
from app.evidence.models import Evidence
from app.kit import clock
from app.kit.dates import add_months
from app.kit.db import row, rows
from app.people import as_of
from app.people.selection import departments
from app.reports.agreed import department_paths
from app.reports.groups import Blocks, Member, Path, fixed

Window = Literal["expired", "3", "6", "9", "12", "later", "never"]
"""Expired; within so many months after the quarter; after a year; not at all."""
WINDOWS: tuple[Window, ...] = get_args(Window)
MONTHS: tuple[tuple[Window, int], ...] = (("3", 3), ("6", 6), ("9", 9), ("12", 12))
_OF_CERTIFICATES = (col(Evidence.kind) == CERTIFICATE.id, col(Evidence.private).is_(False))
_FIRST: Any = select(func.min(col(Evidence.created_at)).label("at")).where(*_OF_CERTIFICATES)
_HELD = select(col(Evidence.person_id), col(Evidence.expires_on)).where(
    *_OF_CERTIFICATES,
    col(Evidence.created_at) < bindparam("known"),
    or_(col(Evidence.deleted_at).is_(None), col(Evidence.deleted_at) >= bindparam("known")),
)


@dataclass(frozen=True, slots=True)
class Expiring:
    """As of the last day of a quarter. `held`: person → her certificates by when they expire."""

    on: date
    population: Blocks
    held: Mapping[int, Counter[Window]]
    days: Mapping[int, tuple[date, ...]]


def last_quarter(day: date) -> date:
    """The last day of the last quarter that was over by then; a quarter's own last day is over the next day."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1) - timedelta(days=1)


def expiring(db: Session, day: date) -> Expiring | None:
    """None before the end of the first quarter in which a certificate was entered.

    Everybody here is counted, with a certificate or without. Two queries for a quarter and 1,000 people.
    """
    first = row(db, _FIRST)
    on = last_quarter(min(day + timedelta(days=1), clock.today()))
    if first is None or first.at is None or clock.day_of(first.at) > on:
        return None
    paths = department_paths(departments(db))
    looks = (_look(db, quarter, paths) for quarter in _quarters(clock.day_of(first.at), on))
    held: dict[int, Counter[Window]] = defaultdict(Counter)
    days: dict[int, list[date]] = defaultdict(list)
    for person, until in rows(db, _HELD, known=as_of.known_by(on)):
        held[person][window(until, on)] += 1
        if until is not None and until > on:
            days[person].append(until)
    return Expiring(on, fixed(looks), held, {person: tuple(found) for person, found in days.items()})


def window(until: date | None, on: date) -> Window:
    if until is None:
        return "never"
    if until <= on:
        return "expired"
    first = on + timedelta(days=1)
    return next((name for name, months in MONTHS if until < add_months(first, months)), "later")


def _quarters(first: date, last: date) -> Iterator[date]:
    begin = last_quarter(first) + timedelta(days=1)
    while (end := add_months(begin, 3) - timedelta(days=1)) <= last:
        yield end
        begin = end + timedelta(days=1)


def _look(db: Session, day: date, paths: Mapping[int, Path]) -> dict[int, Member]:
    return {
        one.id: Member(one.id, paths.get(one.department_id or 0, ()))
        for portion in as_of.portions(db, day)
        for one in portion
    }
