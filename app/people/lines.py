"""Who leads whom on a day, for several people at once. Part of people, the only room that reads reporting lines."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, and_, bindparam, select
from sqlmodel import Session, col

from app.kit import clock
from app.kit.db import rows
from app.people.access import valid_on
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
_EVER_LED = (
    select(col(ReportingLine.person_id))
    .where(col(ReportingLine.manager_id).in_(bindparam("managers", expanding=True)), col(ReportingLine.kind) == "solid")
    .distinct()
)


def _above() -> Select[tuple[int, int]]:
    """(person, manager) for everybody above :people in the solid line today. A circle ends by itself."""
    solid = and_(col(ReportingLine.kind) == "solid", valid_on(ReportingLine))  # type: ignore[arg-type]
    first = (
        select(col(ReportingLine.person_id), col(ReportingLine.manager_id))
        .where(col(ReportingLine.person_id).in_(bindparam("people", expanding=True)), solid)
        .cte("above", recursive=True)
    )
    above = first.union(
        select(first.c.person_id, col(ReportingLine.manager_id))
        .join(ReportingLine, col(ReportingLine.person_id) == first.c.manager_id)
        .where(solid)
    )
    return select(above.c.person_id, above.c.manager_id)


_ABOVE = _above()


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


def above(db: Session, people: Iterable[int]) -> Mapping[int, set[int]]:
    """Everybody who stands above each of these people in the solid line today; one query."""
    found: dict[int, set[int]] = defaultdict(set)
    for person_id, manager_id in rows(db, _ABOVE, people=sorted(set(people)), today=clock.today()):
        if person_id != manager_id:
            found[person_id].add(manager_id)
    return found


def ever_led(db: Session, managers: Iterable[int]) -> set[int]:
    """Everybody who reported or reports to one of these by a solid line, on whatever day; one query."""
    return {person_id for (person_id,) in rows(db, _EVER_LED, managers=sorted(set(managers)))}
