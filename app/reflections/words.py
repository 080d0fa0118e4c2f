"""Occasions in the reader's language."""

from app.kit.dates import day
from app.kit.i18n import gettext as _
from app.reflections.due import Due
from app.reflections.occasions import OCCASIONS


def occasion_in_words(occasion: str) -> str:
    """What kind of occasion it is, e.g. 'After a project'; an unknown one by its own name."""
    found = OCCASIONS.get(occasion)
    return _(found.title) if found else occasion


def due_in_words(due: Due) -> str:
    """What happened, in a few words: '“Spring campaign” has closed'."""
    return _(OCCASIONS[due.occasion].words, subject=due.subject, day=day(due.since))
