"""The states of a goal, each with who and when: agreed, paused, met, dropped, and back.

drafted → agreed → (changed) → drafted; drafted and agreed → paused → what it was before;
all three → met or dropped → (taken up again) → drafted.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.evidence import queries as evidence
from app.evidence.queries import Entry
from app.framework import versions
from app.framework.model import Framework
from app.goals import queries, scope
from app.goals.models import Goal, GoalEvidence, GoalState
from app.kit import clock
from app.kit.errors import Conflict, Refused
from app.kit.i18n import gettext as _
from app.people.access import Actor
from app.trail.rules import record

NEXT: Mapping[str, frozenset[str]] = {
    "drafted": frozenset({"agreed", "paused", "met", "dropped"}),
    "agreed": frozenset({"drafted", "paused", "met", "dropped"}),
    "paused": frozenset({"drafted", "agreed", "met", "dropped"}),
    "met": frozenset({"drafted"}),
    "dropped": frozenset({"drafted"}),
}


def put(db: Session, actor: Actor, goal: Goal, state: str, reason: str = "") -> None:
    """The only place where a goal changes its state: the row that says who and when, and the copy on the goal.

    Conflict when that state cannot follow the present one.
    """
    if state not in NEXT[goal.state]:
        raise Conflict(_("The state of this goal has changed; please look again."))
    goal.state = state
    _write(db, actor, goal, reason)


def begin(db: Session, actor: Actor, goal: Goal) -> None:
    """The first state of a goal that was just added."""
    goal.state = "drafted"
    _write(db, actor, goal, "")


def _write(db: Session, actor: Actor, goal: Goal, reason: str) -> None:
    assert goal.id is not None
    row = GoalState(goal_id=goal.id, state=goal.state, by_id=actor.person_id, at=clock.now(), reason=reason)
    db.add(row)
    db.flush()
    record(db, f"goal.{goal.state}", actor_id=actor.person_id, subject_id=goal.person_id, object=f"goal:{goal.id}")


def agree(db: Session, actor: Actor, goal_id: int, version: int) -> Goal:
    """A manager in the solid line agrees to a draft as it was shown to him; agreeing twice has one effect.

    Conflict when it has another version by now: nobody agrees to what he has not read.
    """
    goal = scope.of_report(db, actor, goal_id)
    if goal.state == "agreed" and goal.version == version:
        return goal
    if goal.version != version:
        raise Conflict(_("This goal has changed since you read it. Please read it again."))
    _require(goal, "drafted")
    put(db, actor, goal, "agreed")
    return goal


def withdraw_agreement(db: Session, actor: Actor, goal_id: int) -> Goal:
    """A manager in the solid line takes the agreement back: a draft again."""
    goal = scope.of_report(db, actor, goal_id)
    if goal.state != "drafted":
        _require(goal, "agreed")
        put(db, actor, goal, "drafted")
    return goal


def back_to_draft(db: Session, actor: Actor, goal: Goal) -> None:
    """What was agreed has changed. A paused goal stays paused, and resumes as a draft."""
    before = before_pause(db, goal) if goal.state == "paused" else goal.state
    if before != "agreed":
        return
    paused = goal.state == "paused"
    reason = _history(db, goal)[-1].reason
    put(db, actor, goal, "drafted")
    if paused:
        put(db, actor, goal, "paused", reason)


def pause(db: Session, actor: Actor, goal_id: int, reason: str) -> Goal:
    goal = scope.alive(db, actor, goal_id)
    _require_reason(reason)
    if goal.state != "paused":
        put(db, actor, goal, "paused", reason)
    return goal


def resume(db: Session, actor: Actor, goal_id: int) -> Goal:
    """Back to what it was before the pause: a draft, or agreed."""
    goal = scope.alive(db, actor, goal_id)
    if goal.state == "paused":
        put(db, actor, goal, before_pause(db, goal))
    return goal


def meet(db: Session, actor: Actor, goal_id: int, evidence_ids: Collection[int]) -> Goal:
    """Met, with at least one entry of one's own that speaks for the goal's competency.

    Sent twice it has one effect; Conflict when it was met with other evidence or is dropped.
    """
    goal = scope.mine(db, actor, goal_id)
    chosen = set(evidence_ids)
    if goal.state == "met" and queries.evidence_of(db, goal_id) == chosen:
        return goal
    if goal.state not in ("met", "dropped"):
        _require_evidence(db, goal, chosen)
    put(db, actor, goal, "met")
    db.add_all(GoalEvidence(goal_id=goal_id, evidence_id=id) for id in sorted(chosen))
    db.flush()
    return goal


def _require_evidence(db: Session, goal: Goal, chosen: set[int]) -> None:
    own = evidence.of_person(db, goal.person_id, with_private=True)
    fitting = {entry.id for entry in own if _speaks_for(versions.in_force(db).framework, entry, goal)}
    if not chosen:
        sentence = _("Choose at least one entry of evidence.")
    elif chosen - fitting:
        sentence = _("Choose among your own entries for this competency.")
    else:
        return
    raise Refused(_("Please look at the marked fields; nothing is lost."), {"evidence": sentence})


def _speaks_for(framework: Framework, entry: Entry, goal: Goal) -> bool:
    """By what both are called today: either may have been written under another version of the framework."""
    raised = framework.competency_id(goal.competency)
    return any(framework.competency_id(id) == raised for id in entry.competencies)


def drop(db: Session, actor: Actor, goal_id: int, reason: str) -> Goal:
    """Given up, with the reason. Sent twice it has one effect."""
    goal = scope.mine(db, actor, goal_id)
    _require_reason(reason)
    if goal.state != "dropped":
        put(db, actor, goal, "dropped", reason)
    return goal


def take_up(db: Session, actor: Actor, goal_id: int, after: str) -> Goal:
    """A goal that was met or dropped (`after` says which) is a draft again. Sent twice it has one effect."""
    goal = scope.mine(db, actor, goal_id)
    if goal.state in queries.CLOSED:
        _require(goal, after)
        put(db, actor, goal, "drafted")
        db.execute(delete(GoalEvidence).where(col(GoalEvidence.goal_id) == goal_id))
    return goal


def before_pause(db: Session, goal: Goal) -> str:
    """The state in which a paused goal was before."""
    return next(row.state for row in reversed(_history(db, goal)) if row.state != "paused")


def _history(db: Session, goal: Goal) -> list[GoalState]:
    return list(db.exec(select(GoalState).where(GoalState.goal_id == goal.id).order_by(col(GoalState.id))))


def _require(goal: Goal, state: str) -> None:
    if goal.state != state:
        raise Conflict(_("The state of this goal has changed; please look again."))


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Please look at the marked fields; nothing is lost."), {"reason": _("Please fill this in.")})
