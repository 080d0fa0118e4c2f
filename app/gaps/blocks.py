"""Gaps and readiness as blocks of a document: the same in the growth file and in the packs."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.framework.model import Framework
from app.gaps.analysis import Gap
from app.gaps.picture import Picture
from app.gaps.readiness import EvidenceFacts, Item, Readiness, State
from app.gaps.words import item_in_words, progress_in_words
from app.kit.dates import day
from app.kit.document import Block, Colour, Point, Points, Tag, Words
from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext, noop

COLOURS: dict[str, Colour] = {"above": "jade", "met": "jade", "no_opportunity": "dashed", "not_rated": "dashed"}
STATES: Mapping[State, str] = {
    "unmet": noop("Still missing"),
    "agreeable": noop("The conversation may agree to it"),
    "unknown": noop("Cannot be judged yet"),
    "met": noop("Met"),
}


def basis_in_words(picture: Picture) -> str:
    """Whose ratings of which day, and how much of what is asked they meet."""
    if not picture.rated_on:
        return _("Nothing is rated yet.")
    if picture.draft:
        said = _("From the draft you are writing, not submitted yet.")
    elif picture.basis == "agreed":
        said = _("By the ratings agreed on %(day)s.", day=day(picture.rated_on))
    elif picture.basis == "self":
        said = _("By the self-assessment of %(day)s.", day=day(picture.rated_on))
    else:
        said = _("By the manager assessment of %(day)s.", day=day(picture.rated_on))
    met = progress_in_words(picture.analysis)
    return _("%(said)s %(more)s", said=said, more=met[:1].upper() + met[1:])


def gap_tag(gap: Gap) -> Tag:
    """How far a rating is from what the target requires."""
    if gap.state == "short" and gap.size:
        colour: Colour = "cinnabar" if gap.key or gap.size > 1 else "amber"
        return Tag(ngettext("%(n)s step short", "%(n)s steps short", gap.size), colour)
    said = {
        "above": ngettext("%(n)s step above", "%(n)s steps above", gap.surplus),
        "met": _("met"),
        "no_opportunity": _("No opportunity yet"),
        "not_rated": _("Not rated yet"),
    }
    return Tag(said[gap.state], COLOURS[gap.state])


def readiness_blocks(framework: Framework, readiness: Readiness) -> Iterator[Block]:
    """Every item under its heading, what is open before what is met, all in the same size."""
    for state, title in STATES.items():
        items = [item for item in readiness.items if item.state == state]
        if items:
            yield Words(_(title), "label")
            yield Points(tuple(_point(framework, item) for item in items))


def _point(framework: Framework, item: Item) -> Point:
    said = item_in_words(framework, item)
    return Point(said.headline, item.state, _("key competency") if item.key else "", said.indicators)


def without_private(readiness: Readiness) -> Readiness:
    """The same without the titles of entries that nobody else may see: for what is passed on."""
    return replace(readiness, items=tuple(map(_shareable, readiness.items)))


def _shareable(item: Item) -> Item:
    if not isinstance(item.facts, EvidenceFacts):
        return item
    almost = tuple(one for one in item.facts.almost if "private" not in one.lacks)
    return replace(item, facts=replace(item.facts, almost=almost))
