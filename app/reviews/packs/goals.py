"""Goals as blocks of a pack."""

from collections.abc import Iterator, Sequence

from app.framework.model import Framework
from app.goals.queries import GoalRow
from app.kit.dates import day
from app.kit.document import Block, Point, Points, Words
from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext
from app.plan.words import state_in_words, step_in_words, title_of


def blocks(framework: Framework, goals: Sequence[GoalRow]) -> Iterator[Block]:
    """What is open before what is met, in the same size; dropped ones are left out."""
    open_ = [goal for goal in goals if goal.open]
    met = [goal for goal in goals if goal.state == "met"]
    for title, found in ((_("Open"), open_), (_("Met"), met)):
        if found:
            yield Words(title, "label")
            yield Points(tuple(_point(framework, goal) for goal in found))
    if not open_ and not met:
        yield Words(_("No goals yet."), "soft")


def _point(framework: Framework, goal: GoalRow) -> Point:
    said = _(
        "%(competency)s, %(step)s, by %(day)s",
        competency=title_of(framework, goal), step=step_in_words(framework, goal), day=day(goal.due_on),
    )  # fmt: skip
    below = [goal.measure] if goal.measure else []
    if goal.actions:
        of = len(goal.actions)
        below.append(ngettext("%(done)s of %(n)s action done", "%(done)s of %(n)s actions done", of, done=goal.done))
    return Point(said, "open" if goal.open else "met", state_in_words(goal.state), tuple(below))
