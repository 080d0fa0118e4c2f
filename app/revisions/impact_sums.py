"""What changes for many people, counted: by level and by competency."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.framework.model import Competency, Framework, Level
from app.revisions.impact import Changed
from app.revisions.impact_answers import GapChange


@dataclass
class OfLevel:
    """People who hold one level (None: no level that is known), and for how many of them something changes.

    `wider`, `narrower`: whose gaps grow or shrink somewhere; `barred`, `freed`: before whom a gate begins or ceases
    to stand. One person may be in several.
    """

    level: Level | None
    people: int = 0
    changed: int = 0
    wider: int = 0
    narrower: int = 0
    barred: int = 0
    freed: int = 0
    homeless: int = 0

    def add(self, changed: Changed) -> None:
        self.people += 1
        self.changed += bool(changed)
        self.wider += any(gap.by > 0 for gap in changed.gaps)
        self.narrower += any(gap.by < 0 for gap in changed.gaps)
        self.barred += any(item.bars for item in changed.items)
        self.freed += any(item.frees for item in changed.items)
        self.homeless += changed.homeless


@dataclass
class OfCompetency:
    """People whose gap in one competency changes. `steps`: by how many steps → people; `asked`, `dropped`: for whom
    it is newly asked or no longer; `unclear`: for whom it cannot be judged on both sides."""

    competency: Competency
    people: int = 0
    steps: Counter[int] = field(default_factory=Counter)
    asked: int = 0
    dropped: int = 0
    unclear: int = 0

    def add(self, gap: GapChange) -> None:
        self.people += 1
        self.asked += gap.turn == "new"
        self.dropped += gap.turn == "gone"
        self.unclear += gap.turn == "unclear"
        if gap.by and gap.turn != "unclear":
            self.steps[gap.by] += 1

    def spread(self) -> list[tuple[int, int]]:
        """(steps, people), what grows most first."""
        return sorted(self.steps.items(), reverse=True)


@dataclass
class Sums:
    """Of everybody who was weighed. Levels and competencies in the order of the framework before."""

    total: OfLevel
    levels: tuple[OfLevel, ...]
    competencies: tuple[OfCompetency, ...]


def sums(old: Framework, new: Framework, changes: Iterable[Changed]) -> Sums:
    total = OfLevel(None)
    levels = {level.id: OfLevel(level) for level in old.levels}
    unknown = OfLevel(None)
    ordered = {c.id: OfCompetency(c) for c in (*new.competencies, *old.competencies)}
    for one in changes:
        total.add(one)
        (levels[one.level.id] if one.level else unknown).add(one)
        for gap in one.gaps:
            ordered[gap.competency.id].add(gap)
    held = tuple(found for found in (*levels.values(), unknown) if found.people)
    return Sums(total, held, tuple(found for found in ordered.values() if found.people))
