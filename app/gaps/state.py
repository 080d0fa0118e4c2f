"""A person as gap analysis needs her: how she is rated, where she stands, what she can prove."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Lack = Literal["role", "trait", "finished", "recent", "expired", "private", "verified"]


@dataclass(frozen=True, slots=True)
class Almost:
    """An entry that would pass a gate but for what it lacks."""

    id: int
    title: str
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many entries pass a gate, and those nearest to it."""

    counted: int
    almost: tuple[Almost, ...] = ()


Proof = Mapping[str, Counted]
"""Gate id → what passes it; a gate that is absent has none.

Functions take `Proof | None`: None says that her evidence is not available at all, so that no gate can be judged.
"""


@dataclass(frozen=True, slots=True)
class Current:
    """One competency of one person.

    `proficiency` is a value of the framework's scale. None means not rated yet, or, with
    `no_opportunity` 暂无机会, that she had no chance to show it; neither is ever a zero.
    """

    competency: str
    proficiency: int | None = None
    no_opportunity: bool = False
    note: str = ""
    assessed_on: date | None = None

    @property
    def rated(self) -> int | None:
        """The proficiency to judge by; None when there is none. 'No opportunity' overrules a number beside it."""
        return None if self.no_opportunity else self.proficiency


@dataclass(frozen=True, slots=True)
class Standing:
    """Her place on the ladder: the level held, the day she entered it, her face of it. None: not known."""

    level: str | None = None
    since: date | None = None
    face: str | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All her ratings as they stood on one day, by competency id. An absent competency was not rated."""

    on: date
    ratings: Mapping[str, Current]

    def of(self, competency: str) -> Current:
        """The rating of one competency on that day."""
        return self.ratings.get(competency) or Current(competency)
