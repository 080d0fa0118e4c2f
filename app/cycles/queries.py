"""Reading review cycles: one, all, who takes part, and who assesses whom. Rows, not entities."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from app.cycles.models import CycleHandover, CycleParticipant, ReviewCycle
from app.cycles.stages import Stages
from app.kit import clock
from app.kit.db import row, rows
from app.kit.errors import NotFound
from app.people.lines import led, manager_on
from app.people.models import Person

_CYCLE: Any = (
    col(ReviewCycle.id).label("cycle_id"),
    col(ReviewCycle.name),
    col(ReviewCycle.framework_version_id),
    col(ReviewCycle.opens_on),
    col(ReviewCycle.self_by),
    col(ReviewCycle.manager_by),
    col(ReviewCycle.talk_by),
    col(ReviewCycle.closes_on),
    col(ReviewCycle.closed_at),
    col(ReviewCycle.version),
)
_CYCLES: Any = select(*_CYCLE).order_by(col(ReviewCycle.opens_on).desc(), col(ReviewCycle.id).desc())
_ONE_CYCLE = select(*_CYCLE).where(col(ReviewCycle.id) == bindparam("id"))
TAKEN_OVER_BY: Any = (
    select(col(CycleHandover.to_id))
    .where(col(CycleHandover.participant_id) == col(CycleParticipant.id))
    .order_by(col(CycleHandover.id).desc())
    .limit(1)
    .scalar_subquery()
    .label("taken_over_by")
)
"""Who took the manager's side of a participation over last: a column for statements about CycleParticipant."""
_PARTICIPATIONS: Any = (
    select(
        *_CYCLE,
        col(CycleParticipant.id),
        col(CycleParticipant.person_id),
        col(CycleParticipant.added_at),
        col(CycleParticipant.excused_at),
        col(CycleParticipant.excused_reason),
        col(CycleParticipant.reopened_at),
        col(CycleParticipant.reopened_reason),
        TAKEN_OVER_BY,
        col(Person.left_on),
    )
    .join(CycleParticipant, col(CycleParticipant.cycle_id) == col(ReviewCycle.id))
    .join(Person, col(Person.id) == col(CycleParticipant.person_id))
)
_ONE = _PARTICIPATIONS.where(col(CycleParticipant.id) == bindparam("id"))
_OF_CYCLE = _PARTICIPATIONS.where(col(ReviewCycle.id) == bindparam("cycle")).order_by(
    col(Person.sort_key), col(Person.id)
)
_LATEST_FIRST = (col(ReviewCycle.opens_on).desc(), col(ReviewCycle.id).desc(), col(CycleParticipant.id))
_OF_PEOPLE = _PARTICIPATIONS.where(col(CycleParticipant.person_id).in_(bindparam("people", expanding=True))).order_by(
    *_LATEST_FIRST
)
_HANDED = (
    select(col(CycleParticipant.person_id))
    .join(CycleHandover, col(CycleHandover.participant_id) == col(CycleParticipant.id))
    .where(col(CycleHandover.to_id).in_(bindparam("people", expanding=True)))
    .distinct()
)
_SIZES = (
    select(col(CycleParticipant.cycle_id), func.count().label("people"))
    .where(col(CycleParticipant.excused_at).is_(None))
    .group_by(col(CycleParticipant.cycle_id))
)


@dataclass(frozen=True, slots=True)
class Cycle:
    """A review cycle. `framework_version_id`: what everybody in it is assessed on."""

    id: int
    name: str
    framework_version_id: int
    stages: Stages
    closed_at: datetime | None
    version: int

    @property
    def opened(self) -> bool:
        return self.stages.opens_on <= clock.today()

    @property
    def running(self) -> bool:
        return self.opened and self.closed_at is None


@dataclass(frozen=True, slots=True)
class Participation:
    """A person in a cycle; `id` is that of her review conversation.

    `taken_over_by`: who took the manager's side over last, when anybody did.
    """

    id: int
    cycle: Cycle
    person_id: int
    added_at: datetime
    excused_at: datetime | None
    excused_reason: str
    reopened_at: datetime | None
    reopened_reason: str
    taken_over_by: int | None
    left_on: date | None

    @property
    def has_left(self) -> bool:
        return self.left_on is not None and self.left_on <= clock.today()

    @property
    def running(self) -> bool:
        """Whether something may still be written: by nobody who is excused or has left, after closing if reopened."""
        if self.excused_at is not None or self.has_left or not self.cycle.opened:
            return False
        return self.cycle.closed_at is None or self.reopened_at is not None

    @property
    def decided_on(self) -> date:
        """The day whose reporting line says who assesses: today's until the manager's stage begins, then that day's.

        Of whoever left before that, her last day, since her lines ended with her.
        """
        day = min(clock.today(), self.cycle.stages.self_by)
        return min(day, self.left_on - timedelta(days=1)) if self.left_on else day


def cycles(db: Session) -> list[Cycle]:
    """All cycles, the latest first. Callers decide who may see which."""
    return [_cycle(found) for found in rows(db, _CYCLES)]


def cycle(db: Session, cycle_id: int) -> Cycle:
    """One cycle; NotFound when there is none."""
    found = row(db, _ONE_CYCLE, id=cycle_id)
    if found is None:
        raise NotFound()
    return _cycle(found)


def participation(db: Session, participant_id: int) -> Participation:
    """One person in one cycle; NotFound when there is none."""
    found = row(db, _ONE, id=participant_id)
    if found is None:
        raise NotFound()
    return _participation(found)


def of_cycle(db: Session, cycle_id: int) -> list[Participation]:
    """Everybody who takes part, by name, those who were excused too."""
    return [_participation(found) for found in rows(db, _OF_CYCLE, cycle=cycle_id)]


def of_people(db: Session, people: Iterable[int]) -> list[Participation]:
    """The participations of these people, those of the latest cycle first; one query."""
    return [_participation(found) for found in rows(db, _OF_PEOPLE, people=sorted(set(people)))]


def running(db: Session, person_id: int) -> Participation | None:
    """The participation of this person in which something may be written now."""
    return next((one for one in of_people(db, [person_id]) if one.running), None)


def handed_to(db: Session, people: Iterable[int]) -> set[int]:
    """Those whose conversation was handed to one of these people at some time."""
    return {person_id for (person_id,) in rows(db, _HANDED, people=sorted(set(people)))}


def sizes(db: Session) -> dict[int, int]:
    """Cycle → how many take part, those who were excused left out."""
    return {found.cycle_id: found.people for found in rows(db, _SIZES)}


def assessors(db: Session, participations: Sequence[Participation]) -> dict[int, int | None]:
    """Participation → who assesses: who took it over last, else the solid-line manager of the day that decides.

    None: nobody led her on that day. One query, however many. Whether he still leads her is another question.
    """
    undecided = [one.person_id for one in participations if one.taken_over_by is None]
    lines = led(db, undecided) if undecided else {}
    return {
        one.id: one.taken_over_by or manager_on(lines.get(one.person_id, ()), one.decided_on) for one in participations
    }


def _cycle(found: Any) -> Cycle:
    stages = Stages(found.opens_on, found.self_by, found.manager_by, found.talk_by, found.closes_on)
    return Cycle(found.cycle_id, found.name, found.framework_version_id, stages, found.closed_at, found.version)


def _participation(found: Any) -> Participation:
    return Participation(
        found.id,
        _cycle(found),
        found.person_id,
        found.added_at,
        found.excused_at,
        found.excused_reason,
        found.reopened_at,
        found.reopened_reason,
        found.taken_over_by,
        found.left_on,
    )
