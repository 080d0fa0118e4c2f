"""Competency coverage: how many are at or above what their level requires, by competency, department and level."""

from collections.abc import Iterator

from sqlmodel import Session

from app.kit.charts.shares import Share, Shares
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.tables.table import Column, Line
from app.people.selection import departments
from app.reports import asked_for
from app.reports.agreed import agreed, closed, closing_day
from app.reports.figures import EVERYBODY, Told, told
from app.reports.naming import Naming, group_columns, rated_column
from app.reports.report import Answer, Asked, Report


def answer(db: Session, asked: Asked) -> Answer:
    """Of the last cycle that was closed by the day, or of the one that is asked for."""
    cycle = asked_for.chosen(closed(db, asked.day), asked)
    if cycle is None:
        return Answer(columns(), lambda _: (), notes=(asked_for.nothing_closed(),))
    found, on = agreed(db, cycle), closing_day(cycle)
    figures = told(found, asked_for.wanted(db, asked, found.framework, on))
    naming = Naming(found.framework, departments(db))
    return Answer(
        columns=columns(),
        lines=lambda _: lines(figures, naming),
        charts=lambda: charts(figures, naming),
        notes=tuple(asked_for.notes(asked_for.at_closing(on), figures.hidden, bool(figures.rows))),
        about=asked_for.about(cycle),
    )


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


def charts(told: Told, naming: Naming) -> Iterator[Shares]:
    """The share of everybody who was asked for, competency by competency."""
    figures = told.rows.get(EVERYBODY, {})
    bars = tuple(
        Share(str(one.title), found.share, _("%(met)s of %(people)s", met=found.met, people=found.people))
        for one in naming.framework.competencies
        if (found := figures.get(one.id))
    )
    if bars:
        yield Shares(_("At or above what the level requires"), _("Everybody who was asked for."), bars)


REPORT = Report(
    name="coverage",
    title=noop("Competency coverage"),
    help=noop("Which competencies meet what the levels require, and where they are short."),
    filters=("department", "level", "manager", "cycle"),
    answer=answer,
)
