"""What several pages need so that no number is about fewer than `SMALLEST` people, nor leaves so few when subtracted.

People are counted in *blocks*; *strata* are sums that cut across the blocks, such as one for each level.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

One = TypeVar("One", bound=Hashable)

SMALLEST = 5
MOST_STRATA = 8
"""So many strata are told apart at most: the rule below tries every division of them."""


def merged(strata: Sequence[tuple[One, ...]], blocks: Sequence[Counter[One]]) -> list[tuple[One, ...]]:
    """Neighbours merged, the smallest first, until no division of the strata leaves too few people.

    `blocks`: for each block how many of its people belong to which member of a stratum.
    """
    found = list(strata)
    totals: Counter[One] = Counter()
    for block in blocks:
        totals.update(block)
    while len(found) > 1 and (_used(found, totals) > MOST_STRATA or not _safe(found, blocks)):
        held = [number for number, members in enumerate(found) if any(totals[one] for one in members)]
        at = min(held, key=lambda number: (sum(totals[one] for one in found[number]), number))
        other = at - 1 if at == held[-1] else at + 1
        low, high = min(at, other), max(at, other)
        found = [*found[:low], (*found[low], *found[high]), *found[high + 1 :]]
    return found


def _used(strata: Sequence[tuple[One, ...]], totals: Mapping[One, int]) -> int:
    return sum(any(totals[one] for one in members) for members in strata)


def _safe(strata: Sequence[tuple[One, ...]], blocks: Sequence[Counter[One]]) -> bool:
    """Whether sums over blocks and sums over strata, added and subtracted at will, never leave fewer than `SMALLEST`.

    Such a combination vanishes for everybody but those who are cut off when the strata are divided in two and each
    block goes with the side on which it has more people. So every division has to cut off enough of them, or nobody.
    """
    sizes = [[sum(block[one] for one in members) for members in strata] for block in blocks]
    held = [at for at in range(len(strata)) if any(row[at] for row in sizes)]
    # a block within one stratum is cut by no division
    mixed = [row for row in sizes if sum(map(bool, row)) > 1]
    return all(
        not 0 < _cut(mixed, side) < SMALLEST
        for number in range(1, len(held) // 2 + 1)
        for side in combinations(held, number)
    )


def _cut(sizes: Sequence[Sequence[int]], side: Sequence[int]) -> int:
    """How many people a division cuts off; enough is enough."""
    found = 0
    for row in sizes:
        inside = sum(row[at] for at in side)
        found += min(inside, sum(row) - inside)
        if found >= SMALLEST:
            break
    return found
