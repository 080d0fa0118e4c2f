"""States of goals as the file says them."""

from app.kit.i18n import gettext as _
from app.kit.i18n import noop

GOAL_STATES = {
    "drafted": noop("Drafted"),
    "agreed": noop("Agreed"),
    "paused": noop("Paused"),
    "met": noop("Met"),
    "dropped": noop("Dropped"),
}


def state_in_words(state: str) -> str:
    """The state of a goal."""
    return _(GOAL_STATES[state])
