"""What the reports on groups of people have in common: which cycle, whom of it, and what they say about it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from sqlmodel import Session

from app.cycles.queries import Cycle
from app.framework.model import Framework
from app.kit.dates import day as day_in_words
from app.kit.i18n import gettext as _
from app.kit.tables.table import Column, Line
from app.people import as_of
from app.reports.breakdown import Wanted
from app.reports.naming import in_short
from app.reports.report import Asked, Drawn, Figure, Grid


def chosen(cycles: Sequence[Cycle], asked: Asked) -> Cycle | None:
    """The cycle that is asked for, if it is among these, else the first of them."""
    if asked.cycle is None:
        return cycles[0] if cycles else None
    return asked.cycle if asked.cycle.id in {one.id for one in cycles} else None


def wanted(db: Session, asked: Asked, framework: Framework, on: date) -> Wanted:
    """Whom of a population that is told as of `on`; the level under the name of its framework."""
    level = framework.level(asked.level)
    people = frozenset(as_of.below(as_of.managers(db, on), asked.manager)) if asked.manager else None
    return Wanted(asked.department, level.id if level else asked.level, people)


def drawn(
    columns: Sequence[Column],
    rows: Iterable[Line],
    notes: Iterable[str],
    hidden: bool,
    figure: Figure | None,
    on_screen: Callable[[tuple[Line, ...]], Grid] | None = None,
) -> Drawn:
    """With the reason why people are in none of the numbers, and without how many they are.

    On screen the first two columns, which say of whom a row tells, are one.
    """
    lines = tuple(rows)
    if not lines:
        return nothing(columns, _("No group of five people or more lies wholly inside what was chosen."))
    said = tuple(notes)
    if hidden:
        said = (*said, _hidden())
    grid = on_screen(lines) if on_screen else Grid(tuple(columns[1:]), tuple(map(in_one, lines)))
    return Drawn(tuple(columns), lines, figure, said, on_screen=grid)


def in_one(line: Line) -> Line:
    """A line whose first two cells are one: the department or level, or that it tells of everybody."""
    return (in_short(str(line[0]), str(line[1])), *line[2:])


def nothing(columns: Sequence[Column], why: str) -> Drawn:
    return Drawn(tuple(columns), (), empty=why)


def _hidden() -> str:
    return _(
        "Some groups are smaller than five people, or lie only partly inside what was chosen. Their people are in none "
        "of these numbers, totals included, so that nobody can be worked out by subtraction."
    )


def of_cycle(cycle: Cycle) -> str:
    """Which cycle is told, and on which version of the framework."""
    return _("%(cycle)s, rated on framework version %(n)s.", cycle=cycle.name, n=cycle.framework_version_id)


def at_closing(day: date) -> str:
    return _(
        "Counted as everything stood when the cycle was closed on %(day)s. "
        "What was signed or amended afterwards is not in it.",
        day=day_in_words(day),
    )


def nothing_closed(asked: Asked) -> str:
    """Why there is nothing yet, and when there will be."""
    if asked.cycle:
        return _(
            "%(cycle)s was not closed by this day. Its numbers stand here on the day after.", cycle=asked.cycle.name
        )
    return _(
        "This report tells the agreed ratings of a review cycle that is closed, and none was by this day. "
        "Its first numbers stand here on the day after the first cycle is closed."
    )
