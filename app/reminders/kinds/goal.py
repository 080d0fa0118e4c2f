"""Development goals and their action items, while the goal is neither paused nor over."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.framework import versions
from app.framework.model import Framework
from app.goals.models import ActionItem, Goal
from app.kit.db import rows
from app.kit.errors import NotFound
from app.kit.i18n import noop
from app.reminders.things import Kind, Stage, Thing, Words

ACTIVE = ("drafted", "agreed")

GOAL_WORDS = Words(
    noop("Goal “%(title)s”: due on %(day)s"),
    noop("Goal “%(title)s”: due today"),
    noop("Goal “%(title)s”: was due on %(day)s"),
)
GOAL_CALENDAR = noop("Goal due: %(title)s")
ACTION_WORDS = Words(
    noop("Action “%(title)s”: due on %(day)s"),
    noop("Action “%(title)s”: due today"),
    noop("Action “%(title)s”: was due on %(day)s"),
)
ACTION_CALENDAR = noop("Action due: %(title)s")

_GOALS = (
    select(
        col(Goal.id),
        col(Goal.person_id),
        col(Goal.competency),
        col(Goal.due_on),
        col(Goal.changed_at),
        col(Goal.version),
    )
    .where(
        col(Goal.person_id).in_(bindparam("people", expanding=True)),
        col(Goal.state).in_(ACTIVE),
        col(Goal.due_on) <= bindparam("until"),
    )
    .order_by(col(Goal.due_on), col(Goal.id))
)
_ACTIONS = (
    select(
        col(ActionItem.id),
        col(ActionItem.goal_id),
        col(Goal.person_id),
        col(ActionItem.title),
        col(ActionItem.due_on),
        col(ActionItem.created_at),
        col(ActionItem.version),
    )
    .join(Goal, col(Goal.id) == col(ActionItem.goal_id))
    .where(
        col(Goal.person_id).in_(bindparam("people", expanding=True)),
        col(Goal.state).in_(ACTIVE),
        col(ActionItem.done_at).is_(None),
        col(ActionItem.due_on) <= bindparam("until"),
    )
    .order_by(col(ActionItem.due_on), col(ActionItem.id))
)


def find_goals(db: Session, people: Sequence[int], until: date) -> list[Thing]:
    found = rows(db, _GOALS, people=people, until=until)
    called = _titles(db) if found else str
    return [_goal(one, called(one.competency)) for one in found]


def _titles(db: Session) -> Callable[[str], object]:
    """The competencies' titles; a goal may outlive its competency, and is then called by its id."""
    try:
        framework: Framework = versions.in_force(db).framework
    except NotFound:
        return str
    return partial(_title, framework)


def _title(framework: Framework, competency: str) -> object:
    found = framework.competency(competency)
    return found.title if found else competency


def _goal(one: Any, title: object) -> Thing:
    return Thing(
        one.person_id,
        f"goal:{one.id}",
        one.due_on,
        GOAL_WORDS,
        f"/goals/{one.id}",
        title,
        calendar=GOAL_CALENDAR,
        changed_at=one.changed_at,
        sequence=one.version - 1,
    )


def find_actions(db: Session, people: Sequence[int], until: date) -> list[Thing]:
    return [_action(one) for one in rows(db, _ACTIONS, people=people, until=until)]


def _action(one: Any) -> Thing:
    return Thing(
        one.person_id,
        f"action:{one.id}",
        one.due_on,
        ACTION_WORDS,
        f"/goals/{one.goal_id}",
        one.title,
        calendar=ACTION_CALENDAR,
        changed_at=one.created_at,
        sequence=one.version - 1,
    )


GOAL = Kind("goal", noop("Goals"), find_goals, (Stage(-14), Stage(0, early=True), Stage(7)))
ACTION = Kind("action", noop("Actions"), find_actions, (Stage(0, early=True), Stage(7)))
