"""Competency coverage: how many are at or above what their level requires, by competency, department and level."""

from collections.abc import Iterator, Mapping, Sequence

from sqlmodel import Session

from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.tables.table import Column, Line
from app.reports import asked_for
from app.reports.agreed import agreed, closed, closing_day
from app.reports.figures import EVERYBODY, Figures, Key, Told, told
from app.reports.naming import Naming, group_columns, rated_column
from app.reports.report import Asked, Bar, Drawn, Figure, Grid, GroupReport


def draw(db: Session, asked: Asked) -> Drawn:
    """Of the last cycle that was closed by the day, or of the one that is chosen."""
    cycle = asked_for.chosen(closed(db, asked.day), asked)
    if cycle is None:
        return asked_for.nothing(columns(), asked_for.nothing_closed(asked))
    found, on = agreed(db, cycle), closing_day(cycle)
    figures = told(found, asked_for.wanted(db, asked, found.framework, on))
    naming = Naming(found.framework, asked.units)
    shares = _("Shares: at or above what the level requires, of those who are rated in the competency.")
    notes = (asked_for.of_cycle(cycle), shares, asked_for.at_closing(on))
    return asked_for.drawn(
        columns(), lines(figures, naming), notes, figures.hidden, figure(figures, naming),
        lambda _lines: side_by_side(figures, naming),
    )  # fmt: skip


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


def side_by_side(told: Told, naming: Naming) -> Grid:
    """One row a group, the shares of its competencies beside one another."""
    group = group_columns()[1]
    rated = Column("people", _("Rated"), "number", help=_("In the competency in which most are; the files tell each."))
    competencies = naming.framework.competencies
    return Grid(
        (group, rated, *(Column(one.id, str(one.title), "percent") for one in competencies)),
        tuple(
            _row(naming, key, told.rows[key], [one.id for one in competencies]) for key in naming.in_order(told.rows)
        ),
    )


def _row(naming: Naming, key: Key, figures: Mapping[str, Figures], competencies: Sequence[str]) -> Line:
    most = max(one.people for one in figures.values())
    found = (figures.get(competency) for competency in competencies)
    return (naming.on_screen(key), most, *(one.share if one else None for one in found))


def figure(told: Told, naming: Naming) -> Figure | None:
    """Everybody who was asked for, competency by competency."""
    figures = told.rows.get(EVERYBODY, {})
    bars = tuple(
        Bar(str(one.title), (found.met, found.people - found.met))
        for one in naming.framework.competencies
        if (found := figures.get(one.id))
    )
    series = (_("At or above what the level requires"), _("Below"))
    return Figure(_("People by competency"), series, bars, shares=True) if bars else None


COVERAGE = GroupReport(
    name="coverage",
    title=noop("Competency coverage"),
    question=noop("Which competencies meet what the levels require, and where are they short?"),
    filters=("department", "level", "manager", "cycle", "day"),
    draw=draw,
)
