"""Sums of agreed ratings for every row of a report and every competency."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from math import sqrt
from typing import Literal

from app.reports.agreed import Agreed
from app.reports.breakdown import Breakdown, Levels, People, Wanted, breakdown
from app.reports.groups import Path

Kind = Literal["all", "department", "level"]
Key = tuple[Kind, Path | Levels]
"""A row: everybody who was asked for, a department with those inside it, or a level (several, where joined)."""
EVERYBODY: Key = ("all", ())


@dataclass(frozen=True, slots=True)
class Figures:
    """Of people who are rated in a competency: `counts` (proficiency → people); `met`: at or above what is required."""

    counts: Mapping[int, int]
    met: int

    @property
    def people(self) -> int:
        return sum(self.counts.values())

    @property
    def share(self) -> float:
        """Share of them who are at or above what their level requires, 0 to 1."""
        return self.met / self.people

    @property
    def mean(self) -> float:
        return sum(value * people for value, people in self.counts.items()) / self.people

    @property
    def spread(self) -> float:
        """Standard deviation, in steps of the scale."""
        mean = self.mean
        return sqrt(sum(people * (value - mean) ** 2 for value, people in self.counts.items()) / self.people)


@dataclass(frozen=True, slots=True)
class Told:
    """`rows`: row → competency → figures, the rows in the order of `order`. `hidden`: somebody is in no number."""

    rows: Mapping[Key, Mapping[str, Figures]] = field(default_factory=dict)
    hidden: bool = False


def rows_of(found: Breakdown) -> Iterator[tuple[Key, People]]:
    """Everybody, then departments, then levels; nothing about nobody."""
    if found.everybody:
        yield EVERYBODY, found.everybody
    for path, people in found.departments.items():
        yield ("department", path), people
    for levels, people in found.levels.items():
        yield ("level", levels), people


def told(found: Agreed, wanted: Wanted) -> Told:
    """Each competency is a population of its own, see app/reports/groups.py."""
    figures: dict[Key, dict[str, Figures]] = {}
    hidden = False
    for competency in found.framework.competencies:
        rated = found.rated(competency.id)
        shown = breakdown(found.population(rated), wanted, found.ladder)
        hidden = hidden or shown.hidden
        required = {level.id: level.required.get(competency.id, 0) for level in found.framework.levels}
        for key, people in rows_of(shown):
            figures.setdefault(key, {})[competency.id] = _figures(people, rated, required)
    return Told(figures, hidden)


def _figures(people: People, rated: Mapping[int, int], required: Mapping[str, int]) -> Figures:
    met = sum(rated[one.person] >= required[one.level or ""] for one in people)
    return Figures(Counter(rated[one.person] for one in people), met)


def together(figures: Iterable[Figures]) -> Figures | None:
    """The sums of several competencies; None of nothing."""
    found = list(figures)
    return reduce(_plus, found) if found else None


def _plus(one: Figures, other: Figures) -> Figures:
    return Figures(Counter(one.counts) + Counter(other.counts), one.met + other.met)
