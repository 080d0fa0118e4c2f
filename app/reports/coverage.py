"""Competency coverage: how many are at or above what their level requires, by competency, department and level."""

from collections.abc import Iterator

from app.kit.charts.shares import Share, Shares
from app.kit.i18n import gettext as _
from app.kit.tables.table import Column, Line
from app.reports.figures import EVERYBODY, Told
from app.reports.naming import Naming, group_columns, rated_column


def columns() -> tuple[Column, ...]:
    return (
        *group_columns(),
        Column("competency", _("Competency")),
        rated_column(),
        Column("met", _("At or above"), "number", help=_("Of these: rated at what their level requires, or above.")),
        Column("share", _("Share"), "percent", help=_("At or above, of those who are rated.")),
    )


def lines(told: Told, naming: Naming) -> Iterator[Line]:
    """Group by group, the competencies in the order of the framework."""
    for key in naming.in_order(told.rows):
        figures = told.rows[key]
        for competency in naming.framework.competencies:
            if one := figures.get(competency.id):
                group = naming.title(key)
                yield naming.kind(key), group, str(competency.title), one.people, one.met, one.share


def chart(told: Told, naming: Naming) -> Shares | None:
    """The share of everybody who was asked for, competency by competency."""
    figures = told.rows.get(EVERYBODY, {})
    bars = tuple(
        Share(str(one.title), found.share, _("%(met)s of %(people)s", met=found.met, people=found.people))
        for one in naming.framework.competencies
        if (found := figures.get(one.id))
    )
    return Shares(_("At or above what the level requires"), _("Everybody who was asked for."), bars) if bars else None
