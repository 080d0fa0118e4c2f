"""Evidence in words: what there is for a competency, and what an entry still lacks to pass a gate."""

from collections.abc import Callable
from functools import reduce

from app.framework.model import EvidenceGate
from app.gaps.proof import Shown
from app.gaps.state import Almost, Lack
from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext, noop

ROLES = {"took_part": noop("took part"), "owned": noop("owned it"), "led": noop("led it")}
TRAITS = {"cross_department": noop("it is not marked as across departments")}


def almost_in_words(gate: EvidenceGate, entry: Almost) -> str:
    """'“618 promotion” would count once it is finished and verified'."""
    said = reduce(
        lambda said, more: _("%(said)s; %(more)s", said=said, more=more), (_LACKS[lack](gate) for lack in entry.lacks)
    )
    return _("“%(title)s” does not count yet: %(why)s", title=entry.title, why=said)


def evidence_in_words(shown: Shown | None) -> str:
    """'2 entries, 1 verified' or that there is none yet."""
    if shown is None:
        return _("no evidence yet")
    entries = ngettext("%(n)s piece of evidence", "%(n)s pieces of evidence", shown.entries)
    if not shown.verified:
        return _("%(entries)s, none verified yet", entries=entries)
    return _("%(entries)s, %(n)s verified", entries=entries, n=shown.verified)


_LACKS: dict[Lack, Callable[[EvidenceGate], str]] = {
    "role": lambda gate: _(
        "the role must be at least “%(role)s”", role=_(ROLES[gate.role]) if gate.role in ROLES else gate.role
    ),
    "trait": lambda gate: (
        _(TRAITS[gate.trait]) if gate.trait in TRAITS else _("it is not marked “%(mark)s”", mark=gate.trait)
    ),
    "finished": lambda _gate: _("it is still going on"),
    "recent": lambda gate: ngettext(
        "it is older than %(n)s month", "it is older than %(n)s months", gate.within_months or 0
    ),
    "expired": lambda _gate: _("it has expired"),
    "private": lambda _gate: _("it is private"),
    "verified": lambda _gate: _("nobody else has verified it as it stands"),
}
