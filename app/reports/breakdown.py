"""A population told in all, by department and by level: the sets of people that the rows of a report are about."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.reports.groups import Block, Blocks, Chosen, Member, Path, choose, strata

Levels = tuple[str, ...]
People = tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom a reader asks for. `department` 0 and `level` empty: any. `people`: those below a manager; None: all."""

    department: int = 0
    level: str = ""
    people: frozenset[int] | None = None

    def __bool__(self) -> bool:
        return bool(self.department or self.level) or self.people is not None

    def __call__(self, one: Member) -> bool:
        return (
            (not self.department or self.department in one.path)
            and (not self.level or one.level == self.level)
            and (self.people is None or one.person in self.people)
        )


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Who is in each row: all, by department (with those inside it), by level (joined where they must be)."""

    everybody: People = ()
    departments: dict[Path, People] = field(default_factory=dict)
    levels: dict[Levels, People] = field(default_factory=dict)
    hidden: bool = False


def breakdown(population: Blocks, wanted: Wanted, ladder: Sequence[str]) -> Breakdown:
    """The rows of what is asked; a row is left out where no whole block stands behind it.

    `ladder` empty: not by level, as for a population that people enter and leave, where levels joined on one day and
    apart on another would tell who came.
    """
    chosen = choose(population, wanted)
    by_level = _of_one_level(chosen, ladder) if wanted else strata(population, ladder)
    return Breakdown(
        everybody=chosen.people,
        departments=_departments(chosen.blocks, wanted.department),
        levels=by_level if ladder else {},
        hidden=chosen.hidden,
    )


def _departments(chosen: Sequence[Block], within: int) -> dict[Path, People]:
    """Those around the one that is asked for are left out: they hold more people than the answer."""
    found: dict[Path, list[Member]] = {}
    for block in chosen:
        shared = _shared(block)
        for depth in range(1, len(shared) + 1):
            if not within or within in shared[:depth]:
                found.setdefault(shared[:depth], []).extend(block)
    return {path: tuple(found[path]) for path in sorted(found)}


def _shared(block: Block) -> Path:
    """The innermost department that all of a block are in."""
    first, last = min(one.path for one in block), max(one.path for one in block)
    same = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[:same]


def _of_one_level(chosen: Chosen, ladder: Sequence[str]) -> dict[Levels, People]:
    """Under a filter: only blocks that consist of one level."""
    found: dict[Levels, People] = {}
    for level in ladder:
        people = tuple(one for block in chosen.blocks if {one.level for one in block} == {level} for one in block)
        if people:
            found[(level,)] = people
    return found
