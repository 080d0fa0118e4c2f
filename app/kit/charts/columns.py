"""A small distribution: one column for each step of a scale."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDE, GAP, HEIGHT, TOP, FOOT = 24, 6, 66, 14, 16


@dataclass(frozen=True, slots=True)
class Column:
    x: float
    y: float
    width: float
    height: float
    count: int

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Columns:
    width: int
    height: int
    ground: int
    columns: tuple[Column, ...]


def columns(counts: Sequence[int], highest: float) -> Columns:
    """Columns as high as each count's share of all; `highest`: the share that fills the height, 0 to 1."""
    total, ground = sum(counts) or 1, HEIGHT - FOOT
    room = (ground - TOP) / (highest or 1)
    return Columns(
        width=len(counts) * (WIDE + GAP),
        height=HEIGHT,
        ground=ground,
        columns=tuple(
            Column(GAP / 2 + number * (WIDE + GAP), ground - room * count / total, WIDE, room * count / total, count)
            for number, count in enumerate(counts)
        ),
    )
