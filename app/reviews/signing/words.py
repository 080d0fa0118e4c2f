"""Records in words."""

from app.framework.model import Framework
from app.kit.dates import day
from app.kit.i18n import gettext as _
from app.kit.i18n import language, noop
from app.reviews.conversations import words as conversations
from app.reviews.signing.reconsiderations import Asked
from app.reviews.signing.snapshot import Manager, Person, ReadinessItem

RECORDS = conversations.RECORDS
VERDICTS = conversations.VERDICTS
OUTCOMES = {
    "open": noop("still open"),
    "kept": noop("kept"),
    "released": noop("released"),
}
ITEMS = {
    "unmet": noop("Still missing"),
    "agreeable": noop("The conversation may agree to it"),
    "unknown": noop("Cannot be judged yet"),
    "met": noop("Met"),
}
RECONSIDERED = {
    "stands": noop("the record stands"),
    "amended": noop("the record was amended"),
}
PARTS = {
    "held_on": noop("The day of the conversation"),
    "notes": noop("The shared notes"),
    "opportunities": noop("The answers to “no opportunity yet”"),
    "commitments": noop("The commitments"),
    "looked_back": noop("What became of the promises of last time"),
    "next_level": noop("The next level"),
    "evidence": noop("The evidence"),
    "person": noop("The level held"),
}


def name(who: Person | Manager) -> str:
    """A name in the order of the reader's language."""
    return who.name_latin if language() == "en" and who.name_latin else who.name


def item(one: ReadinessItem) -> str:
    return one.en if language() == "en" else one.zh


def marked(mark: str, framework: Framework) -> str:
    """An agreed answer as marks.py abbreviates it."""
    if mark == "none":
        return _("No opportunity yet")
    step = framework.proficiency(int(mark)) if mark.isascii() and mark.isdigit() else None
    return f"{mark} {step.title}" if step else _("Not rated yet")


def state(one: Asked) -> str:
    """How far a reconsideration is."""
    if one.outcome:
        return _(RECONSIDERED[one.outcome])
    if not one.waits:
        return _("not answered")
    return _("to be answered by %(day)s", day=day(one.due_on))
