"""A conversation in words: how far both sides are apart, how far they are, and what is missing. Fair to both."""

from collections.abc import Iterable

from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext, noop
from app.reviews.conversations.items import Item
from app.reviews.conversations.missing import Missing, Progress

KINDS = {
    "apart": noop("Seen differently"),
    "no_opportunity": noop("No opportunity yet"),
    "one_sided": noop("Answered by one side"),
    "same": noop("Seen alike, or not answered"),
}
VERDICTS = {
    "now": noop("Ready now"),
    "soon": noop("Within a year"),
    "later": noop("Later"),
}
STATES = {
    "preparing": noop("in preparation"),
    "open": noop("open"),
    "signed": noop("signed"),
    "acknowledged": noop("acknowledged"),
    "excused": noop("excused"),
}
RECORDS = {
    "signed": noop("Signed record"),
    "amendment": noop("Amendment"),
    "calibration": noop("Change after calibration"),
}


def distance_in_words(item: Item) -> str:
    """'2 steps apart, the self-assessment is higher', or what else stands between both sides."""
    own, managers = item.own.answer, item.managers_answer
    match item.kind:
        case "apart":
            steps = item.distance or 0
            if steps > 0:
                return ngettext(
                    "one step apart, self higher",
                    "%(n)s steps apart, self higher",
                    steps,
                )
            return ngettext("one step apart, manager higher", "%(n)s steps apart, manager higher", -steps)
        case "no_opportunity":
            if own.no_opportunity and managers.no_opportunity:
                return _("no opportunity yet, both say")
            return (
                _("no opportunity yet, says the person")
                if own.no_opportunity
                else _("no opportunity yet, says the manager")
            )
        case "one_sided":
            return _("only the person answered") if own.given else _("only the manager answered")
        case "same":
            return _("both say the same")
        case "unanswered":
            return _("neither side answered")


def agreed_in_words(progress: Progress) -> str:
    """'9 of 12 agreed'."""
    return _("%(agreed)s of %(of)s agreed", agreed=progress.agreed, of=progress.of)


def waiting_in_words(progress: Progress) -> list[str]:
    """What else waits for an answer: '1 promise unanswered', '1 request unanswered'."""
    waiting = []
    if progress.promises:
        waiting.append(ngettext("%(n)s promise unanswered", "%(n)s promises unanswered", progress.promises))
    if progress.opportunities:
        waiting.append(ngettext("%(n)s request unanswered", "%(n)s requests unanswered", progress.opportunities))
    return waiting


def missing_in_words(one: Missing) -> str:
    """One sentence about what signing waits for."""
    names = _titles(item.competency.title for item in one.items)
    n = len(one.items) or len(one.promises)
    match one.kind:
        case "promises":
            return ngettext(
                "%(n)s promise of last time has no answer yet: %(names)s.",
                "%(n)s promises of last time have no answer yet: %(names)s.",
                n,
                names=_titles(f"“{promise.title}”" for promise in one.promises),
            )
        case "agreements":
            return ngettext(
                "%(n)s competency has no agreed answer yet: %(names)s.",
                "%(n)s competencies have no agreed answer yet: %(names)s.",
                n,
                names=names,
            )
        case "reasons":
            return _("The reason why it differs from a side is missing: %(names)s.", names=names)
        case "opportunities":
            return _("The manager has not answered ‘no opportunity yet’: %(names)s.", names=names)
        case "day":
            return _("The day of the conversation is not named yet.")
        case "future":
            return _("The day of the conversation is still ahead.")


def _titles(titles: Iterable[object]) -> str:
    return _(", ").join(str(title) for title in titles)
