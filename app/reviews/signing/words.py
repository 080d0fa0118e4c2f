"""Records in words."""

from app.framework.model import Framework
from app.kit.i18n import gettext as _
from app.kit.i18n import language, noop
from app.reviews.signing.missing import Missing
from app.reviews.signing.snapshot import Manager, Person, ReadinessItem

RECORDS = {
    "signed": noop("Signed record"),
    "amendment": noop("Amendment"),
    "calibration": noop("Change after calibration"),
}
VERDICTS = {
    "now": noop("Ready now"),
    "soon": noop("Within a year"),
    "later": noop("Later"),
}
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


def missing(one: Missing, framework: Framework) -> str:
    """What stands against a signature, in a sentence."""
    named = (framework.competency(id) for id in one.competencies)
    what = _(", ").join([*(str(c.title) for c in named if c), *one.titles])
    match one.kind:
        case "agreement":
            return _("No agreed rating yet: %(what)s.", what=what)
        case "reason":
            return _("The agreed rating differs from a side's, and no reason is given: %(what)s.", what=what)
        case "opportunity":
            return _("“No opportunity yet” waits for the manager's answer: %(what)s.", what=what)
        case "promise":
            return _("Promised last time and due, but nobody says what became of it: %(what)s.", what=what)
        case "held_on":
            return _("The day of the conversation is not entered.")
    return _("The day of the conversation has not come yet.")
