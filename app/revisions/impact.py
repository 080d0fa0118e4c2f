"""What another version of the framework would change for people: gaps and entry gates, before and after. Pure.

Everybody is set against the next rung, as her own page does, by the ratings that were agreed last. The same
functions judge both sides as judge her page: this only compares their answers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from app.evidence.queries import Entry
from app.framework.model import Competency, Framework, Level
from app.framework.names import Reading
from app.gaps.analysis import Gap
from app.gaps.readiness import Item, State
from app.revisions.impact_side import Rating, Side, demand

Turn = Literal["wider", "narrower", "new", "gone", "unclear"]
STANDS = frozenset({"unmet", "unknown"})


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
class GapChange:
    """Steps short of what is asked, before and after; None where nothing is asked or it cannot be judged.

    'new': asked now and not before. 'gone': no longer. 'unclear': one of the two cannot be judged.
    """

    competency: Competency
    turn: Turn
    before: int | None
    after: int | None

    @property
    def by(self) -> int:
        """Steps more (above 0) or fewer that she is short by; a competency that is not asked counts as none short."""
        return (self.after or 0) - (self.before or 0)


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One thing that the next rung asks, beside the gaps. `item`: as it is after, or was before it fell away."""

    item: Item
    before: State | None
    after: State | None

    @property
    def bars(self) -> bool:
        """It stands in her way now, and did not before."""
        return self.after in STANDS and self.before not in STANDS

    @property
    def frees(self) -> bool:
        return self.before in STANDS and self.after not in STANDS


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
        was = self.before.gaps(old.target, facts.version_id, facts.ratings)
        now = self.after.gaps(new.target, facts.version_id, facts.ratings)
        earlier = {self.forward.competency(gap.competency.id) or f"-{gap.competency.id}": gap for gap in was}
        later = {gap.competency.id: gap for gap in now}
        gaps = tuple(_gaps(earlier, later))
        told = frozenset(change.competency.id for change in gaps)
        were = self._named(old.target, new.target, self.before.items(old, was, facts))
        are = {item.about: item for item in self.after.items(new, now, facts)}
        items = tuple(_items(were, are, told))
        return Changed(facts.person_id, old.level, new.level, old.target, new.target, gaps, items)

    def _named(self, old: Level, new: Level, items: Iterable[Item]) -> dict[str, Item]:
        """Items of before under what the same thing is called after."""
        if (old.id, new.id) not in self._gates:
            self._gates[old.id, new.id] = _gates(old, new)
        gates, found = self._gates[old.id, new.id], {}
        for item in items:
            if item.kind in ("competency", "unrated"):
                found[self.forward.competency(item.about) or f"-{item.about}"] = item
            else:
                found[gates.get(item.about, item.about)] = item
        return found


def _gates(old: Level, new: Level) -> Mapping[str, str]:
    """A gate of before → the same one after: of the same id, else what asks the same; none is '-id'."""
    ids = {gate.id for gate in new.entry.evidence}
    asks = {repr(demand(gate)): gate.id for gate in reversed(new.entry.evidence)}
    return {
        gate.id: gate.id if gate.id in ids else asks.get(repr(demand(gate)), f"-{gate.id}")
        for gate in old.entry.evidence
    }


def _gaps(earlier: dict[str, Gap], later: dict[str, Gap]) -> Iterator[GapChange]:
    """In the order of the new framework, what fell away last."""
    for id, after in later.items():
        before = earlier.get(id)
        if before is None:
            yield GapChange(after.competency, "new", None, after.size)
        elif turn := _turn(before.size, after.size):
            yield GapChange(after.competency, turn, before.size, after.size)
    for id, before in earlier.items():
        if id not in later:
            yield GapChange(before.competency, "gone", before.size, None)


def _turn(before: int | None, after: int | None) -> Turn | None:
    if before == after:
        return None
    if before is None or after is None:
        return "unclear"
    return "wider" if after > before else "narrower"


def _items(earlier: dict[str, Item], later: dict[str, Item], told: frozenset[str]) -> Iterator[ItemChange]:
    """What turned from done to open or the other way round, and what came or went while it is open.

    A competency whose gap changed is told there; here it is named when it counts otherwise with the same gap.
    """
    for key in dict.fromkeys((*later, *earlier)):
        before, after = earlier.get(key), later.get(key)
        found = after or before
        if found is None or (found.kind in ("competency", "unrated") and (key in told or not before or not after)):
            continue
        change = ItemChange(found, before.state if before else None, after.state if after else None)
        if change.bars or change.frees or (before and after and before.state != after.state):
            yield change
