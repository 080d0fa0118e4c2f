"""How a reflection ends: with a goal made, a goal changed, or nothing for now and why."""

from dataclasses import dataclass, replace
from datetime import date
from secrets import token_urlsafe
from typing import ClassVar

from sqlmodel import Session

from app.goals import actions, scope
from app.goals import rules as goals
from app.goals.actions import Step
from app.goals.models import Goal
from app.kit import clock
from app.kit.errors import Conflict, Refused
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.people.access import Actor
from app.reflections import rules
from app.reflections.models import Reflection

AT_FAULT = noop("Please look at the marked fields; nothing is lost.")


@dataclass(frozen=True, slots=True)
class NewGoal:
    """A goal to be made, and its first step."""

    kind: ClassVar[str] = "made"
    values: goals.Values
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class ChangedGoal:
    """What is to be different in one of her open goals; what is empty stays as it is."""

    kind: ClassVar[str] = "changed"
    goal_id: int
    due_on: date | None = None
    measure: str = ""
    why: str = ""
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing changes for now."""

    kind: ClassVar[str] = "nothing"
    reason: str


Change = NewGoal | ChangedGoal | Nothing


def finish(db: Session, actor: Actor, reflection_id: int, change: Change) -> Reflection:
    """End the actor's draft with what she changes, in one transaction. Finishing twice has one effect.

    Refused while nothing is written, for a change that changes nothing, and with the fields of a goal at
    fault; Conflict for a goal that is closed, and when it was finished in another way elsewhere; NotFound for
    anybody but the writer.
    """
    reflection = rules.mine(db, actor, reflection_id)
    if reflection.finished_at is not None:
        if reflection.change != change.kind:
            raise Conflict(_("This reflection is finished and no longer changes."))
        return reflection
    if not reflection.answer:
        raise Refused(_("Write a few words first."))
    match change:
        case NewGoal():
            reflection.goal_id = _make(db, actor, change).id
        case ChangedGoal():
            reflection.goal_id = _change(db, actor, change).id
        case Nothing():
            reflection.change_note = _reason(change)
    reflection.change = change.kind
    reflection.finished_at = clock.now()
    reflection.version += 1
    db.flush()
    return reflection


def _make(db: Session, actor: Actor, change: NewGoal) -> Goal:
    return goals.add(db, actor, change.values, [change.step] if change.step else [], once=token_urlsafe(24))


def _change(db: Session, actor: Actor, change: ChangedGoal) -> Goal:
    goal = scope.alive(db, actor, change.goal_id)
    if not (change.due_on or change.measure or change.why or change.step):
        raise Refused(_(AT_FAULT), {"goal": _("Change at least one thing.")})
    said = goals.values_of(goal)
    wanted = replace(
        said, due_on=change.due_on or said.due_on, measure=change.measure or said.measure, why=change.why or said.why
    )
    goals.change(db, actor, change.goal_id, wanted, goal.version)
    if change.step:
        actions.add(db, actor, change.goal_id, change.step)
    return goal


def _reason(change: Nothing) -> str:
    reason = change.reason.strip()
    if not reason:
        raise Refused(_(AT_FAULT), {"reason": _("Please fill this in.")})
    return reason
