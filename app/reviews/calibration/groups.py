"""Who is counted together on the calibration page, so that nobody is worked out from what it shows.

Everything shown is a sum over *blocks* of at least `SMALLEST` people, or over *strata* of levels that cut across them.
Three ways lead to fewer people, and each is closed here: a small team (it joins the others, or is left out of every
number, totals too); looking twice while people are added (they come in waves, each with blocks of its own); and sums
over levels against sums over teams (levels are merged until whatever can be subtracted leaves `SMALLEST` people).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

SMALLEST = 5
MOST_STRATA = 8
"""So many levels are compared apart at most: the rule below tries every division of them."""

Level = str | None
OTHERS = None


@dataclass(frozen=True, slots=True)
class Counted:
    """Somebody whose rating is counted: by which manager, at which level she was assessed."""

    person: int
    manager: int
    level: Level


@dataclass(frozen=True, slots=True)
class Groups:
    """`rows`: manager → his people, in one block for each wave; OTHERS: those of managers with too few, together.

    Who is in no row is in no number at all. `strata`: level → the levels that are compared with it.
    """

    rows: Mapping[int | None, tuple[tuple[Counted, ...], ...]]
    strata: Mapping[Level, tuple[Level, ...]]

    @property
    def people(self) -> Iterator[Counted]:
        return (one for blocks in self.rows.values() for block in blocks for one in block)


def group(waves: Sequence[Iterable[Counted]], ladder: Sequence[str]) -> Groups:
    """The rows and strata for people who were added in these waves; `ladder`: the levels, the lowest first.

    Later waves never change what an earlier one was counted in; they only merge levels further.
    """
    rows: dict[int | None, list[tuple[Counted, ...]]] = defaultdict(list)
    strata: list[tuple[Level, ...]] = [(level,) for level in (None, *ladder)]
    for wave in waves:
        found = _blocks(wave)
        for manager, people in found.items():
            rows[manager].append(tuple(people))
        strata = _merged(strata, [Counter(one.level for one in people) for people in found.values()])
    together = {level: levels for levels in strata for level in levels}
    return Groups({manager: tuple(blocks) for manager, blocks in rows.items()}, together)


def _blocks(wave: Iterable[Counted]) -> dict[int | None, list[Counted]]:
    """The blocks of one wave; whoever is left when even the others together are too few is in none."""
    teams: dict[int, list[Counted]] = defaultdict(list)
    for one in wave:
        teams[one.manager].append(one)
    found: dict[int | None, list[Counted]] = {id: team for id, team in teams.items() if len(team) >= SMALLEST}
    others = [one for team in teams.values() if len(team) < SMALLEST for one in team]
    return found if len(others) < SMALLEST else {**found, OTHERS: others}


def _merged(strata: list[tuple[Level, ...]], rows: Sequence[Counter[Level]]) -> list[tuple[Level, ...]]:
    """Neighbours on the ladder merged, the smallest first, until no division of the levels leaves too few people."""
    totals: Counter[Level] = sum(rows, Counter())
    while len(strata) > 1 and (_used(strata, totals) > MOST_STRATA or not _safe(strata, rows)):
        held = [number for number, levels in enumerate(strata) if any(totals[level] for level in levels)]
        at = min(held, key=lambda number: (sum(totals[level] for level in strata[number]), number))
        other = at - 1 if at == held[-1] else at + 1
        low, high = min(at, other), max(at, other)
        strata = [*strata[:low], (*strata[low], *strata[high]), *strata[high + 1 :]]
    return strata


def _used(strata: Sequence[tuple[Level, ...]], totals: Mapping[Level, int]) -> int:
    return sum(any(totals[level] for level in levels) for levels in strata)


def _safe(strata: Sequence[tuple[Level, ...]], rows: Sequence[Counter[Level]]) -> bool:
    """Whether sums over rows and sums over strata, added and subtracted at will, never leave fewer than `SMALLEST`.

    Such a combination vanishes for everybody but those who are cut off when the strata are divided in two and each
    row goes with the side on which it has more people. So every division has to cut off enough of them, or nobody.
    """
    held = [levels for levels in strata if any(row[level] for row in rows for level in levels)]
    sizes = [[sum(row[level] for level in levels) for levels in held] for row in rows]
    whole = [sum(row) for row in sizes]
    for number in range(1, len(held) // 2 + 1):
        for side in combinations(range(len(held)), number):
            inside = [sum(row[at] for at in side) for row in sizes]
            cut = sum(min(part, all_ - part) for part, all_ in zip(inside, whole, strict=True))
            if 0 < cut < SMALLEST:
                return False
    return True
