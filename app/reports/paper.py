"""HR's reports on paper: what the page shows, without what only a screen can show, as a document."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from math import ceil

from sqlmodel import Session

from app.kit import clock, dates
from app.kit.document import Block, Chapter, Document, Facts, Section, Table, Words, row
from app.kit.document import Row as PaperRow
from app.kit.i18n import gettext as _
from app.kit.i18n import language
from app.kit.tables.table import Fact, Kind, Value
from app.people.as_of import PersonOn
from app.reports.report import Asked, Drawn, Figure, Grid, Held, PeopleReport, Rated, Report, selected
from app.reports.words import BETWEEN

NUMBERS = ("number", "percent")
ACROSS = 7
"""So many columns fit beside the first on paper."""


def document(report: Report, about: Sequence[Fact], blocks: Sequence[Block]) -> Document:
    """`blocks`: of `people` or `groups`. `about`: what was asked for, when and by whom it was made."""
    facts = Facts(tuple((fact.name, fact.value) for fact in about))
    sections = (Section("about", _("About this report"), (facts,)), Section("numbers", _("Numbers"), tuple(blocks)))
    made = dates.moment(clock.now(), clock.organisation_zone())
    chapter = Chapter("report", _(report.question), sections)
    return Document(_("Reports"), _(report.title), "", made, (chapter,), flow=True)


def groups(drawn: Drawn) -> Iterator[Block]:
    """A report of groups."""
    if drawn.figure and drawn.rows:
        yield _figure(drawn.figure)
    if drawn.rows:
        yield from _tables(drawn.on_screen or Grid(drawn.columns, drawn.rows))
    for note in (drawn.empty, *drawn.notes):
        if note:
            yield Words(note, "soft")


def _tables(grid: Grid) -> Iterator[Block]:
    """Tables as wide as paper, each with what its rows are about in its first column."""
    beside = len(grid.columns) - 1
    across = ceil(beside / ceil(beside / ACROSS))
    for start in range(1, len(grid.columns), across):
        places = (0, *range(start, min(start + across, len(grid.columns))))
        columns = [grid.columns[n] for n in places]
        lines = [[line[n] for n in places] for line in grid.rows]
        yield Table(
            _("All numbers") if start == 1 else _("More numbers"),
            tuple(column.title for column in columns),
            tuple(row(*(said(c.kind, value) for c, value in zip(columns, line, strict=True))) for line in lines),
            wide=(0,),
        )


def people(db: Session, report: PeopleReport, asked: Asked) -> tuple[list[Block], list[int]]:
    """A report of people, one line for each; and whose lines they are."""
    columns = [column for column in report.on_screen(asked) if column.paper]
    keys = [column.key for column in report.columns(asked)]
    prepared, rows, ids = report.prepare(db, asked), list[PaperRow](), list[int]()
    for portion in selected(db, asked):
        for one, line in zip(portion, report.lines(db, asked, portion, prepared) if portion else (), strict=True):
            found = dict(zip(keys, line, strict=True))
            rows.append(
                row(_who(one, found["level"], found["department"]), *(said(c.kind, c.value(found)) for c in columns))
            )
            ids.append(one.id)
    figure = report.figure(db, asked)
    table = Table(
        _("Person by person"),
        (_("Name"), *(column.title for column in columns)),
        tuple(rows),
        numbers=tuple(n for n, column in enumerate(columns, 1) if column.kind in NUMBERS),
        wide=tuple(n for n, column in enumerate(columns, 1) if column.kind == "list"),
    )
    notes = [Words(note, "soft") for note in report.notes(asked)]
    return [*([_figure(figure)] if figure else ()), *([table] if rows else ()), *notes], ids


def _who(one: PersonOn, level: Value, department: Value) -> str:
    name = one.name_latin if language() == "en" and one.name_latin else one.name
    place = str(department).rsplit(BETWEEN, 1)[-1] if department else ""
    return "\n".join(filter(None, (name, str(level) if level else "", place)))


def _figure(figure: Figure) -> Table:
    head = ("", *figure.series)
    rows = tuple(row(bar.label, *map(str, bar.parts)) for bar in figure.bars)
    return Table(figure.title, head, rows, numbers=tuple(range(1, len(head))))


def said(kind: Kind | str, value: Value | Rated | Held) -> str:
    """A value as paper shows it."""
    if value is None or value == [] or isinstance(value, Rated | Held):
        return "—"
    if isinstance(value, datetime):
        return dates.moment(value, clock.organisation_zone())
    if isinstance(value, date):
        return dates.day(value)
    if isinstance(value, int | float):
        return f"{value:.0%}" if kind == "percent" else f"{value:g}"
    return value if isinstance(value, str) else _("; ").join(value)
