"""Gaps and their priorities in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce

from app.framework.model import Framework
from app.framework.words import proficiency_in_words
from app.gaps.analysis import Gap, GapAnalysis, Priority, Reason, State
from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext


@dataclass(frozen=True, slots=True)
class GapWords:
    """A headline, and the texts of the indicators that a page lists under it."""

    headline: str
    indicators: tuple[str, ...] = ()


def gap_in_words(framework: Framework, gap: Gap) -> GapWords:
    """'Needs 3 practitioner, now 2 foundation — 2 indicators still missing', and these indicators."""
    headline = _HEADLINES[gap.state](framework, gap)
    return GapWords(headline, tuple(str(indicator.text) for indicator in gap.missing))


def progress_in_words(analysis: GapAnalysis) -> str:
    """'meets 9 of 10; 2 not rated yet': only what is rated counts, the rest is named beside it."""
    return _listed(_progress(analysis))


def reason_in_words(priority: Priority) -> str:
    """Why this gap comes where it comes: 'key competency; one step short; open for 4 months'."""
    return _listed(_reasons(priority.reason))


def _met(framework: Framework, gap: Gap) -> str:
    return _("Needs %(required)s, and that is met", required=proficiency_in_words(framework, gap.required))


def _above(framework: Framework, gap: Gap) -> str:
    return _("Needs %(required)s, now %(current)s", **_required_and_current(framework, gap))


def _short(framework: Framework, gap: Gap) -> str:
    if not gap.missing:
        return _("Needs %(required)s, now %(current)s", **_required_and_current(framework, gap))
    return ngettext(
        "Needs %(required)s, now %(current)s — %(n)s indicator still missing",
        "Needs %(required)s, now %(current)s — %(n)s indicators still missing",
        len(gap.missing),
        **_required_and_current(framework, gap),
    )


def _not_rated(framework: Framework, gap: Gap) -> str:
    return _("Needs %(required)s; not rated yet", required=proficiency_in_words(framework, gap.required))


def _no_opportunity(framework: Framework, gap: Gap) -> str:
    return _(
        "Needs %(required)s; no opportunity to show it yet", required=proficiency_in_words(framework, gap.required)
    )


_HEADLINES: dict[State, Callable[[Framework, Gap], str]] = {
    "met": _met,
    "above": _above,
    "short": _short,
    "not_rated": _not_rated,
    "no_opportunity": _no_opportunity,
}


def _required_and_current(framework: Framework, gap: Gap) -> dict[str, str]:
    values = {"required": gap.required, "current": gap.current.rated}
    return {name: "" if value is None else proficiency_in_words(framework, value) for name, value in values.items()}


def _progress(analysis: GapAnalysis) -> Iterator[str]:
    if not analysis.gaps:
        yield _("no competency is required")
    if analysis.judged:
        yield _("meets %(met)s of %(judged)s", met=len(analysis.met), judged=len(analysis.judged))
    if unrated := len(analysis.not_rated):
        yield ngettext("%(n)s not rated yet", "%(n)s not rated yet", unrated)
    if waiting := len(analysis.no_opportunity):
        yield ngettext("%(n)s without an opportunity yet", "%(n)s without an opportunity yet", waiting)


def _reasons(reason: Reason) -> Iterator[str]:
    if reason.key:
        yield _("key competency")
    yield ngettext("one step short", "%(n)s steps short", reason.size)
    yield _open_for(reason.open_days)


def _open_for(days: int) -> str:
    """In months from the first twelfth of a year on, so that 365 days are 12 months; in days before."""
    if months := days * 12 // 365:
        return ngettext("open for one month", "open for %(n)s months", months)
    if days:
        return ngettext("open for one day", "open for %(n)s days", days)
    return _("seen today for the first time")


def _listed(facts: Iterator[str]) -> str:
    return reduce(lambda said, more: _("%(said)s; %(more)s", said=said, more=more), facts)
