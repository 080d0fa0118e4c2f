"""What several reports say."""

from collections.abc import Sequence

from app.kit.i18n import gettext as _
from app.kit.tables.table import Column
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


def who() -> tuple[Column, ...]:
    """The columns with which every report of people begins."""
    return (
        Column("staff_number", _("Staff number"), help=_("As HR records it.")),
        Column("name", _("Name")),
        Column("department", _("Department"), help=_("With the departments around it, the outermost first.")),
        Column("manager", _("Manager"), help=_("The solid line on that day.")),
        Column("level", _("Level"), help=_("The career level held on that day.")),
    )
