"""A small line chart: one competency over time. A missing value breaks the line, never touches the ground."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.kit.charts.radar import Point

WIDTH, HEIGHT, MARGIN = 168, 40, 6


@dataclass(frozen=True, slots=True)
class Line:
    """`path`: SVG path data; `points`: where there is a value; `changes`: x of the days the framework changed.

    `marks`: values that stand beside the line and are not joined to it.
    """

    width: int
    height: int
    path: str
    points: tuple[Point, ...]
    changes: tuple[float, ...]
    marks: tuple[Point, ...] = ()


def line(
    values: Sequence[int | None],
    places: Sequence[float],
    scale: Sequence[int],
    changes: Sequence[float] = (),
    marks: Sequence[tuple[float, int | None]] = (),
) -> Line:
    """Lay out the chart. `places` (0 to 1, of `values`, `changes` and `marks`) are shares of the time shown."""
    heights = {value: step / max(len(scale) - 1, 1) for step, value in enumerate(scale)}
    points = [_point(place, heights, value) for value, place in zip(values, places, strict=True)]
    parts = [f"{'L' if number and points[number - 1] else 'M'}{point}" for number, point in enumerate(points) if point]
    beside = [_point(place, heights, value) for place, value in marks]
    return Line(
        width=WIDTH,
        height=HEIGHT,
        path="".join(parts),
        points=tuple(point for point in points if point),
        changes=tuple(_x(place) for place in changes),
        marks=tuple(point for point in beside if point),
    )


def _point(place: float, heights: Mapping[int, float], value: int | None) -> Point | None:
    """Where a value stands; None without one, or off the scale."""
    if value is None or value not in heights:
        return None
    return Point(_x(place), HEIGHT - MARGIN - heights[value] * (HEIGHT - 2 * MARGIN))


def _x(place: float) -> float:
    return MARGIN + place * (WIDTH - 2 * MARGIN)
