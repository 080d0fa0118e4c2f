"""The rows of aggregates in words, in the order of their reading."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.framework.model import Framework
from app.kit.i18n import gettext as _
from app.kit.tables.table import Column
from app.people.selection import Unit
from app.reports.figures import Key, Kind
from app.reports.words import BETWEEN, paths

INDENT = "\u3000"
KINDS: Mapping[Kind, int] = {"all": 0, "department": 1, "level": 2}


def group_columns() -> tuple[Column, Column]:
    """Of which group of people a row tells."""
    told = _("Everybody who was asked for, a department with those inside it, or a level.")
    joined = _("Levels with too few people are counted with the one next to them.")
    return Column("of", _("Told for"), help=told), Column("group", _("Department or level"), help=joined)


def rated_column() -> Column:
    rated = _("People with an agreed rating whose level requires this competency.")
    return Column("people", _("Rated"), "number", help=rated)


def in_short(kind: str, title: str) -> str:
    """What a row is about in one cell: a department by its own title, set in as far as it stands inside others."""
    if kind != _("Department"):
        return title or kind
    *around, own = title.split(BETWEEN)
    return INDENT * len(around) + own


@dataclass(frozen=True)
class Naming:
    """`units`: the departments, each before those inside it."""

    framework: Framework
    units: Sequence[Unit]

    @cached_property
    def departments(self) -> Mapping[int, str]:
        return paths(self.units)

    def kind(self, key: Key) -> str:
        """What a row is about: everybody, a department, a level."""
        return {"all": _("All together"), "department": _("Department"), "level": _("Level")}[key[0]]

    def title(self, key: Key) -> str:
        """The department with those around it; levels that are counted together, joined."""
        if key[0] == "department":
            return self.departments.get(int(key[1][-1]), "")
        found = (self.framework.level(str(id)) for id in key[1])
        titled = " + ".join(str(level.title) for level in found if level)
        return titled if titled or key[0] == "all" else _("Without a level")

    def on_screen(self, key: Key) -> str:
        return in_short(self.kind(key), self.title(key))

    def in_order(self, keys: Iterable[Key]) -> list[Key]:
        """Everybody first, departments as they stand in one another, levels from the lowest."""
        place = {unit.id: number for number, unit in enumerate(self.units)}
        return sorted(keys, key=lambda key: (KINDS[key[0]], _place(self.framework, place, key)))


def _place(framework: Framework, departments: Mapping[int, int], key: Key) -> int:
    if not key[1]:
        return 0
    if key[0] == "department":
        return departments.get(int(key[1][-1]), 0)
    return framework.rank(str(key[1][0])) or 0
