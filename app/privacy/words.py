"""Requests about data in the reader's language."""

from app.kit.i18n import noop
from app.people.words import name_of as name  # noqa: F401
from app.privacy.queries import Asked, Request

CORRECTIONS = {
    None: noop("waits for HR"),
    "corrected": noop("corrected"),
    "declined": noop("left as it is"),
    "withdrawn": noop("taken back"),
}
CORRECTION_TAGS = {None: "amber", "corrected": "jade", "declined": "", "withdrawn": "dashed"}
ERASURES = {
    "waiting": noop("waits for HR"),
    "half": noop("record kept for now"),
    "done": noop("erased"),
    "declined": noop("declined"),
    "withdrawn": noop("taken back"),
}
ERASURE_TAGS = {"waiting": "amber", "half": "jade", "done": "jade", "declined": "", "withdrawn": "dashed"}


def correction_state(one: Asked) -> tuple[str, str]:
    """What a request has come to, as a message id, and the class of its tag."""
    return CORRECTIONS[one.outcome], CORRECTION_TAGS[one.outcome]


def erasure_state(one: Request) -> tuple[str, str]:
    """The same for an erasure."""
    return ERASURES[one.state], ERASURE_TAGS[one.state]
