"""Certificates by expiry: how many run out in which quarter, by department."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from sqlmodel import Session

from app.framework import versions
from app.kit.charts.shares import Shares, of_highest
from app.kit.dates import day as day_in_words
from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext, noop
from app.kit.tables.table import Column, Line
from app.people.selection import departments
from app.reports import asked_for
from app.reports.breakdown import Breakdown, People, Wanted, breakdown
from app.reports.expiring import WINDOWS, Expiring, Window, expiring
from app.reports.figures import rows_of
from app.reports.naming import Naming, group_columns
from app.reports.report import Answer, Asked, Report

MOST_QUARTERS = 12


def answer(db: Session, asked: Asked) -> Answer:
    """As of the end of the last quarter that was over on the day."""
    found = expiring(db, asked.day)
    if found is None:
        return Answer(columns(), lambda _: (), notes=(_nothing_entered(),))
    shown = breakdown(found.population, Wanted(asked.department), ())
    naming = Naming(versions.in_force(db).framework, departments(db))
    said = _(
        "Told for the end of a quarter, here %(day)s. Only how many, never which: "
        "certificates that are marked private are left out.",
        day=day_in_words(found.on),
    )
    return Answer(
        columns=columns(),
        lines=lambda _: lines(found, shown, naming),
        charts=lambda: charts(found, shown),
        notes=tuple(asked_for.notes(said, shown.hidden, bool(shown.everybody))),
    )


def _nothing_entered() -> str:
    return _(
        "No certificate had been entered by the end of the last quarter. This report counts, quarter by quarter, "
        "what people have entered under their evidence, and when it expires."
    )


def columns() -> tuple[Column, ...]:
    said: Mapping[Window, str] = {
        "expired": _("Expired"),
        "3": _("Within 3 months"),
        "6": _("In 4 to 6 months"),
        "9": _("In 7 to 9 months"),
        "12": _("In 10 to 12 months"),
        "later": _("Later"),
        "never": _("Without an end"),
    }
    counted = _("From the end of the quarter on.")
    everybody = _(
        "Everybody, with certificates or without. Who left is counted until enough of her group have left; "
        "whoever came, once enough others have."
    )
    entered = _("Entered by the end of the quarter and not marked private.")
    return (
        *group_columns(),
        Column("people", _("People"), "number", help=everybody),
        Column("certificates", _("Certificates"), "number", help=entered),
        *(Column(f"in_{window}", said[window], "number", help=counted) for window in WINDOWS),
    )


def lines(found: Expiring, shown: Breakdown, naming: Naming) -> Iterator[Line]:
    people = dict(rows_of(shown))
    for key in naming.in_order(people):
        held = _held(found, people[key])
        counts = [held[window] for window in WINDOWS]
        yield naming.kind(key), naming.title(key), len(people[key]), sum(counts), *counts


def _held(found: Expiring, people: People) -> Counter[Window]:
    total: Counter[Window] = Counter()
    for one in people:
        total.update(found.held.get(one.person, {}))
    return total


def charts(found: Expiring, shown: Breakdown) -> Iterator[Shares]:
    """Quarter by quarter from the next one on, for everybody who was asked for."""
    counts = Counter(_quarter(day) for one in shown.everybody for day in found.days.get(one.person, ()))
    year, number = _quarter(found.on)
    quarters = [(year + (number + step) // 4, (number + step) % 4 + 1) for step in range(MOST_QUARTERS)]
    if any(counts[quarter] for quarter in quarters):
        bars = [
            (_("Q%(number)s %(year)s", number=n, year=y), counts[y, n], _certificates(counts[y, n]))
            for y, n in quarters
        ]
        yield of_highest(_("Certificates that expire, by quarter"), _("Everybody who was asked for."), bars)


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3 + 1


def _certificates(count: int) -> str:
    return ngettext("%(n)s certificate", "%(n)s certificates", count, n=count)


REPORT = Report(
    name="certificates",
    title=noop("Certificates by expiry"),
    help=noop("How many certificates run out, and in which quarter."),
    filters=("department",),
    answer=answer,
)
