"""What changes of single competencies. Thousands of people gave one of a few dozen answers: each is compared once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.framework.model import Competency, Level
from app.framework.names import Reading
from app.gaps.analysis import Gap
from app.gaps.readiness import Item, State
from app.revisions.impact_side import Rating, Side

Turn = Literal["wider", "narrower", "new", "gone", "unclear"]
STANDS = frozenset({"unmet", "unknown"})


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


def item_change(before: Item | None, after: Item | None) -> ItemChange | None:
    """What became of one item; None when nothing did, or when it came or went without being open."""
    item = after or before
    if item is None:
        return None
    change = ItemChange(item, before.state if before else None, after.state if after else None)
    turned = before is not None and after is not None and before.state != after.state
    return change if turned or change.bars or change.frees else None


Slot = tuple[str | None, str | None, int, int]
"""Id before and after, None where a framework lacks it; the places of the ratings that count for each, -1 for none."""
One = tuple[GapChange | None, ItemChange | None]
NOT_RATED: Rating = ("", None, False)


class Answers:
    """Compares ratings between two sides, each answer to each competency once."""

    def __init__(self, before: Side, after: Side, forward: Reading) -> None:
        self.before, self.after, self.forward = before, after, forward
        self._slots: dict[tuple[int, tuple[str, ...]], tuple[Slot, ...]] = {}
        self._known: dict[tuple[str, str, str | None, str | None, Rating, Rating], One] = {}

    def changes(
        self, old: Level, new: Level, version_id: int, ratings: Sequence[Rating]
    ) -> tuple[tuple[GapChange, ...], tuple[ItemChange, ...]]:
        """Between two targets, by ratings on a version: gaps that change, and what counts otherwise with the same gap.

        In the order of the new framework, what fell away last.
        """
        found, known, given = [], self._known, (*ratings, NOT_RATED)
        for before, after, was, now in self._slots_of(version_id, tuple(one[0] for one in ratings)):
            key = (old.id, new.id, before, after, given[was], given[now])
            if key not in known:
                known[key] = self._compare(old, new, before, after, given[was], given[now])
            found.append(known[key])
        return tuple(gap for gap, _ in found if gap), tuple(item for _, item in found if item)

    def _slots_of(self, version_id: int, rated: tuple[str, ...]) -> tuple[Slot, ...]:
        key = (version_id, rated)
        if key not in self._slots:
            was, now = (side.places(version_id, rated) for side in (self.before, self.after))
            here = {c.id for c in self.after.framework.competencies}
            called = {c.id: self.forward.competency(c.id) for c in self.before.framework.competencies}
            earlier = {after: before for before, after in called.items() if after in here}
            pairs = [(earlier.get(c.id), c.id) for c in self.after.framework.competencies]
            gone = [(before, None) for before, after in called.items() if after not in here]
            self._slots[key] = tuple((b, a, was.get(b, -1), now.get(a, -1)) for b, a in (*pairs, *gone))
        return self._slots[key]

    def _compare(self, old: Level, new: Level, before: str | None, after: str | None, was: Rating, now: Rating) -> One:
        earlier = self.before.gap(old, before, was) if before else None
        later = self.after.gap(new, after, now) if after else None
        change = _gap_change(earlier, later)
        if change or not earlier or not later:
            return change, None
        return None, item_change(self.before.competency(old, earlier), self.after.competency(new, later))


def _gap_change(before: Gap | None, after: Gap | None) -> GapChange | None:
    if after and not before:
        return GapChange(after.competency, "new", None, after.size)
    if before and not after:
        return GapChange(before.competency, "gone", before.size, None)
    if not before or not after or before.size == after.size:
        return None
    return GapChange(after.competency, _turn(before.size, after.size), before.size, after.size)


def _turn(before: int | None, after: int | None) -> Turn:
    if before is None or after is None:
        return "unclear"
    return "wider" if after > before else "narrower"
