"""What another version of the framework would change for people: gaps and entry gates, before and after. Pure.

Everybody is set against the next rung, as her own page does, by the ratings that were agreed last. The same
functions judge both sides as judge her page: this only compares their answers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.evidence.queries import Entry
from app.framework.model import Framework, Level
from app.framework.names import Reading
from app.gaps.readiness import Item
from app.revisions.impact_answers import Answers, GapChange, ItemChange, item_change
from app.revisions.impact_side import Rating, Side, demand


@dataclass(frozen=True, slots=True)
class Facts:
    """A person's place, and her agreed ratings by the ids of `version_id`. `entries`: None where none are needed."""

    person_id: int
    level: str | None
    since: date | None
    face: str | None
    version_id: int
    ratings: tuple[Rating, ...]
    entries: Sequence[Entry] | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """What changes for one person. `homeless`: the level that she holds is no longer there; no more is said then."""

    person_id: int
    level: Level | None
    level_after: Level | None
    target: Level
    target_after: Level
    gaps: tuple[GapChange, ...] = ()
    items: tuple[ItemChange, ...] = ()
    homeless: bool = False

    @property
    def other_target(self) -> bool:
        """Another rung comes next."""
        return self.target.id != self.target_after.id

    def __bool__(self) -> bool:
        return bool(self.gaps or self.items or self.homeless)


@dataclass
class Impact:
    """Weighs people between `old` and `new`, which knows what it renamed (`versions.following`)."""

    old: Framework
    new: Framework
    forward: Reading
    today: date
    _gates: dict[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    _asked: dict[tuple[str, str], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.before, self.after = Side(self.old, self.today), Side(self.new, self.today)
        self._answers = Answers(self.before, self.after, self.forward)

    def needs_evidence(self, facts: Facts) -> bool:
        """Whether her evidence can make a difference: only where the gates before her do not ask the same."""
        old, new = self.before.place(facts.level), self.after.place(facts.level)
        pair = (old.target.id, new.target.id)
        if pair not in self._asked:
            asked = [[demand(gate) for gate in one.target.entry.evidence] for one in (old, new)]
            self._asked[pair] = asked[0] != asked[1]
        return self._asked[pair]

    def weigh(self, facts: Facts) -> Changed:
        """What changes for her; false when nothing does."""
        old, new = self.before.place(facts.level), self.after.place(facts.level)
        if old.level and not new.level:
            return Changed(facts.person_id, old.level, None, old.target, new.target, homeless=True)
        gaps, counted = self._answers.changes(old.target, new.target, facts.version_id, facts.ratings)
        were = self._named(old.target, new.target, self.before.entry(old, facts))
        items = (*counted, *_turned(were, {item.about: item for item in self.after.entry(new, facts)}))
        return Changed(facts.person_id, old.level, new.level, old.target, new.target, gaps, items)

    def _named(self, old: Level, new: Level, items: Iterable[Item]) -> dict[str, Item]:
        """Items of before under what the same gate is called after."""
        if (old.id, new.id) not in self._gates:
            self._gates[old.id, new.id] = _gates(old, new)
        gates = self._gates[old.id, new.id]
        return {gates.get(item.about, item.about): item for item in items}


def _gates(old: Level, new: Level) -> Mapping[str, str]:
    """A gate of before → the same one after: of the same id, else what asks the same; none is '-id'."""
    ids = {gate.id for gate in new.entry.evidence}
    asks = {repr(demand(gate)): gate.id for gate in reversed(new.entry.evidence)}
    return {
        gate.id: gate.id if gate.id in ids else asks.get(repr(demand(gate)), f"-{gate.id}")
        for gate in old.entry.evidence
    }


def _turned(earlier: Mapping[str, Item], later: Mapping[str, Item]) -> Iterator[ItemChange]:
    """What turned from done to open or the other way round, and what came or went while it is open."""
    for key in dict.fromkeys((*later, *earlier)):
        if change := item_change(earlier.get(key), later.get(key)):
            yield change
