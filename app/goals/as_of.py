"""How many goals people had in which state on a day."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.goals.models import Goal, GoalState
from app.kit.db import rows

_STATES = (
    select(col(Goal.person_id), col(Goal.id), col(GoalState.state))
    .join(GoalState, col(GoalState.goal_id) == col(Goal.id))
    .where(
        col(Goal.person_id).in_(bindparam("people", expanding=True)),
        col(Goal.created_at) < bindparam("known"),
        col(GoalState.at) < bindparam("known"),
    )
    .order_by(col(GoalState.id))
)


def states(db: Session, people: Sequence[int], known: datetime) -> dict[int, Counter[str]]:
    """Person → state → how many goals were in it before `known`; one query."""
    latest: dict[int, tuple[int, str]] = {}
    for person_id, goal_id, state in rows(db, _STATES, people=list(people), known=known):
        latest[goal_id] = (person_id, state)
    found: dict[int, Counter[str]] = {person: Counter() for person in people}
    for person_id, state in latest.values():
        found[person_id][state] += 1
    return found
