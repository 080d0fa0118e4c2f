"""Commitments in the reader's language."""

from app.commitments.queries import Happened
from app.kit.dates import day
from app.kit.i18n import gettext as _
from app.kit.i18n import language


def state_in_words(state: str) -> str:
    return {
        "proposed": _("not signed yet"),
        "open": _("to be kept"),
        "kept": _("kept"),
        "released": _("released"),
    }[state]


def happened_in_words(event: Happened) -> str:
    """What happened, without who and when."""
    match event.kind:
        case "opened":
            return _("Promised, with the signature of the conversation")
        case "kept":
            return _("Kept")
        case "reopened":
            return _("Taken back: still open")
        case "moved":
            return _(
                "Moved to another day; it was due on %(day)s", day=day(event.due_before) if event.due_before else ""
            )
        case "handed_over":
            before = event.owner_before
            name = (before.name_latin if language() == "en" and before.name_latin else before.name) if before else ""
            return _("Taken over from %(name)s", name=name)
    return _("Released")
