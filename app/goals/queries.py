"""Reading goals: rows, not entities. Callers ask app/goals/scope.py whose goals a reader may see."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from app.framework.model import Framework
from app.goals.models import ActionItem, CareerTarget, Goal, GoalEvidence, GoalState, PlanSetting
from app.kit.db import row, rows
from app.people.models import Person

HOURS_PER_MONTH = 8
"""What a person has for her development while she has not said otherwise: about two hours a week."""
CLOSED = frozenset({"met", "dropped"})


@dataclass(frozen=True, slots=True)
class Action:
    """One step towards a goal; open while `done_at` is empty."""

    id: int
    goal_id: int
    title: str
    due_on: date | None
    done_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class StateRow:
    """Who put a goal into which state, when, and why; the words are that person's own."""

    id: int
    goal_id: int
    state: str
    at: datetime
    reason: str
    by_id: int
    by_name: str
    by_latin: str


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal with its actions (by day, those without one last) and its states (oldest first)."""

    id: int
    person_id: int
    competency: str
    from_proficiency: int | None
    to_proficiency: int
    why: str
    measure: str
    due_on: date
    hours: int
    suggestion: str | None
    state: str
    version: int
    created_at: datetime
    changed_at: datetime
    actions: tuple[Action, ...] = ()
    states: tuple[StateRow, ...] = ()

    @property
    def open(self) -> bool:
        """Neither met nor dropped; a paused one is open too."""
        return self.state not in CLOSED

    @property
    def active(self) -> bool:
        """Open and not paused: it takes hours."""
        return self.open and self.state != "paused"

    @property
    def done(self) -> int:
        """How many of its actions are done."""
        return sum(action.done_at is not None for action in self.actions)

    @property
    def current(self) -> StateRow | None:
        """The row that put it into the state it is in."""
        return self.states[-1] if self.states else None

    @property
    def agreement(self) -> StateRow | None:
        """Who agreed to it as it stands, and when; a pause in between does not change that."""
        if self.state != "agreed":
            return None
        return next(
            (row for row in reversed(self.states) if row.state == "agreed" and row.by_id != self.person_id), None
        )

    def overdue(self, today: date) -> bool:
        return self.active and self.due_on < today


@dataclass(frozen=True, slots=True)
class Target:
    """The level a person aims at and by when. `face` is None when any face of it will do."""

    id: int
    person_id: int
    level: str
    face: str | None
    by_on: date
    why: str
    set_at: datetime


_COLUMNS: Any = select(
    col(Goal.id),
    col(Goal.person_id),
    col(Goal.competency),
    col(Goal.from_proficiency),
    col(Goal.to_proficiency),
    col(Goal.why),
    col(Goal.measure),
    col(Goal.due_on),
    col(Goal.hours),
    col(Goal.suggestion),
    col(Goal.state),
    col(Goal.version),
    col(Goal.created_at),
    col(Goal.changed_at),
)
_OF_PEOPLE = col(Goal.person_id).in_(bindparam("people", expanding=True))
_OF_GOAL = col(Goal.id) == bindparam("goal")
_ACTIONS: Any = select(
    col(ActionItem.id),
    col(ActionItem.goal_id),
    col(ActionItem.title),
    col(ActionItem.due_on),
    col(ActionItem.done_at),
    col(ActionItem.version),
).join(Goal, col(Goal.id) == col(ActionItem.goal_id))
_STATES: Any = (
    select(
        col(GoalState.id),
        col(GoalState.goal_id),
        col(GoalState.state),
        col(GoalState.at),
        col(GoalState.reason),
        col(GoalState.by_id),
        col(Person.name),
        col(Person.name_latin),
    )
    .join(Goal, col(Goal.id) == col(GoalState.goal_id))
    .join(Person, col(Person.id) == col(GoalState.by_id))
    .order_by(col(GoalState.id))
)


def _three(which: Any) -> tuple[Any, Any, Any]:
    """The statements that read goals with their actions and states."""
    return _COLUMNS.where(which).order_by(col(Goal.due_on), col(Goal.id)), _ACTIONS.where(which), _STATES.where(which)


_PEOPLES = _three(_OF_PEOPLE)
_ONE = _three(_OF_GOAL)
_EVIDENCE = select(col(GoalEvidence.evidence_id)).where(col(GoalEvidence.goal_id) == bindparam("goal"))
_LATEST = (
    select(func.max(col(CareerTarget.id)))
    .where(col(CareerTarget.person_id).in_(bindparam("people", expanding=True)))
    .group_by(col(CareerTarget.person_id))
)
_TARGETS = select(
    col(CareerTarget.id),
    col(CareerTarget.person_id),
    col(CareerTarget.level),
    col(CareerTarget.face),
    col(CareerTarget.by_on),
    col(CareerTarget.why),
    col(CareerTarget.set_at),
)
_LATEST_TARGETS = _TARGETS.where(col(CareerTarget.id).in_(_LATEST))
_HOURS = select(col(PlanSetting.hours_per_month)).where(col(PlanSetting.person_id) == bindparam("person"))


def of_people(db: Session, people: list[int]) -> dict[int, list[GoalRow]]:
    """Every goal of these people, the soonest due first; three queries, however many people."""
    found: dict[int, list[GoalRow]] = {person: [] for person in people}
    for goal in _read(db, _PEOPLES, people=people):
        found[goal.person_id].append(goal)
    return found


def of_person(db: Session, person_id: int) -> list[GoalRow]:
    """Every goal of one person, the soonest due first; three queries."""
    return of_people(db, [person_id])[person_id]


def of_goal(db: Session, goal_id: int) -> GoalRow | None:
    """One goal; None when there is none."""
    return next(iter(_read(db, _ONE, goal=goal_id)), None)


def open_goals(db: Session, person_id: int) -> list[GoalRow]:
    """What is neither met nor dropped, the soonest due first; paused ones are among them."""
    return [goal for goal in of_person(db, person_id) if goal.open]


def by_competency(db: Session, person_id: int, framework: Framework) -> dict[str, list[GoalRow]]:
    """A person's open goals by the competency of this framework that they raise."""
    return grouped(under(framework, open_goals(db, person_id)))


