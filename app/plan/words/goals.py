"""A goal in words: what it is called, how far it leads, what happened to it."""

from collections.abc import Iterator, Sequence

from app.framework.model import Framework
from app.gaps.words import proficiency_in_words
from app.goals.queries import GoalRow, StateRow
from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext, noop

STATES = {
    "drafted": noop("drafted"),
    "agreed": noop("agreed"),
    "paused": noop("paused"),
    "met": noop("met with evidence"),
    "dropped": noop("dropped"),
}


def plan_in_words(goals: Sequence[GoalRow]) -> str:
    """'3 open goals, 1 of them agreed'."""
    open_ = [goal for goal in goals if goal.open]
    return ngettext(
        "%(n)s open goal, %(agreed)s agreed", "%(n)s open goals, %(agreed)s agreed", len(open_),
        agreed=sum(goal.state == "agreed" for goal in open_),
    )  # fmt: skip


def title_of(framework: Framework, goal: GoalRow) -> str:
    """A goal is called by its competency; by its id where the framework no longer has it."""
    competency = framework.competency(goal.competency)
    return str(competency.title) if competency else goal.competency


def step_in_words(framework: Framework, goal: GoalRow) -> str:
    """'2 foundation → 3 practitioner'; the aim alone when there was no rating to start from."""
    to = proficiency_in_words(framework, goal.to_proficiency)
    if goal.from_proficiency is None:
        return _("to %(to)s", to=to)
    return _("%(from_)s → %(to)s", from_=proficiency_in_words(framework, goal.from_proficiency), to=to)


def state_in_words(state: str) -> str:
    return _(STATES[state])


def history_in_words(goal: GoalRow) -> Iterator[tuple[StateRow, str]]:
    """Each state with what it says: a draft again has a different reason after each state before."""
    stood = before = ""
    for row in goal.states:
        yield row, _happened(row, before, stood, goal.person_id)
        before = row.state
        stood = stood if before == "paused" else before


def _happened(row: StateRow, before: str, stood: str, owner_id: int) -> str:
    """`stood`: the last state but for pauses."""
    if before == "paused" and row.state == stood:
        return _("resumed")
    if row.state != "drafted" or not before:
        return state_in_words(row.state)
    if stood == "agreed":
        return _("changed, so a draft again") if row.by_id == owner_id else _("agreement taken back")
    return _("taken up again")


def progress_in_words(goal: GoalRow) -> str:
    if not goal.actions:
        return _("no action planned yet")
    return ngettext(
        "%(done)s of %(n)s action done", "%(done)s of %(n)s actions done", len(goal.actions), done=goal.done
    )
