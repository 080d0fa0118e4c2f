"""The agreed ratings of a closed cycle, with where the people stood at its closing.

What was signed, amended or put right after the closing is in no number here: else two days would differ in one person.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.assessments.models import Rating
from app.cycles import queries as cycles
from app.cycles.models import CycleParticipant
from app.cycles.queries import Cycle
from app.framework import versions
from app.framework.model import Framework
from app.kit import clock
from app.kit.db import rows
from app.people import as_of
from app.people.as_of import PersonOn
from app.people.selection import Unit, departments
from app.reports.groups import Blocks, Member, Path, blocks
from app.reviews.record_models import ConversationRecord

NONE = -1
PORTION = 2_000
_Other: Any = aliased(ConversationRecord)
_LAST: Any = (
    select(func.max(_Other.number))
    .where(_Other.participant_id == col(ConversationRecord.participant_id), _Other.at <= bindparam("closed"))
    .scalar_subquery()
)
_RATINGS: Any = (
    select(col(CycleParticipant.person_id), col(Rating.competency), col(Rating.proficiency))
    .join(ConversationRecord, col(ConversationRecord.participant_id) == col(CycleParticipant.id))
    .join(Rating, col(Rating.assessment_id) == col(ConversationRecord.assessment_id))
    .where(
        col(CycleParticipant.cycle_id) == bindparam("cycle"),
        col(CycleParticipant.person_id).in_(bindparam("people", expanding=True)),
        col(ConversationRecord.number) == _LAST,
        col(Rating.proficiency).is_not(None),
    )
)


@dataclass(frozen=True)
class Agreed:
    """Who has agreed ratings of a cycle. `values`: competency → proficiency of each of `members`, or NONE."""

    cycle: Cycle
    framework: Framework
    members: Sequence[Member]
    values: Mapping[str, Sequence[int]]

    @cached_property
    def ladder(self) -> tuple[str, ...]:
        return tuple(level.id for level in self.framework.levels)

    def rated(self, competency: str) -> dict[int, int]:
        """Person → proficiency, of those at whose level the competency is required."""
        asking = {level.id for level in self.framework.levels if competency in level.required}
        values = self.values.get(competency, ())
        pairs = zip(self.members, values, strict=False)
        return {one.person: value for one, value in pairs if value != NONE and one.level in asking}

    def population(self, rated: Mapping[int, int]) -> Blocks:
        """Those who are rated in one competency, in blocks of their own."""
        return blocks((one for one in self.members if one.person in rated), self.ladder)


def closed(db: Session, day: date) -> list[Cycle]:
    """The cycles that may be counted on a day, the last one closed first: from the day after their closing on.

    On the day itself who stands where may still change.
    """
    ended = [one for one in cycles.cycles(db) if one.closed_at and closing_day(one) <= min(day, _yesterday())]
    return sorted(ended, key=lambda one: (one.closed_at, one.id), reverse=True)


def closing_day(cycle: Cycle) -> date:
    assert cycle.closed_at is not None
    return clock.day_of(cycle.closed_at)


def _yesterday() -> date:
    return date.fromordinal(clock.today().toordinal() - 1)


@dataclass(frozen=True, slots=True)
class Rated:
    """Somebody with agreed ratings of a cycle, as she was at its closing. `ratings`: competency → proficiency."""

    person: PersonOn
    member: Member
    ratings: Mapping[str, int]


def rated(db: Session, cycle: Cycle, framework: Framework) -> Iterator[list[Rated]]:
    """Everybody whose ratings were signed in a cycle by its closing, in portions of three queries each.

    Whoever held no level of the cycle's framework at the closing is left out.
    """
    paths = department_paths(departments(db))
    for portion in as_of.portions(db, closing_day(cycle), PORTION):
        given = _given(db, cycle, [one.id for one in portion])
        yield [
            Rated(one, Member(one.id, paths.get(one.department_id or 0, ()), level.id), given[one.id])
            for one in portion
            if one.id in given and (level := framework.level(one.level or ""))
        ]


def agreed(db: Session, cycle: Cycle) -> Agreed:
    """The ratings of all of them, in little memory."""
    framework = versions.load(db, cycle.framework_version_id).framework
    members: list[Member] = []
    values = {one.id: array("b") for one in framework.competencies}
    for portion in rated(db, cycle, framework):
        for one in portion:
            members.append(one.member)
            for competency, column in values.items():
                column.append(one.ratings.get(competency, NONE))
    return Agreed(cycle, framework, members, values)


def _given(db: Session, cycle: Cycle, people: Sequence[int]) -> Mapping[int, Mapping[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for person, competency, proficiency in rows(db, _RATINGS, cycle=cycle.id, closed=cycle.closed_at, people=people):
        found.setdefault(person, {})[competency] = proficiency
    return found


def department_paths(units: Sequence[Unit]) -> dict[int, Path]:
    """Department → those around it and itself, the outermost first."""
    found: dict[int, Path] = {}
    stack: list[int] = []
    for unit in units:
        stack = [*stack[: unit.depth], unit.id]
        found[unit.id] = tuple(stack)
    return found
