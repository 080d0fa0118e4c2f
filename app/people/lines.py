"""Who leads whom on a day, for several people at once. Part of people, the only room that reads reporting lines."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.kit.db import rows
from app.people.models import ReportingLine

_SOLID = (
    select(
        col(ReportingLine.person_id), col(ReportingLine.manager_id), col(ReportingLine.since), col(ReportingLine.until)
    )
    .where(
        col(ReportingLine.person_id).in_(bindparam("people", expanding=True)),
        col(ReportingLine.kind) == "solid",
    )
    .order_by(col(ReportingLine.since), col(ReportingLine.id))
)


@dataclass(frozen=True, slots=True)
class Led:
    """By whom a person is led, from `since` until the day before `until`."""

    manager_id: int
    since: date
    until: date | None

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or self.until > day)


def led(db: Session, people: Iterable[int]) -> Mapping[int, Sequence[Led]]:
    """The solid lines of these people, past ones too, oldest first; one query."""
    found: dict[int, list[Led]] = defaultdict(list)
    for person_id, manager_id, since, until in rows(db, _SOLID, people=sorted(set(people))):
        found[person_id].append(Led(manager_id, since, until))
    return found


def manager_on(lines: Sequence[Led], day: date) -> int | None:
    """The solid-line manager on a day; None when nobody led her."""
    return next((line.manager_id for line in reversed(lines) if line.on(day)), None)
