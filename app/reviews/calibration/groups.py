"""Who is counted together on the calibration page, so that nobody is worked out from what it shows.

Everything shown is a sum over *blocks* of at least `SMALLEST` people, or over *strata* of levels that cut across them.
Three ways lead to fewer people, and each is closed here: a small team (it joins the others, or is left out of every
number, totals too); looking twice while people are added (they come in waves, each with blocks of its own); and sums
over levels against sums over teams (levels are merged until whatever can be subtracted leaves `SMALLEST` people).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.kit.small_groups import SMALLEST, merged

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
        strata = merged(strata, [Counter(one.level for one in people) for people in found.values()])
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
