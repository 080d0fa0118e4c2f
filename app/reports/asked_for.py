"""What the reports on groups of people have in common: which cycle, whom of it, and what they say about it."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlmodel import Session

from app.cycles.queries import Cycle
from app.framework.model import Framework
from app.kit.dates import day as day_in_words
from app.kit.errors import Refused
from app.kit.i18n import gettext as _
from app.kit.tables.table import Fact
from app.people import as_of
from app.reports.breakdown import Wanted
from app.reports.report import Asked


def chosen(cycles: Sequence[Cycle], asked: Asked) -> Cycle | None:
    """The cycle that is asked for, else the first of these; None of none. Refused for one that is not among them."""
    if not asked.cycle:
        return cycles[0] if cycles else None
    found = next((one for one in cycles if one.id == asked.cycle), None)
    if found is None:
        sentence = _("This cycle cannot be told for this day. Choose another cycle or a later day.")
        raise Refused(_("Please look at the marked fields; nothing is lost."), {"cycle": sentence})
    return found


def wanted(db: Session, asked: Asked, framework: Framework | None, on: date) -> Wanted:
    """Whom of a population that is told as of `on`; the level in the words of its framework."""
    level = framework.level(asked.level) if framework and asked.level else None
    people = frozenset(as_of.below(as_of.managers(db, on), asked.manager)) if asked.manager else None
    return Wanted(asked.department, level.id if level else asked.level, people)


def about(cycle: Cycle) -> tuple[Fact, ...]:
    return (
        Fact("cycle", _("Review cycle"), cycle.name),
        Fact("framework", _("Framework version"), str(cycle.framework_version_id)),
    )


def notes(told: str, hidden: bool, shown: bool) -> Iterator[str]:
    """`told`: of what the numbers are. Why people are in none of them, without how many they are."""
    yield told
    if not shown:
        yield _(
            "There is no group of five people or more wholly inside what was asked for, so there is nothing to show."
        )
    elif hidden:
        yield _(
            "Some groups are smaller than five people, or lie only partly inside what was asked for. Their people are "
            "in none of these numbers, totals included, so that nobody can be worked out by subtraction."
        )


def at_closing(day: date) -> str:
    return _(
        "Counted as everything stood when the cycle was closed on %(day)s. "
        "What was signed or amended afterwards is not in it.",
        day=day_in_words(day),
    )


def nothing_closed() -> str:
    return _(
        "No review cycle was closed by this day. This report tells agreed ratings, cycle by cycle: "
        "the first numbers stand here on the day after the first cycle is closed."
    )
