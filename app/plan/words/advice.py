"""What was done about a piece of advice, in words."""

from app.kit.dates import day
from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext
from app.plan.advice import GOAL, REFLECT, Taken


def taken_in_words(taken: Taken) -> str:
    """What was done about a piece of advice, and when last."""
    if taken.last is None:
        return _("Nothing on record.")
    if taken.advice.id == GOAL:
        return _("Target set on %(day)s.", day=day(taken.last))
    if taken.advice.id == REFLECT:
        return _("Last reflected on %(day)s.", day=day(taken.last))
    return ngettext(
        "%(n)s entry, the last of %(day)s.", "%(n)s entries, the last of %(day)s.", taken.done, day=day(taken.last)
    )
