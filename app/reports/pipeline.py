"""Readiness pipeline: how many stand how near to the level above theirs, and from which month on time allows it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from app.kit.charts.shares import Share, Shares, of_highest
from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext
from app.kit.tables.table import Column, Line
from app.reports.breakdown import Breakdown, People
from app.reports.figures import rows_of
from app.reports.naming import Naming, group_columns
from app.reports.nearness import NEAR, Found, Near, window

MOST_MONTHS = 24
EARLIEST: tuple[Near, ...] = ("ready", "6", "12", "later")


def titles() -> Mapping[Near, str]:
    return {
        "ready": _("Ready"),
        "agreeable": _("Ready if the conversation agrees"),
        "6": _("Only time is missing, 6 months at most"),
        "12": _("Only time is missing, 7 to 12 months"),
        "later": _("Only time is missing, longer"),
        "few": _("1 to 3 things are missing"),
        "some": _("4 to 6 things are missing"),
        "many": _("7 or more are missing"),
        "unknown": _("Cannot be said"),
        "top": _("No level above"),
    }


def columns() -> tuple[Column, ...]:
    said = titles()
    earliest: Mapping[Near, str] = {
        "ready": _("Time is no longer missing"),
        "6": _("Time allows it within 6 months"),
        "12": _("Time allows it in 7 to 12 months"),
        "later": _("Time allows it later"),
    }
    helped: Mapping[Near, str] = {
        "ready": _("Everything that the level above asks is met."),
        "agreeable": _("What is open is one step short in competencies that are not key ones."),
        **dict.fromkeys(("few", "some", "many"), _("Competencies and evidence that must be there, beside time.")),
        "unknown": _("A rating, the face or the day of entering the level is not known."),
    }
    time = _("Whatever else is missing: the first day on which time in level is enough.")
    return (
        *group_columns(),
        Column("people", _("People"), "number", help=_("With agreed ratings in this cycle.")),
        *(Column(near, said[near], "number", help=helped.get(near, "")) for near in NEAR),
        *(Column(f"time_{near}", earliest[near], "number", help=time) for near in EARLIEST),
    )


def lines(found: Found, shown: Breakdown, naming: Naming, on: date) -> Iterator[Line]:
    """`on`: the day of which it is told, the closing of the cycle."""
    people = dict(rows_of(shown))
    for key in naming.in_order(people):
        near = Counter(found[one.person].near for one in people[key])
        time = Counter(window(day, on) for day in _earliest(found, people[key]))
        counts = (*(near[one] for one in NEAR), *(time[one] for one in EARLIEST))
        yield naming.kind(key), naming.title(key), len(people[key]), *counts


def _earliest(found: Found, people: People) -> Iterator[date]:
    return (day for one in people if (day := found[one.person].earliest))


def chart(found: Found, shown: Breakdown) -> Shares | None:
    """How near everybody who was asked for is."""
    people = shown.everybody
    if not people:
        return None
    near = Counter(found[one.person].near for one in people)
    bars = tuple(Share(title, near[one] / len(people), _people(near[one])) for one, title in titles().items())
    return Shares(_("How near to the level above"), _("Everybody who was asked for."), bars)


def months(found: Found, shown: Breakdown, on: date) -> Shares | None:
    """From which month on time allows the level above, for everybody who was asked for and has to wait."""
    waiting = Counter((day.year, day.month) for day in _earliest(found, shown.everybody) if day > on)
    if not waiting:
        return None
    steps = (divmod(on.year * 12 + on.month - 1 + step, 12) for step in range(MOST_MONTHS))
    within = [(year, month + 1) for year, month in steps]
    bars = [(f"{year}-{month:02}", waiting[year, month], _people(waiting[year, month])) for year, month in within]
    last = max(number for number, bar in enumerate(bars) if bar[1]) + 1 if any(bar[1] for bar in bars) else 0
    return of_highest(_("From which month on time allows it"), _("Everybody who has to wait."), bars[:last])


def _people(count: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", count, n=count)
