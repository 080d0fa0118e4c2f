"""What the plan check found, one sentence each with what was found and why it matters."""

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import assert_never

from app.framework.model import Framework
from app.gaps.words import reason_in_words
from app.kit.dates import day
from app.kit.i18n import gettext as _
from app.plan.findings import (
    Collision,
    Dated,
    Finding,
    NotAsked,
    NotCovered,
    Overdue,
    PromiseDue,
    TargetPassed,
    TooEarly,
    TooMuch,
)
from app.plan.words.goals import title_of
from app.plan.words.numbers import hours_in_words, month_in_words

SIGNS: Mapping[type[Finding], str] = {Overdue: "unmet", TooMuch: "unmet", NotCovered: "unknown", NotAsked: "unknown"}


def sign_of(finding: Finding) -> str:
    """How pressing it is, as the marks of the readiness list have it: unmet, agreeable, unknown."""
    return SIGNS.get(type(finding), "agreeable")


def finding_in_words(framework: Framework, finding: Finding) -> str:
    """One sentence with what was found and why it matters."""
    match finding:
        case TooMuch(found):
            return _(
                "%(month)s: the goals need %(asked)s hours, %(there)s are available.",
                month=month_in_words(found.first), asked=hours_in_words(found.tenths),
                there=hours_in_words(found.capacity),
            )  # fmt: skip
        case Collision():
            return _collision(framework, finding)
        case Overdue(due):
            return _("Overdue: %(what)s, due %(day)s.", day=day(due.on), what=_due(framework, due))
        case NotAsked():
            return _not_asked(framework, finding)
        case NotCovered(priority):
            return _(
                "No goal covers “%(competency)s” yet (%(reason)s).",
                competency=priority.gap.competency.title, reason=reason_in_words(priority),
            )  # fmt: skip
        case TooEarly(by_on, earliest):
            return _(
                "The target date is %(day)s; with the time each level takes, %(earliest)s is the earliest.",
                day=day(by_on), earliest=day(earliest),
            )  # fmt: skip
        case TargetPassed(by_on):
            return _("The target date, %(day)s, has passed. Time to set a new one.", day=day(by_on))
    assert_never(finding)


def _collision(framework: Framework, finding: Collision) -> str:
    dues = finding.dues
    first, last, which = dues[0].on, dues[-1].on, _listed(_due(framework, due) for due in dues)
    if first == last:
        return _("On %(day)s, %(n)s things are due at once: %(which)s.", day=day(first), n=len(dues), which=which)
    return _(
        "Within seven days, %(first)s to %(last)s, %(n)s things are due: %(which)s.",
        first=day(first), last=day(last), n=len(dues), which=which,
    )  # fmt: skip


def _not_asked(framework: Framework, finding: NotAsked) -> str:
    title, level = title_of(framework, finding.goal), finding.level.title_for(finding.face)
    if finding.gap is None:
        return _("“%(level)s” does not require “%(goal)s”. Is the goal still worth its hours?", level=level, goal=title)
    return _(
        "“%(goal)s”: what “%(level)s” requires is met already. Is the goal still worth its hours?",
        level=level,
        goal=title,
    )


def _due(framework: Framework, due: Dated) -> str:
    if isinstance(due, PromiseDue):
        return _("the promise “%(title)s”", title=due.promise.title.rstrip("。."))
    if due.action is None:
        return _("the goal “%(title)s”", title=title_of(framework, due.goal))
    return _("“%(title)s”", title=due.action.title.rstrip("。."))


def _listed(parts: Iterable[str]) -> str:
    return reduce(lambda said, more: _("%(said)s; %(more)s", said=said, more=more), parts)
