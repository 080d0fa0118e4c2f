"""Adding and changing goals. Only their owner does; states: states.py, actions: actions.py, target: target.py."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from app.framework import versions
from app.goals import actions as steps
from app.goals import scope, states
from app.goals.actions import Step
from app.goals.models import Goal
from app.goals.queries import CLOSED, GoalRow
from app.kit import clock
from app.kit.errors import Conflict, Refused
from app.kit.i18n import gettext as _
from app.people.access import Actor
from app.trail.rules import record

MOST_HOURS = 2000
FURTHEST_YEARS = 10
MOST_OPEN, MOST_GOALS = 100, 1000
"""What one plan holds: more than anybody pursues, and few enough for its page."""
AGREED = ("to_proficiency", "due_on", "measure")
"""What an agreement is about: a change of it makes an agreed goal a draft again."""


@dataclass(frozen=True, slots=True)
class Values:
    """What a goal says. Proficiencies are values of the scale; `from_proficiency` None: not rated yet.

    `hours`: the whole effort. `suggestion`: the key of the suggested work it was made from.
    """

    competency: str
    from_proficiency: int | None
    to_proficiency: int
    due_on: date
    hours: int
    why: str = ""
    measure: str = ""
    suggestion: str | None = None


class StaleGoal(Conflict):
    """Another tab changed this goal in between; carries what is stored, its version, and what was sent."""

    def __init__(self, stored: Values, version: int, sent: Values) -> None:
        super().__init__(_("This goal was changed elsewhere in the meantime."))
        self.stored, self.version, self.sent = stored, version, sent


def add(db: Session, actor: Actor, values: Values, actions: Sequence[Step] = (), once: str = "") -> Goal:
    """A new goal of the actor's own, drafted, with its first actions.

    `once` is the token of the form: the same one again returns the goal that it made. Refused with a
    sentence by field for a competency or proficiency that the framework lacks, or a day past or too far;
    without a field when the plan is full.
    """
    made = _made_by(db, actor, once)
    if made is not None:
        return made
    _require(db, values, new=True)
    _require_room(db, actor)
    now = clock.now()
    goal = Goal(
        person_id=actor.person_id, state="drafted", once=once, version=1, created_at=now, changed_at=now,
        **asdict(values),
    )  # fmt: skip
    try:
        with db.begin_nested():
            db.add(goal)
    except IntegrityError:
        return _made_meanwhile(db, actor, once)
    assert goal.id is not None
    _note(db, actor, "goal.added", goal)
    states.begin(db, actor, goal)
    for step in actions:
        steps.add(db, actor, goal.id, step)
    return goal


def change(db: Session, actor: Actor, goal_id: int, values: Values, version: int) -> Goal:
    """Change one's own goal; `version` is the one the form was made from. The competency stays.

    Another target, day or measure of an agreed goal makes it a draft again. StaleGoal when it was
    changed elsewhere since; Conflict when it is met or dropped; Refused as in `add`.
    """
    goal = scope.alive(db, actor, goal_id)
    stored = values_of(goal)
    sent = replace(values, competency=goal.competency, suggestion=goal.suggestion)
    if stored == sent:
        return goal
    if goal.version != version:
        raise StaleGoal(stored, goal.version, sent)
    _require(db, sent, new=False, moved=sent.due_on != goal.due_on)
    for name, value in asdict(sent).items():
        setattr(goal, name, value)
    goal.version += 1
    goal.changed_at = clock.now()
    db.flush()
    _note(db, actor, "goal.changed", goal)
    if any(getattr(stored, name) != getattr(sent, name) for name in AGREED):
        states.back_to_draft(db, actor, goal)
    return goal


def values_of(goal: Goal | GoalRow) -> Values:
    return Values(
        competency=goal.competency,
        from_proficiency=goal.from_proficiency,
        to_proficiency=goal.to_proficiency,
        due_on=goal.due_on,
        hours=goal.hours,
        why=goal.why,
        measure=goal.measure,
        suggestion=goal.suggestion,
    )


def _made_by(db: Session, actor: Actor, once: str) -> Goal | None:
    return db.exec(select(Goal).where(Goal.person_id == actor.person_id, Goal.once == once)).first()


def _made_meanwhile(db: Session, actor: Actor, once: str) -> Goal:
    """The goal that the same form made at the same moment."""
    found = _made_by(db, actor, once)
    if found is None:
        raise Conflict(_("Another window was faster. Please try again."))
    return found


def _require(db: Session, values: Values, *, new: bool, moved: bool = True) -> None:
    errors = dict(_faults(db, values, new=new, moved=moved))
    if errors:
        raise Refused(_("Please look at the marked fields; nothing is lost."), errors)


def _faults(db: Session, values: Values, *, new: bool, moved: bool) -> Iterator[tuple[str, str]]:
    """(field, sentence). A goal already due may keep its day while other things in it change."""
    framework = versions.in_force(db).framework
    if new and framework.competency(values.competency) is None:
        yield "competency", _("Please choose one of the values offered.")
    if values.from_proficiency is not None and framework.proficiency(values.from_proficiency) is None:
        yield "from_proficiency", _("Choose a proficiency of the scale.")
    if framework.proficiency(values.to_proficiency) is None:
        yield "to_proficiency", _("Choose a proficiency of the scale.")
    elif values.from_proficiency is not None and values.to_proficiency <= values.from_proficiency:
        yield "to_proficiency", _("A goal has to aim above the present proficiency.")
    if moved and (sentence := day_fault(values.due_on)):
        yield "due_on", sentence
    if not 0 <= values.hours <= MOST_HOURS:
        yield "hours", _("This number is outside what is possible here.")


def _require_room(db: Session, actor: Actor) -> None:
    goals = db.exec(select(Goal.state).where(Goal.person_id == actor.person_id)).all()
    if len([state for state in goals if state not in CLOSED]) >= MOST_OPEN:
        raise Refused(_("At most %(most)s goals can be open. Meet or drop one first.", most=MOST_OPEN))
    if len(goals) >= MOST_GOALS:
        raise Refused(_("A plan holds at most %(most)s goals, closed ones included.", most=MOST_GOALS))


def day_fault(day: date) -> str | None:
    """What is wrong with a day to come: past, or further away than anybody plans."""
    today = clock.today()
    if day < today:
        return _("This day has passed.")
    return _("This day is too far away.") if day.year > today.year + FURTHEST_YEARS else None


def _note(db: Session, actor: Actor, action: str, goal: Goal) -> None:
    record(db, action, actor_id=actor.person_id, subject_id=goal.person_id, object=f"goal:{goal.id}")
