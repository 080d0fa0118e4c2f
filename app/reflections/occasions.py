"""What asks a person to reflect. One line here makes an occasion; which evidence raises one stands in `RAISED_BY`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from app.evidence.queries import Entry
from app.kit.i18n import noop


@dataclass(frozen=True, slots=True)
class Occasion:
    """A kind of occasion.

    `title` names it, `words` says it of one subject (`%(subject)s`, `%(day)s`), `plain` is the question
    where the framework has no prompt for it; all three are messages. `advice`: the piece of career advice
    whose prompts come first.
    """

    id: str
    title: str
    words: str
    plain: str
    advice: str | None = None


ORDERED = (
    Occasion(
        "periodic",
        noop("Regular reflection"),
        noop("A look back at the time since %(day)s"),
        noop("What went better than expected since last time, what did not, and what do I change now?"),
    ),
    Occasion(
        "level",
        noop("After a new level"),
        noop("“%(subject)s” since %(day)s"),
        noop("What does this level ask that I have never done, and whom do I ask for help first?"),
        "responsibility",
    ),
    Occasion(
        "project",
        noop("After a project"),
        noop("“%(subject)s” has ended"),
        noop("What would I do differently if this project began tomorrow, and where do I use it next?"),
        "experience",
    ),
    Occasion(
        "certificate",
        noop("After a certificate"),
        noop("“%(subject)s” has been earned"),
        noop("What of what I learned have I used already, and where do I use the next piece of it?"),
        "certificates",
    ),
    Occasion(
        "gap",
        noop("A gap that stays"),
        noop("“%(subject)s”: the gap has stayed open since %(day)s"),
        noop("What has kept me from working on this, and what is the smallest next step?"),
        "skills",
    ),
    Occasion(
        "own",
        noop("Of my own accord"),
        noop("Of my own accord"),
        noop("What is on my mind, what do I make of it, and what do I change?"),
    ),
)
OCCASIONS: Mapping[str, Occasion] = {occasion.id: occasion for occasion in ORDERED}
"""By id, the most pressing first."""

RAISED_BY: Mapping[str, tuple[str, Callable[[Entry], date | None]]] = {
    "project": ("project", lambda entry: entry.ended_on),
    "certificate": ("certificate", lambda entry: entry.started_on),
}
"""Kind of evidence → the occasion that an entry of it raises, and on which day; None: not yet."""
