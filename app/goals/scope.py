"""Whose goals a reader may see, and fetching a goal to change it."""

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.goals import queries
from app.goals.models import Goal
from app.goals.queries import CLOSED, GoalRow
from app.kit.errors import Conflict, Forbidden, NotFound
from app.kit.i18n import gettext as _
from app.people import access
from app.people.access import Actor, Relation, Subject

_LOCKED = select(Goal).where(col(Goal.id) == bindparam("id")).with_for_update()


def sees_goals(relation: Relation) -> bool:
    """Herself, those above in the solid line, dotted lines. HR has counts only. Source: docs/privacy.md."""
    return relation.is_self or relation.line or relation.dotted


def subject(db: Session, actor: Actor, person_id: int) -> Subject:
    """A person whose goals the actor may read; NotFound otherwise."""
    found = access.subject(db, actor, person_id)
    if not sees_goals(found.relation):
        raise NotFound()
    return found


def scope(db: Session, actor: Actor, goal_id: int) -> tuple[Subject, GoalRow]:
    """A goal that the actor may read, and whose it is; NotFound otherwise."""
    found = queries.of_goal(db, goal_id)
    if found is None:
        raise NotFound()
    return subject(db, actor, found.person_id), found


def mine(db: Session, actor: Actor, goal_id: int) -> Goal:
    """The actor's own goal, locked; Forbidden for whoever may only read it, NotFound for others."""
    found = locked(db, goal_id)
    _require_own(db, actor, found.person_id)
    return found


def alive(db: Session, actor: Actor, goal_id: int) -> Goal:
    """The actor's own goal, locked, to be changed; Conflict when it is met or dropped."""
    found = mine(db, actor, goal_id)
    _require_open(found.state)
    return found


def changeable(db: Session, actor: Actor, goal_id: int) -> GoalRow:
    """What `alive` would lock, only read: for the page that shows the form."""
    found = queries.of_goal(db, goal_id)
    if found is None:
        raise NotFound()
    _require_own(db, actor, found.person_id)
    _require_open(found.state)
    return found


def _require_own(db: Session, actor: Actor, person_id: int) -> None:
    if person_id != actor.person_id:
        subject(db, actor, person_id)
        raise Forbidden(_("Only the person whose goal it is can change it."))


def _require_open(state: str) -> None:
    if state in CLOSED:
        raise Conflict(_("This goal is closed. Take it up again first."))


def of_report(db: Session, actor: Actor, goal_id: int) -> Goal:
    """A goal of somebody below the actor in the solid line, locked; nobody's own.

    Forbidden for whoever may only read it, NotFound for others.
    """
    found = locked(db, goal_id)
    if not subject(db, actor, found.person_id).relation.line:
        raise Forbidden(_("Only a manager in the reporting line can agree to a goal."))
    return found


def locked(db: Session, goal_id: int) -> Goal:
    found = db.exec(_LOCKED, params={"id": goal_id}).first()
    if found is None:
        raise NotFound()
    return found
