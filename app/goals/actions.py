"""Action items 行动项: the steps of a goal that is neither met nor dropped. Only its owner takes them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.goals import scope
from app.goals.models import ActionItem, Goal
from app.kit import clock
from app.kit.errors import Conflict, NotFound, Refused
from app.kit.i18n import gettext as _
from app.people.access import Actor
from app.trail.rules import record

MOST = 50
LONGEST = 300
_LOCKED = select(ActionItem).where(col(ActionItem.id) == bindparam("id")).with_for_update()
_GOAL_OF = select(col(ActionItem.goal_id)).where(col(ActionItem.id) == bindparam("id"))
_OF_GOAL = select(ActionItem).where(col(ActionItem.goal_id) == bindparam("goal"))


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done, by when; no day: before the goal is due."""

    title: str
    due_on: date | None = None


class StaleAction(Conflict):
    """Another tab changed this action in between; carries what is stored, its version, and what was sent."""

    def __init__(self, stored: Step, version: int, sent: Step) -> None:
        super().__init__(_("This action was changed elsewhere in the meantime."))
        self.stored, self.version, self.sent = stored, version, sent


def add(db: Session, actor: Actor, goal_id: int, step: Step) -> ActionItem:
    """One more action. The same one while it is still open is not added twice: a double click makes one."""
    goal = scope.alive(db, actor, goal_id)
    _require(step)
    present = list(db.exec(_OF_GOAL, params={"goal": goal_id}))
    for action in present:
        if action.done_at is None and Step(action.title, action.due_on) == step:
            return action
    if len(present) >= MOST:
        raise Refused(
            _("Please look at the marked fields; nothing is lost."),
            {"title": _("A goal holds at most %(most)s actions.", most=MOST)},
        )
    action = ActionItem(goal_id=goal_id, title=step.title, due_on=step.due_on, version=1, created_at=clock.now())
    db.add(action)
    db.flush()
    _note(db, actor, "action.added", goal, action)
    return action


def change(db: Session, actor: Actor, action_id: int, step: Step, version: int) -> ActionItem:
    """StaleAction when it was changed elsewhere since."""
    goal, action = _mine(db, actor, action_id)
    _require(step)
    stored = Step(action.title, action.due_on)
    if stored == step:
        return action
    if action.version != version:
        raise StaleAction(stored, action.version, step)
    action.title, action.due_on = step.title, step.due_on
    action.version += 1
    db.flush()
    _note(db, actor, "action.changed", goal, action)
    return action


def complete(db: Session, actor: Actor, action_id: int) -> ActionItem:
    """Done, now. Ticked twice it stays done since the first time."""
    goal, action = _mine(db, actor, action_id)
    if action.done_at is None:
        action.done_at = clock.now()
        db.flush()
        _note(db, actor, "action.done", goal, action)
    return action


def reopen(db: Session, actor: Actor, action_id: int) -> ActionItem:
    """Not done after all."""
    goal, action = _mine(db, actor, action_id)
    if action.done_at is not None:
        action.done_at = None
        db.flush()
        _note(db, actor, "action.reopened", goal, action)
    return action


def remove(db: Session, actor: Actor, action_id: int) -> int:
    """Gone for good; the id of its goal."""
    goal, action = _mine(db, actor, action_id)
    _note(db, actor, "action.removed", goal, action)
    db.delete(action)
    db.flush()
    return action.goal_id


def goal_of(db: Session, action_id: int) -> int:
    """The id of an action's goal; NotFound when there is no such action."""
    found = db.exec(_GOAL_OF, params={"id": action_id}).first()
    if found is None:
        raise NotFound()
    return found


def _mine(db: Session, actor: Actor, action_id: int) -> tuple[Goal, ActionItem]:
    """The goal first: whatever changes a goal or its actions waits for that one lock."""
    goal = scope.alive(db, actor, goal_of(db, action_id))
    action = db.exec(_LOCKED, params={"id": action_id}).first()
    if action is None:
        raise NotFound()
    return goal, action


def _require(step: Step) -> None:
    if not step.title.strip():
        sentence = _("Please fill this in.")
    elif len(step.title) > LONGEST:
        sentence = _("At most %(most)s characters; this has %(now)s.", most=LONGEST, now=len(step.title))
    else:
        return
    raise Refused(_("Please look at the marked fields; nothing is lost."), {"title": sentence})


def _note(db: Session, actor: Actor, what: str, goal: Goal, action: ActionItem) -> None:
    record(
        db, what, actor_id=actor.person_id, subject_id=goal.person_id, object=f"goal:{goal.id}", action_item=action.id
    )
