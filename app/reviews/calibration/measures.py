"""How one manager's ratings are spread: distribution, leniency, central tendency, distance from self-assessments.

Leniency error and central tendency are meant as the literature on performance rating has them (Saal, Downey and
Lahey 1980, "Rating the ratings"): a mean above that of other raters, and too little use of the ends of the scale.
They describe; a team may well be stronger than others.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import sqrt

from app.kit.small_groups import SMALLEST
from app.reviews.calibration.groups import Counted, Groups, group


@dataclass(frozen=True, slots=True)
class Rated:
    """One person in one competency. `wave`: in which look she was added. `own`, `agreed`: None where there is none."""

    who: Counted
    wave: int
    given: int
    own: int | None = None
    agreed: int | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums over one row, from which its numbers come.

    `counts`: proficiency → ratings. `above`: by how much `compared` ratings stand above their level's mean, added up.
    `signed`: self-rating minus this one, over `pairs`; `absolute`: the same without its sign.
    """

    people: frozenset[int] = frozenset()
    counts: Counter[int] = field(default_factory=Counter)
    above: float = 0.0
    compared: int = 0
    signed: int = 0
    absolute: int = 0
    pairs: int = 0

    @property
    def ratings(self) -> int:
        return self.counts.total()

    @property
    def mean(self) -> float:
        return sum(value * n for value, n in self.counts.items()) / self.ratings

    @property
    def deviation(self) -> float:
        """Standard deviation of the ratings, in steps of the scale."""
        mean = self.mean
        return sqrt(sum(n * (value - mean) ** 2 for value, n in self.counts.items()) / self.ratings)

    @property
    def leniency(self) -> float | None:
        """Mean distance of his ratings from all managers' mean for the same levels, in steps; above is positive."""
        return self.above / self.compared if self.compared else None

    @property
    def distance(self) -> tuple[float, float] | None:
        """Mean of self-rating minus rating: with its sign, and without."""
        return (self.signed / self.pairs, self.absolute / self.pairs) if self.pairs else None

    def share(self, values: Iterable[int]) -> float:
        """Share of the ratings that are one of these proficiencies, 0 to 1."""
        return sum(self.counts[value] for value in values) / self.ratings


@dataclass(frozen=True, slots=True)
class Measured:
    """`before`: the managers' own ratings by row; `after`: the agreed ones, of rows in which all are agreed.

    `merged`: levels that are compared together in some competency. `left_out`: people in no number.
    """

    before: Mapping[int | None, Figures]
    after: Mapping[int | None, Figures]
    merged: frozenset[tuple[str | None, ...]]
    left_out: int


def measure(ratings: Mapping[str, Sequence[Rated]], waves: int, ladder: Sequence[str]) -> Measured:
    """The figures of every row over these competencies. Each competency is grouped by itself: a total is a sum of
    what may be shown, so that nothing hidden in one competency is left when the others are subtracted."""
    before: dict[int | None, list[Figures]] = defaultdict(list)
    after: dict[int | None, list[Figures]] = defaultdict(list)
    merged: set[tuple[str | None, ...]] = set()
    for found in ratings.values():
        groups = group([[one.who for one in found if one.wave == wave] for wave in range(waves)], ladder)
        merged |= _merged(groups)
        of = {one.who.person: one for one in found}
        means = _means(groups, of)
        for manager, blocks in groups.rows.items():
            row = [[of[one.person] for one in block] for block in blocks]
            before[manager] += [_given(block, means) for block in row]
            if all(one.agreed is not None for block in row for one in block):
                after[manager] += [_agreed(block) for block in row]
    rows = _together(before)
    shown = {person for figures in rows.values() for person in figures.people}
    everybody = {one.who.person for found in ratings.values() for one in found}
    return Measured(rows, _together(after), frozenset(merged), len(everybody - shown))


def all_of(figures: Iterable[Figures]) -> Figures | None:
    """Several rows as one; None without any."""
    found = list(figures)
    if not found:
        return None
    return Figures(
        people=frozenset().union(*(one.people for one in found)),
        counts=sum((one.counts for one in found), Counter()),
        above=sum(one.above for one in found),
        compared=sum(one.compared for one in found),
        signed=sum(one.signed for one in found),
        absolute=sum(one.absolute for one in found),
        pairs=sum(one.pairs for one in found),
    )


def middle(scale: Sequence[int]) -> tuple[int, ...]:
    """The middle proficiency of a scale, lowest first; the two in the middle where there is no single one."""
    return tuple(scale[(len(scale) - 1) // 2 : len(scale) // 2 + 1])


def _together(parts: Mapping[int | None, Sequence[Figures]]) -> dict[int | None, Figures]:
    return {manager: summed for manager, found in parts.items() if (summed := all_of(found))}


def _merged(groups: Groups) -> set[tuple[str | None, ...]]:
    """Levels that somebody counted holds and that are compared together."""
    held = {one.level for one in groups.people}
    found = {tuple(level for level in levels if level in held) for levels in groups.strata.values()}
    return {levels for levels in found if len(levels) > 1}


def _means(groups: Groups, of: Mapping[int, Rated]) -> dict[str | None, float]:
    """Level → the mean of all managers' ratings for it and the levels it is compared with."""
    given: dict[tuple[str | None, ...], list[int]] = defaultdict(list)
    for one in groups.people:
        given[groups.strata[one.level]].append(of[one.person].given)
    return {level: sum(given[levels]) / len(given[levels]) for level, levels in groups.strata.items() if given[levels]}


def _given(block: Sequence[Rated], means: Mapping[str | None, float]) -> Figures:
    above = sum(one.given - means[one.who.level] for one in block)
    return replace(_figures(block, [one.given for one in block]), above=above, compared=len(block))


def _agreed(block: Sequence[Rated]) -> Figures:
    return _figures(block, [one.agreed for one in block if one.agreed is not None])


def _figures(block: Sequence[Rated], values: Sequence[int]) -> Figures:
    apart = [one.own - value for one, value in zip(block, values, strict=True) if one.own is not None]
    told = apart if len(apart) >= SMALLEST else []
    return Figures(
        people=frozenset(one.who.person for one in block),
        counts=Counter(values),
        signed=sum(told),
        absolute=sum(abs(step) for step in told),
        pairs=len(told),
    )
