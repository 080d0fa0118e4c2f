"""A radar chart: one axis per competency, one line per series. Missing values leave a hole, never a zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

WIDTH, HEIGHT, RADIUS = 560, 440, 150
LABEL_GAP = 16
LINE_HEIGHT = 15
MOST_NAMED = 24


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float

    def __str__(self) -> str:
        return f"{self.x:.1f},{self.y:.1f}"


@dataclass(frozen=True, slots=True)
class Label:
    """An axis' name in lines, anchored away from the centre."""

    at: Point
    anchor: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """`path`: SVG path data with a break at each missing value; `points`: where there is a value."""

    path: str
    points: tuple[Point, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Radar:
    width: int
    height: int
    centre: Point
    rings: tuple[str, ...]
    spokes: tuple[Point, ...]
    labels: tuple[Label, ...]
    series: tuple[Series, ...]


def radar(names: Sequence[str], series: Sequence[Sequence[int | None]], scale: Sequence[int]) -> Radar:
    """Lay out the chart. `series` hold scale values in the order of `names`; the lowest sits off the centre."""
    count = len(names)
    angles = [2 * pi * i / count - pi / 2 for i in range(count)]
    steps = {value: (place + 1) / len(scale) for place, value in enumerate(scale)}
    rings = tuple(_ring(angles, share) for share in steps.values())
    return Radar(
        width=WIDTH,
        height=HEIGHT,
        centre=_at(0, 0),
        rings=rings,
        spokes=tuple(_at(angle, 1) for angle in angles),
        labels=tuple(_label(i, name, angle, count) for i, (name, angle) in enumerate(zip(names, angles, strict=True))),
        series=tuple(_series(values, angles, steps) for values in series),
    )


def _at(angle: float, share: float, beyond: float = 0) -> Point:
    reach = RADIUS * share + beyond
    return Point(WIDTH / 2 + reach * cos(angle), HEIGHT / 2 + reach * sin(angle))


def _ring(angles: Sequence[float], share: float) -> str:
    return " ".join(str(_at(angle, share)) for angle in angles)


def _series(values: Sequence[int | None], angles: Sequence[float], steps: dict[int, float]) -> Series:
    points = [
        _at(angle, steps[value]) if value is not None and value in steps else None
        for value, angle in zip(values, angles, strict=True)
    ]
    whole = bool(points) and all(points)
    parts: list[str] = []
    for place, point in enumerate(points):
        if point is None:
            continue
        before = points[place - 1] if place else None
        parts.append(f"{'L' if before else 'M'}{point}")
    if whole:
        parts.append("Z")
    elif points and points[0] and points[-1]:
        parts.append(f"L{points[0]}")
    return Series("".join(parts), tuple(p for p in points if p), whole)


def _label(place: int, name: str, angle: float, count: int) -> Label:
    lines = _wrapped(name) if count <= MOST_NAMED else (str(place + 1),)
    at = _at(angle, 1, LABEL_GAP)
    side = cos(angle)
    anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"
    up = sin(angle)
    shift = -(len(lines) - 1) * LINE_HEIGHT if up < -0.8 else 0 if up > 0.8 else -(len(lines) - 1) * LINE_HEIGHT / 2
    return Label(Point(at.x, at.y + 5 + shift + (6 if up > 0.8 else 0)), anchor, lines)


def _wrapped(name: str, width: int = 15) -> tuple[str, ...]:
    lines: list[str] = []
    for word in name.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)
