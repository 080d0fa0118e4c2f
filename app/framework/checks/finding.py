"""What a check says."""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

from app.framework.model import Framework
from app.kit.faults import Severity
from app.kit.i18n import gettext as _
from app.kit.yaml import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault by its path in the framework instead of its place in a file.

    `at_key`: it is about the key that the path ends in, not about the value.
    """

    path: Path
    message: str
    fix: str
    severity: Severity = "error"
    at_key: bool = False


def unknown(path: Path, message: str, id: str, known: Collection[str], at_key: bool = False) -> Finding:
    """An id that is not among those it can refer to, with the one that was probably meant."""
    guesses = get_close_matches(id, known, 1)
    if guesses:
        fix = _("Did you mean '%(guess)s'?", guess=guesses[0])
    else:
        fix = _("Remove it, or use one of: %(names)s.", names=", ".join(sorted(known)[:20]) or "–")
    return Finding(path, message, fix, at_key=at_key)


def off_scale(path: Path, value: int, framework: Framework) -> Finding | None:
    """A finding when no step of the scale has this value."""
    if framework.proficiency(value):
        return None
    steps = ", ".join(str(step.value) for step in framework.scale[:20])
    message = _("%(value)s is not on the scale.", value=value)
    return Finding(path, message, _("Write one of: %(names)s.", names=steps or "–"))
