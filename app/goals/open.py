"""The goals of several people that are under way, for whoever leads them. Callers ask app/goals/scope.py whose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.goals.models import Goal
from app.kit.db import rows

_ACTIVE = (
    select(col(Goal.id), col(Goal.person_id), col(Goal.competency), col(Goal.state), col(Goal.due_on))
    .where(
        col(Goal.person_id).in_(bindparam("people", expanding=True)),
        col(Goal.state).in_(("drafted", "agreed")),
    )
    .order_by(col(Goal.due_on), col(Goal.id))
)


@dataclass(frozen=True, slots=True)
class ActiveGoal:
    """A goal that is neither paused nor over."""

    id: int
    person_id: int
    competency: str
    state: str
    due_on: date

    @property
    def waits(self) -> bool:
        """Nobody has agreed to it as it stands."""
        return self.state == "drafted"


def active_goals(db: Session, people: Sequence[int]) -> list[ActiveGoal]:
    """What takes their hours now, the soonest due first; one query, however many people."""
    return [ActiveGoal(*found) for found in rows(db, _ACTIVE, people=list(people))]
