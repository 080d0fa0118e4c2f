"""In which order the competencies of a conversation are talked about: the same for both sides, and it stays.

It depends on the two assessments alone, so that a card does not move while it is agreed on.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby

from app.reviews.conversations.items import Item, Kind

RANKS: Mapping[Kind, int] = {"apart": 0, "no_opportunity": 1, "one_sided": 2, "same": 3, "unanswered": 3}


def ordered(items: Iterable[Item]) -> list[Item]:
    """Disagreements first, the largest first and key competencies first among equals; then 'no opportunity' of
    either side; then what one side answered; then the rest. What is equal stays in the order given.
    """
    return sorted(items, key=_place)


def grouped(items: Iterable[Item]) -> list[tuple[Kind, list[Item]]]:
    """The same under a heading each; what nobody answered stands with what both say alike."""
    together = groupby(ordered(items), key=lambda item: RANKS[item.kind])
    groups = [list(members) for _, members in together]
    return [("same" if RANKS[members[0].kind] == RANKS["same"] else members[0].kind, members) for members in groups]


def _place(item: Item) -> tuple[int, int, bool]:
    rank = RANKS[item.kind]
    if rank:
        return rank, 0, False
    return rank, -abs(item.distance or 0), not item.key
