"""A bar chart by month: what is asked as bars, what there is as a line across each."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, TOP, FOOT = 720, 190, 26, 26
WIDEST = 84


@dataclass(frozen=True, slots=True)
class Bar:
    """One month. `limit`: the height at which the line of what there is runs across it."""

    x: float
    y: float
    width: float
    height: float
    limit: float
    over: bool

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Bars:
    width: int
    height: int
    ground: int
    bars: tuple[Bar, ...]


def bars(values: Sequence[tuple[int, int]]) -> Bars:
    """(asked, there is) of each month, in any one unit."""
    highest = max((max(pair) for pair in values), default=0) or 1
    room, ground = HEIGHT - TOP - FOOT, HEIGHT - FOOT
    part = min(WIDTH / max(len(values), 1), WIDEST)
    gap = part * 0.28
    return Bars(
        width=round(part * max(len(values), 1)),
        height=HEIGHT,
        ground=ground,
        bars=tuple(
            Bar(
                x=number * part + gap / 2,
                y=ground - room * asked / highest,
                width=part - gap,
                height=room * asked / highest,
                limit=ground - room * there / highest,
                over=asked > there,
            )
            for number, (asked, there) in enumerate(values)
        ),
    )
