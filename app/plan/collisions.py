"""What is due when, and what is due within the same seven days."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from app.goals.queries import GoalRow
from app.plan.findings import Collision, Due

WINDOW = timedelta(days=6)
"""Days due so close to each other fall within the same seven days."""


def dues_of(goals: Iterable[GoalRow]) -> Iterator[Due]:
    """The days of the active goals and of their open actions."""
    for goal in goals:
        if goal.active:
            yield Due(goal.due_on, goal)
            yield from (Due(a.due_on, goal, a) for a in goal.actions if a.due_on and a.done_at is None)


def collisions(dues: Iterable[Due]) -> Iterator[Collision]:
    """Every group as large as can be of what is due within seven days; any two so close share one of them.

    A goal does not collide with its own steps: its day tells nothing that they do not.
    """
    ordered = sorted(dues, key=lambda due: (due.on, due.goal.id, due.action.id if due.action else 0))
    end = 0
    for number, first in enumerate(ordered):
        reached = end
        while end < len(ordered) and ordered[end].on - first.on <= WINDOW:
            end += 1
        group = _without_echoes(ordered[number:end])
        if end > reached and len(group) > 1:
            yield Collision(group)


def _without_echoes(group: Sequence[Due]) -> tuple[Due, ...]:
    stepping = {due.goal.id for due in group if due.action}
    return tuple(due for due in group if due.action or due.goal.id not in stepping)