def grouped(goals: Iterable[GoalRow]) -> dict[str, list[GoalRow]]:
    """Goals by their competency, in the order given."""
    found: dict[str, list[GoalRow]] = defaultdict(list)
    for goal in goals:
        found[goal.competency].append(goal)
    return dict(found)


def under(framework: Framework, goals: Iterable[GoalRow]) -> list[GoalRow]:
    """The same goals with the ids that their competencies have in this framework."""
    return [replace(goal, competency=framework.competency_id(goal.competency)) for goal in goals]


def evidence_of(db: Session, goal_id: int) -> frozenset[int]:
    """Ids of the evidence with which a goal was met. What a reader may see of it, app/evidence/sight.py says."""
    return frozenset(id for (id,) in rows(db, _EVIDENCE, goal=goal_id))


def targets(db: Session, people: list[int]) -> dict[int, Target]:
    """The target that counts for each person who has set one."""
    return {one.person_id: Target(*one) for one in rows(db, _LATEST_TARGETS, people=people)}


def target(db: Session, person_id: int) -> Target | None:
    """The target that counts: the one set last."""
    return targets(db, [person_id]).get(person_id)


def hours_per_month(db: Session, person_id: int) -> int:
    """How many hours a month a person has for her development."""
    found = row(db, _HOURS, person=person_id)
    return found.hours_per_month if found else HOURS_PER_MONTH


def _read(db: Session, statements: tuple[Any, Any, Any], **values: object) -> list[GoalRow]:
    goals, actions, states = statements
    done: dict[int, list[Action]] = defaultdict(list)
    for one in rows(db, actions, **values):
        done[one.goal_id].append(Action(*one))
    history: dict[int, list[StateRow]] = defaultdict(list)
    for one in rows(db, states, **values):
        history[one.goal_id].append(StateRow(*one))
    return [
        GoalRow(**one._mapping, actions=_in_order(done[one.id]), states=tuple(history[one.id]))
        for one in rows(db, goals, **values)
    ]


def _in_order(actions: list[Action]) -> tuple[Action, ...]:
    """By day, those without one last. PostgreSQL and SQLite sort NULL differently."""
    return tuple(sorted(actions, key=lambda action: (action.due_on or date.max, action.id)))
