"""What is due when, and what is due within the same seven days."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from app.commitments.queries import Promised
from app.goals.queries import GoalRow
from app.plan.findings import Collision, Dated, Due, PromiseDue

WINDOW = timedelta(days=6)
"""Days due so close to each other fall within the same seven days."""


def dues_of(goals: Iterable[GoalRow]) -> Iterator[Due]:
    """The days of the active goals and of their open actions."""
    for goal in goals:
        if goal.active:
            yield Due(goal.due_on, goal)
            yield from (Due(a.due_on, goal, a) for a in goal.actions if a.due_on and a.done_at is None)


def promises_of(person_id: int, promised: Iterable[Promised]) -> Iterator[PromiseDue]:
    """The days of what the person promised herself; it takes no hours of the plan."""
    return (PromiseDue(one.due_on, one) for one in promised if one.open and one.owner.id == person_id)


def collisions(dues: Iterable[Dated]) -> Iterator[Collision]:
    """Every group as large as can be of what is due within seven days; any two so close share one of them.

    A goal does not collide with its own steps: its day tells nothing that they do not.
    """
    ordered = sorted(dues, key=_place)
    end = 0
    for number, first in enumerate(ordered):
        reached = end
        while end < len(ordered) and ordered[end].on - first.on <= WINDOW:
            end += 1
        group = _without_echoes(ordered[number:end])
        if end > reached and len(group) > 1:
            yield Collision(group)


def _place(due: Dated) -> tuple[date, int, int, int]:
    if isinstance(due, PromiseDue):
        return (due.on, 1, due.promise.id, 0)
    return (due.on, 0, due.goal.id, due.action.id if due.action else 0)


def _without_echoes(group: Sequence[Dated]) -> tuple[Dated, ...]:
    stepping = {due.goal.id for due in group if isinstance(due, Due) and due.action}
    return tuple(due for due in group if isinstance(due, PromiseDue) or due.action or due.goal.id not in stepping)
