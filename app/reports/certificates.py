"""Certificates by expiry: how many run out in which quarter, by department."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from sqlmodel import Session

from app.kit.dates import day as day_in_words
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.tables.table import Column, Line
from app.reports import asked_for
from app.reports.breakdown import Breakdown, People, Wanted, breakdown
from app.reports.expiring import WINDOWS, Expiring, Window, expiring
from app.reports.figures import rows_of
from app.reports.naming import Naming, group_columns
from app.reports.report import Asked, Bar, Drawn, Figure, GroupReport

MOST_QUARTERS = 12


def draw(db: Session, asked: Asked) -> Drawn:
    """As of the end of the last quarter that was over on the day."""
    found = expiring(db, asked.day)
    if found is None:
        return asked_for.nothing(columns(), _nothing_entered())
    shown = breakdown(found.population, Wanted(asked.department), ())
    said = _(
        "Told for the end of a quarter, here %(day)s. Only how many, never which: certificates marked private are "
        "left out.",
        day=day_in_words(found.on),
    )
    rows = lines(found, shown, Naming(asked.framework, asked.units))
    return asked_for.drawn(columns(), rows, (said,), shown.hidden, figure(found, shown))


def _nothing_entered() -> str:
    return _(
        "This report counts, at the end of each quarter, the certificates that people entered under their evidence, "
        "and when they expire. None had been entered by the end of the last one."
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
        Column("people", _("Number of people"), "number", help=everybody),
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


def figure(found: Expiring, shown: Breakdown) -> Figure | None:
    """Quarter by quarter from the next one on, for everybody who was asked for."""
    counts = Counter(_quarter(day) for one in shown.everybody for day in found.days.get(one.person, ()))
    year, number = _quarter(found.on)
    quarters = [(year + (number + step) // 4, (number + step) % 4 + 1) for step in range(MOST_QUARTERS)]
    bars = tuple(Bar(_("Q%(number)s %(year)s", number=n, year=y), (counts[y, n],)) for y, n in quarters)
    title = _("Certificates that expire, by quarter")
    return Figure(title, (_("Certificates"),), bars) if any(bar.total for bar in bars) else None


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3 + 1


CERTIFICATES = GroupReport(
    name="certificates",
    title=noop("Certificates by expiry"),
    question=noop("How many certificates run out, and in which quarter?"),
    filters=("department", "day"),
    draw=draw,
)
