"""Reports as the tests read them: drawn for a day by HR, each row by the keys of its columns."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from app.kit import clock
from app.people.access import Actor
from app.reports import asking
from app.reports.asking import Choice
from app.reports.report import Asked, PeopleReport, lines

Rows = dict[str, dict[str, Any]]


@contextmanager
def on(day: date, hour: int = 10) -> Iterator[None]:
    """Everything inside happens on that day."""
    with clock.at(clock.start_of(day) + timedelta(hours=hour)):
        yield


def asked(db: Session, hr: Actor, report: PeopleReport, day: date | None = None, **chosen: Any) -> Asked:
    return asking.asked(db, hr, report, Choice(day=day.isoformat() if day else "", **chosen))


def drawn(db: Session, hr: Actor, report: PeopleReport, day: date | None = None, **chosen: Any) -> Rows:
    """Name → column → value, in the order of the report."""
    wanted = asked(db, hr, report, day, **chosen)
    keys = [column.key for column in report.columns(wanted)]
    found = [dict(zip(keys, line, strict=True)) for line in lines(db, report, wanted)]
    return {row["name"]: row for row in found}
