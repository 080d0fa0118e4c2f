"""Questions that are worth asking in a conversation: a few for each side, and prompts of the framework."""

from collections.abc import Iterable, Mapping
from datetime import date

from app.evidence.kinds import KINDS
from app.evidence.queries import Entry
from app.framework.model import Framework
from app.kit.i18n import noop
from app.reflections.prompts import last_touched

MOST = 3
TO_THE_MANAGER = (
    noop("What that I did since last time helped most, and what would you like to see more of?"),
    noop("Which one thing would bring me closest to the next level, and on which work can I show it?"),
    noop("What can I count on you for, and by when?"),
)
TO_THE_PERSON = (
    noop("What are you proudest of since last time, and what was harder than it looked?"),
    noop("Where did you have no chance to show what you can do, and which work would give you one?"),
    noop("What do you need from me, by when, and what that I promised is still missing?"),
)
PLAIN: Mapping[str, tuple[str, ...]] = {"person": TO_THE_MANAGER, "manager": TO_THE_PERSON}
"""By who asks."""


def prompts(framework: Framework, level: str | None, entries: Iterable[Entry], today: date) -> list[str]:
    """One prompt of each of the pieces of advice that evidence has touched longest ago or never, for this level.

    Reflections play no part: that somebody reflected is hers alone.
    """
    serves = {kind.id: kind.advice for kind in KINDS if kind.advice}
    touched = last_touched({}, entries, serves, today)
    found = []
    for advice in sorted(framework.advice, key=lambda one: touched.get(one.id, date.min)):
        fitting = [prompt for prompt in advice.prompts if not prompt.levels or level in prompt.levels]
        found += [str(prompt.text) for prompt in fitting[:1]]
    return found[:MOST]
