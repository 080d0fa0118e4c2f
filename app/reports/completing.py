"""How far everybody came who took part in a cycle when it opened.

Counted from the day after the opening on: whoever is added later is in no number, whoever is taken out stays,
so that those who are counted are the same on every day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal, get_args

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.assessments.models import Assessment
from app.cycles import queries as cycles
from app.cycles.models import CycleParticipant
from app.cycles.queries import Cycle
from app.framework import versions
from app.framework.model import Framework
from app.kit import clock
from app.kit.db import rows
from app.people import as_of
from app.people.selection import departments
from app.reports.agreed import department_paths
from app.reports.groups import Blocks, Member, blocks
from app.reviews.record_models import ConversationRecord, RecordAnswer

Step = Literal["own", "managers", "signed", "acknowledged"]
STEPS: tuple[Step, ...] = get_args(Step)
_Own: Any = aliased(Assessment)
_Theirs: Any = aliased(Assessment)
_of_participant = col(ConversationRecord.participant_id) == col(CycleParticipant.id)


def _submitted(table: Any, by_herself: bool) -> Any:
    author = table.author_id == table.person_id if by_herself else table.author_id != table.person_id
    same = (table.cycle_id == col(CycleParticipant.cycle_id), table.person_id == col(CycleParticipant.person_id))
    return select(func.min(table.submitted_at)).where(*same, table.agreed_in.is_(None), author).scalar_subquery()


_STEPS: Any = select(
    col(CycleParticipant.person_id),
    _submitted(_Own, True).label("own"),
    _submitted(_Theirs, False).label("managers"),
    select(func.min(col(ConversationRecord.at))).where(_of_participant).scalar_subquery().label("signed"),
    select(func.min(col(RecordAnswer.at)))
    .join(ConversationRecord, col(ConversationRecord.id) == col(RecordAnswer.record_id))
    .where(_of_participant, col(RecordAnswer.kind) == "acknowledged")
    .scalar_subquery()
    .label("acknowledged"),
).where(col(CycleParticipant.cycle_id) == bindparam("cycle"), col(CycleParticipant.added_at) < bindparam("opened"))


@dataclass(frozen=True, slots=True)
class Completing:
    """`done`: person → the steps that she, her manager and both of them had come to by the day."""

    cycle: Cycle
    framework: Framework
    population: Blocks
    done: Mapping[int, frozenset[Step]]

    @property
    def ladder(self) -> tuple[str, ...]:
        return tuple(level.id for level in self.framework.levels)


def opened(db: Session, day: date) -> list[Cycle]:
    """The cycles that had opened before a day and before today, the latest first."""
    before = min(day, clock.today())
    return [one for one in cycles.cycles(db) if one.stages.opens_on < before]


def completing(db: Session, cycle: Cycle, day: date) -> Completing:
    """Two queries for every 1,000 people, and one for all."""
    opening = cycle.stages.opens_on
    known = as_of.known_by(day)
    took_part = {
        one.person_id: _by(one, known)
        for one in rows(db, _STEPS, cycle=cycle.id, opened=clock.start_of(opening + timedelta(days=1)))
    }
    framework = versions.load(db, cycle.framework_version_id).framework
    paths = department_paths(departments(db))
    members = [
        Member(
            one.id,
            paths.get(one.department_id or 0, ()),
            held.id if (held := framework.level(one.level or "")) else None,
        )
        for portion in as_of.portions(db, opening)
        for one in portion
        if one.id in took_part
    ]
    return Completing(cycle, framework, blocks(members, [level.id for level in framework.levels]), took_part)


def _by(found: Any, known: datetime) -> frozenset[Step]:
    moments: dict[Step, datetime | None] = {step: getattr(found, step) for step in STEPS}
    return frozenset(step for step, moment in moments.items() if moment is not None and moment < known)
