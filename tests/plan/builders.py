"""Goals as the pure functions of the plan read them."""

from datetime import date, datetime, timedelta

from app.goals.queries import Action, GoalRow
from app.kit import clock
from tests.gaps.builders import TODAY


def goal(id: int = 1, competency: str = "teamwork", due: int = 30, hours: int = 12, **other: object) -> GoalRow:
    """A draft, due so many days after TODAY."""
    now = clock.now()
    stated = {
        "id": id, "person_id": 1, "competency": competency, "from_proficiency": 2, "to_proficiency": 3, "why": "",
        "measure": "", "due_on": day(due), "hours": hours, "suggestion": None, "state": "drafted", "version": 1,
        "created_at": now, "changed_at": now,
    }  # fmt: skip
    return GoalRow(**(stated | other))  # type: ignore[arg-type]


def action(id: int, goal_id: int, due: int | None, done_at: datetime | None = None) -> Action:
    return Action(id, goal_id, f"step {id}", None if due is None else day(due), done_at, 1)


def day(days: int) -> date:
    return TODAY + timedelta(days=days)
