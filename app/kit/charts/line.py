"""A small line chart: one competency over time. A missing value breaks the line, never touches the ground."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.kit.charts.radar import Point

WIDTH, HEIGHT, MARGIN = 168, 40, 6


@dataclass(frozen=True, slots=True)
class Line:
    """`path`: SVG path data; `points`: where there is a value; `changes`: x of the days the framework changed."""

    width: int
    height: int
    path: str
    points: tuple[Point, ...]
    changes: tuple[float, ...]


def line(
    values: Sequence[int | None], places: Sequence[float], scale: Sequence[int], changes: Sequence[float] = ()
) -> Line:
    """Lay out the chart. `places` (0 to 1, of `values` and of `changes`) are shares of the time shown."""
    heights = {value: step / max(len(scale) - 1, 1) for step, value in enumerate(scale)}
    points = [
        Point(_x(place), HEIGHT - MARGIN - heights[value] * (HEIGHT - 2 * MARGIN)) if value in heights else None
        for value, place in zip(values, places, strict=True)
    ]
    parts = [f"{'L' if number and points[number - 1] else 'M'}{point}" for number, point in enumerate(points) if point]
    return Line(WIDTH, HEIGHT, "".join(parts), tuple(p for p in points if p), tuple(_x(place) for place in changes))


def _x(place: float) -> float:
    return MARGIN + place * (WIDTH - 2 * MARGIN)
