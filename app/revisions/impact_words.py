"""What changes for one person, in the reader's language."""

from app.framework.model import Framework
from app.gaps import words
from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext
from app.revisions.impact_answers import GapChange, ItemChange


def gap_in_words(change: GapChange) -> str:
    """'Data analysis: met → 2 steps short'."""
    title = change.competency.title
    if change.turn == "new":
        return _("%(competency)s: newly asked, %(after)s", competency=title, after=_short(change.after))
    if change.turn == "gone":
        return _("%(competency)s: no longer asked (%(before)s)", competency=title, before=_short(change.before))
    return _(
        "%(competency)s: %(before)s → %(after)s",
        competency=title, before=_short(change.before), after=_short(change.after),
    )  # fmt: skip


def _short(size: int | None) -> str:
    if size is None:
        return _("cannot be judged yet")
    return ngettext("%(n)s step short", "%(n)s steps short", size) if size else _("met")


def item_in_words(framework: Framework, change: ItemChange) -> str:
    """What became of it, and the item as it is after, or was before it fell away."""
    what = _("in the way now") if change.bars else _("no longer in the way") if change.frees else _("counts otherwise")
    return _("%(what)s: %(said)s", what=what, said=words.item_in_words(framework, change.item).headline)


def steps_in_words(by: int) -> str:
    """'2 steps more', '1 step less'."""
    if by > 0:
        return ngettext("%(n)s step more", "%(n)s steps more", by)
    return ngettext("%(n)s step less", "%(n)s steps less", -by)
