"""What several reports say."""

from collections.abc import Sequence

from app.people.selection import Unit

BETWEEN = " / "


def paths(units: Sequence[Unit]) -> dict[int, str]:
    """Department → its title with those around it, the outermost first."""
    found: dict[int, str] = {}
    around: list[str] = []
    for unit in units:
        around = [*around[: unit.depth], unit.title]
        found[unit.id] = BETWEEN.join(around)
    return found
