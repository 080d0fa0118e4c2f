"""Readiness pipeline: how many stand how near to the level above theirs, and from which month on time allows it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from sqlmodel import Session

from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.tables.table import Column, Line
from app.reports import asked_for
from app.reports.agreed import closed, closing_day
from app.reports.breakdown import Breakdown, People, breakdown
from app.reports.figures import rows_of
from app.reports.naming import Naming, group_columns
from app.reports.near import near
from app.reports.nearness import NEAR, Found, Near, window
from app.reports.report import Asked, Bar, Drawn, Figure, Grid, GroupReport

DRAWN: Mapping[str, tuple[Near, ...]] = {
    noop("Ready, or if the conversation agrees"): ("ready", "agreeable"),
    noop("Only time is missing"): ("6", "12", "later"),
    noop("1 to 6 things are missing"): ("few", "some"),
    noop("7 or more are missing"): ("many",),
    noop("Cannot be said, or no level above"): ("unknown", "top"),
}
"""What the chart joins, so that it can be told apart."""
EARLIEST: tuple[Near, ...] = ("ready", "6", "12", "later")


def draw(db: Session, asked: Asked) -> Drawn:
    """Of the last cycle that was closed by the day, or of the one that is chosen."""
    cycle = asked_for.chosen(closed(db, asked.day), asked)
    if cycle is None:
        return asked_for.nothing(columns(), asked_for.nothing_closed(asked))
    held, on = near(db, cycle), closing_day(cycle)
    wanted = asked_for.wanted(db, asked, held.framework, on)
    shown = breakdown(held.population, wanted, [level.id for level in held.framework.levels])
    naming = Naming(held.framework, asked.units)
    notes = (
        asked_for.of_cycle(cycle),
        asked_for.at_closing(on),
        _("Readiness is advice with reasons; people decide in a conversation."),
    )
    rows = lines(held.found, shown, naming, on)
    drawn = figure(held.found, shown, naming)
    return asked_for.drawn(columns(), rows, notes, shown.hidden, drawn, on_screen)


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
        Column("people", _("Number of people"), "number", help=_("With agreed ratings in this cycle.")),
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


def on_screen(lines: tuple[Line, ...]) -> Grid:
    """The shades of missing time in one column, and what is told of nobody left out."""
    heads = [column.key for column in columns()]
    time = [heads.index(near) for near in DRAWN["Only time is missing"]]
    kept = [at for at in range(3, len(heads)) if at not in time and any(line[at] for line in lines)]
    waiting = Column("time", _("Only time is missing"), "number", help=_("All else that the level above asks is met."))
    return Grid(
        (*columns()[1:3], waiting, *(columns()[at] for at in kept)),
        tuple(
            (*asked_for.in_one(line)[:2], sum(_count(line[at]) for at in time), *(line[at] for at in kept))
            for line in lines
        ),
    )


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


def figure(found: Found, shown: Breakdown, naming: Naming) -> Figure | None:
    """Everybody who was asked for, then level by level."""
    people = dict(rows_of(shown))
    keys = [key for key in naming.in_order(people) if key[0] != "department"]
    near = {key: Counter(found[one.person].near for one in people[key]) for key in keys}
    bars = tuple(
        Bar(naming.on_screen(key), tuple(sum(near[key][one] for one in of) for of in DRAWN.values())) for key in keys
    )
    return Figure(_("How near to the level above"), tuple(map(_, DRAWN)), bars, shares=True) if bars else None


PIPELINE = GroupReport(
    name="pipeline",
    title=noop("Readiness pipeline"),
    question=noop("How many are how near to the level above theirs, and when does time in level allow it?"),
    filters=("department", "level", "manager", "cycle", "day"),
    draw=draw,
)
