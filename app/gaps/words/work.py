"""Suggested work and the next best thing to do in words."""

from app.gaps.suggestions import NextBest, Suggestion
from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext, noop

SECTIONS = {
    "work_areas": noop("area of work: %(title)s"),
    "workflow": noop("step of the work: %(title)s"),
    "duties": noop("duty: %(title)s"),
}


def suggestion_in_words(suggestion: Suggestion) -> str:
    """The task to take on, and where in the role it belongs."""
    place = section_in_words(suggestion)
    return _("%(task)s (%(place)s)", task=suggestion.exercise.task, place=place)


def section_in_words(suggestion: Suggestion) -> str:
    """Where in the role the work belongs: an area, a step or a duty, with its title."""
    return _(SECTIONS[suggestion.section], title=suggestion.item.title)


def next_best_in_words(best: NextBest) -> str:
    """What to do next, in one sentence. Why: `reason_in_words(best.priority)`; where: its suggestion."""
    first = best.gaps[0].competency.title if best.gaps else None
    match best.do:
        case "assess":
            return _("Start with an assessment: it shows what to work on first.")
        case "rate_missing":
            return ngettext(
                "Complete the assessment: %(n)s competency has no rating yet, “%(competency)s”.",
                "Complete the assessment: %(n)s competencies have no rating yet, “%(competency)s” first.",
                len(best.gaps),
                competency=first,
            )
        case "close_gap":
            return _("Work on “%(competency)s” next.", competency=first)
        case "find_opportunity":
            return _("Look for a first opportunity to show “%(competency)s”.", competency=first)
        case "nothing":
            return _("Every competency that this level requires is met: time to look further ahead.")
