"""The texts that a proposed goal begins with: its owner changes them."""

from app.framework.model import Competency, Framework, Level
from app.gaps.analysis import Gap
from app.gaps.words import proficiency_in_words
from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext


def why(framework: Framework, gap: Gap, level: Level, face: str | None) -> str:
    """What the level asks, and where the person is."""
    required = proficiency_in_words(framework, gap.required)
    if gap.current.rated is None:
        return _("“%(level)s” asks for %(required)s here.", level=level.title_for(face), required=required)
    current = proficiency_in_words(framework, gap.current.rated)
    if not gap.size:
        return _("What is asked here is met; I want to go on from %(current)s.", current=current)
    return ngettext(
        "“%(level)s” asks for %(required)s here, I am at %(current)s: %(n)s indicator still missing.",
        "“%(level)s” asks for %(required)s here, I am at %(current)s: %(n)s indicators still missing.",
        len(gap.missing), level=level.title_for(face), required=required, current=current,
    )  # fmt: skip


def measure(competency: Competency, from_: int | None, to: int | None) -> str:
    """The indicators on the way, a line each: what others will be able to see."""
    if to is None:
        return ""
    found = competency.indicators_at(to) if from_ is None else competency.indicators_between(from_, to)
    return "\n".join(f"· {indicator.text}" for indicator in found)
