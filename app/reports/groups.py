"""Who may be counted together in a report, so that nobody is worked out from what reports say.

Every number is a sum over whole *blocks* of at least `SMALLEST` people, and the blocks of one population are the same
whatever is asked: a filter takes those that lie wholly inside it, and whoever is in a block that it cuts is in no
number. So what two answers differ in is whole blocks, too. Three things keep it so:

- A population never changes. Agreed ratings are counted for the cycle they were signed in, with the department,
  level and managers of its closing: two days share the very same ratings, or none. Who takes part in a cycle is
  counted as of the evening of its opening. Of people who come and go, see `fixed`.
- A competency is a population of its own, those who are rated in it: else somebody without a rating would be left
  when one competency is subtracted from another.
- Sums over a level of the whole organisation cut across blocks. They are joined with the next level until nothing
  smaller is left by subtraction (`strata`).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.kit.small_groups import SMALLEST, merged

Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who is counted. `path`: her departments, the outermost first. `level`: one of the ladder, or None."""

    person: int
    path: Path = ()
    level: str | None = None


Block = tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Blocks:
    """A population in blocks; `left_out`: too few even together, they are in no number, totals too."""

    blocks: tuple[Block, ...]
    left_out: Block = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The blocks that lie wholly inside what is asked. `hidden`: somebody else who was asked for is in no number."""

    blocks: tuple[Block, ...]
    hidden: bool

    @property
    def people(self) -> tuple[Member, ...]:
        return tuple(one for block in self.blocks for one in block)


def blocks(members: Iterable[Member], ladder: Sequence[str]) -> Blocks:
    """Divide a population, the same way whatever is asked: by innermost department, then by level.

    Levels with too few people join the level next to them (`ladder`, the lowest first; without a level below all).
    Who is left in a department with too few people joins the others of that kind in the one around it.
    """
    at: dict[Path, list[Member]] = defaultdict(list)
    for one in sorted(members, key=lambda one: one.person):
        at[one.path].append(one)
    ranks = {level: rank for rank, level in enumerate((None, *ladder))}
    found: list[Block] = []
    for depth in range(max(map(len, at), default=0), 0, -1):
        for path in sorted(path for path in at if len(path) == depth):
            people = at.pop(path)
            if len(people) >= SMALLEST:
                found += _by_level(people, ranks)
            else:
                at[path[:-1]] += people
    rest = at.get((), [])
    if len(rest) < SMALLEST:
        return Blocks(tuple(found), tuple(rest))
    return Blocks((*found, *_by_level(rest, ranks)))


def _by_level(people: Iterable[Member], ranks: Mapping[str | None, int]) -> list[Block]:
    levels: dict[int, list[Member]] = defaultdict(list)
    for one in people:
        levels[ranks.get(one.level, 0)].append(one)
    found: list[list[Member]] = []
    for rank in sorted(levels):
        if found and (len(found[-1]) < SMALLEST or len(levels[rank]) < SMALLEST):
            found[-1] += levels[rank]
        else:
            found.append(levels[rank])
    if len(found) > 1 and len(found[-1]) < SMALLEST:
        last = found.pop()
        found[-1] += last
    return [tuple(block) for block in found]


def choose(population: Blocks, wanted: Callable[[Member], bool]) -> Chosen:
    """The blocks all of whose people are wanted."""
    inside, hidden = [], any(map(wanted, population.left_out))
    for block in population.blocks:
        count = sum(map(wanted, block))
        if count == len(block):
            inside.append(block)
        elif count:
            hidden = True
    return Chosen(tuple(inside), hidden)


def strata(population: Blocks, ladder: Sequence[str]) -> dict[tuple[str, ...], tuple[Member, ...]]:
    """Levels told apart over ALL blocks, those that cannot be told apart joined → their people; empty ones left out.

    Never of a part of the blocks: a level of a department is told only where blocks consist of it, by `choose`.
    """
    counts = [Counter(one.level for one in block) for block in population.blocks]
    found: dict[tuple[str, ...], tuple[Member, ...]] = {}
    for levels in merged([(level,) for level in (None, *ladder)], counts):
        people = tuple(one for block in population.blocks for one in block if one.level in levels)
        if people:
            found[tuple(level for level in levels if level)] = people
    return found


def fixed(looks: Iterable[Mapping[int, Member]]) -> Blocks:
    """A population that people enter and leave, as it may be counted at the last of these looks (the oldest first).

    Who comes is counted from the first look on at which there are enough who came; with the department she is in
    then, for good. Who goes stays counted until enough of her block went, and those who stay are enough or go, too.
    Nobody is ever in a second block, not even who comes back: else the old block would differ from new ones by few.
    """
    found: list[Block] = []
    once: set[int] = set()
    waiting: Block = ()
    for look in looks:
        found = [part for block in found if (part := _staying(block, look))]
        new = blocks((one for person, one in look.items() if person not in once), ())
        once.update(one.person for block in new.blocks for one in block)
        found += new.blocks
        waiting = new.left_out
    return Blocks(tuple(found), waiting)


def _staying(block: Block, look: Mapping[int, Member]) -> Block:
    staying = tuple(one for one in block if one.person in look)
    if len(block) - len(staying) < SMALLEST:
        return block
    return staying if len(staying) >= SMALLEST else ()
