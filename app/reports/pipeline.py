"""Readiness pipeline: how many stand how near to the level above theirs, and from which month on time allows it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from sqlmodel import Session

from app.kit.charts.shares import Share, Shares, of_highest
from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext, noop
from app.kit.tables.table import Column, Line
from app.people.selection import departments
from app.reports import asked_for
from app.reports.agreed import closed, closing_day
from app.reports.breakdown import Breakdown, People, breakdown
from app.reports.figures import rows_of
from app.reports.naming import Naming, group_columns
from app.reports.near import near
from app.reports.nearness import NEAR, Found, Near, window
from app.reports.report import Answer, Asked, Report

MOST_MONTHS = 24
EARLIEST: tuple[Near, ...] = ("ready", "6", "12", "later")


def answer(db: Session, asked: Asked) -> Answer:
    """Of the last cycle that was closed by the day, or of the one that is asked for."""
    cycle = asked_for.chosen(closed(db, asked.day), asked)
    if cycle is None:
        return Answer(columns(), lambda _: (), notes=(asked_for.nothing_closed(),))
    held, on = near(db, cycle), closing_day(cycle)
    found = held.found
    wanted = asked_for.wanted(db, asked, held.framework, on)
    shown = breakdown(held.population, wanted, [level.id for level in held.framework.levels])
    naming = Naming(held.framework, departments(db))
    notes = asked_for.notes(asked_for.at_closing(on), shown.hidden, bool(shown.everybody or shown.levels))
    return Answer(
        columns=columns(),
        lines=lambda _: lines(found, shown, naming, on),
        charts=lambda: charts(found, shown, on),
        notes=(*notes, _("Readiness is advice with reasons; people decide in a conversation.")),
        about=asked_for.about(cycle),
        brief=("of", "group", "people", "ready", "agreeable", "6", "12", "few", "some", "many"),
    )


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


def charts(found: Found, shown: Breakdown, on: date) -> Iterator[Shares]:
    """How near everybody who was asked for is, and from which month on time allows the level above."""
    people = shown.everybody
    if not people:
        return
    near = Counter(found[one.person].near for one in people)
    bars = tuple(Share(title, near[one] / len(people), _people(near[one])) for one, title in titles().items())
    yield Shares(_("How near to the level above"), _("Everybody who was asked for."), bars)
    waiting = Counter((day.year, day.month) for day in _earliest(found, people) if day > on)
    steps = (divmod(on.year * 12 + on.month - 1 + step, 12) for step in range(MOST_MONTHS))
    counts = [(f"{year}-{month + 1:02}", waiting[year, month + 1]) for year, month in steps]
    if held := [number for number, (_month, count) in enumerate(counts) if count]:
        monthly = [(month, count, _people(count)) for month, count in counts[: held[-1] + 1]]
        yield of_highest(_("From which month on time allows it"), _("Everybody who has to wait."), monthly)


def _people(count: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", count, n=count)


REPORT = Report(
    name="pipeline",
    title=noop("Readiness pipeline"),
    help=noop("How many people are how near to the level above theirs, and when time in level allows it."),
    filters=("department", "level", "manager", "cycle"),
    answer=answer,
)
