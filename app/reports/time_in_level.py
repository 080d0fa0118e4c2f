"""Time in level 任级时长: how long each person holds her level, beside everybody on it that day."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles

from sqlmodel import Session

from app.kit.dates import months_between
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.small_groups import SMALLEST
from app.kit.tables.table import Column, Line
from app.people import queries as people_queries
from app.people.as_of import PersonOn
from app.people.words import name_of
from app.reports.report import Asked, Bar, Figure, Held, PeopleReport, Row, Shown, everybody, same, selected
from app.reports.words import paths, who

STEPS = (6, 12, 24, 36)
"""Months at which the chart's groups begin anew."""
LONG = 60
"""Months that fill the width beside each person; longer ones end there."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """Everybody on one level of the whole organisation on that day: full months, lower quarter, middle, upper."""

    people: int
    low: float
    middle: float
    high: float


def columns(asked: Asked) -> Sequence[Column]:
    return (
        *who(),
        Column("since", _("Since"), "day", help=_("The day on which that level began.")),
        Column("months", _("Months in level"), "number", help=_("Full calendar months.")),
        Column("asked", _("Asked by the next level"), "number", help=_("Months that it asks for in this one.")),
        Column("people", _("People on this level"), "number", help=_("In the whole organisation; empty below five.")),
        Column("low", _("A quarter up to"), "number", help=_("Months that a quarter of them do not exceed.")),
        Column("middle", _("Half up to"), "number", help=_("Months that half of them do not exceed: the median.")),
        Column("high", _("Three quarters up to"), "number", help=_("Months that three quarters do not exceed.")),
    )  # fmt: skip


def cohorts(db: Session, asked: Asked) -> dict[str, Cohort]:
    """Level → its cohort on that day; one with fewer than five people is not told. The filters do not change it."""
    months: dict[str, list[int]] = {}
    for portion in everybody(db, asked):
        for one in portion:
            if one.level and one.level_since:
                months.setdefault(one.level, []).append(months_between(one.level_since, asked.day))
    return {
        level: Cohort(len(found), *quantiles(found, n=4, method="inclusive"))
        for level, found in months.items()
        if len(found) >= SMALLEST
    }


def lines(db: Session, asked: Asked, people: Sequence[PersonOn], found: Mapping[str, Cohort]) -> Iterator[Line]:
    """The rows of one portion; without a level they are empty from there on."""
    managers = people_queries.by_id(db, {one.manager_id for one in people if one.manager_id is not None})
    departments = paths(asked.units)
    for one in people:
        manager = managers.get(one.manager_id or 0)
        yield _line(asked, one, name_of(manager) if manager else None, departments, found.get(one.level or ""))


def _line(
    asked: Asked, one: PersonOn, manager: str | None, departments: Mapping[int, str], cohort: Cohort | None
) -> Line:
    level = asked.framework.level(one.level or "")
    following = asked.framework.level_above(one.level or "")
    return (
        one.staff_number,
        name_of(one),
        departments.get(one.department_id or 0),
        manager,
        str(level.title_for(one.face)) if level else one.level,
        one.level_since,
        months_between(one.level_since, asked.day) if one.level_since else None,
        following.entry.months if following else None,
        *((cohort.people, cohort.low, cohort.middle, cohort.high) if cohort else (None,) * 4),
    )


def figure(db: Session, asked: Asked) -> Figure | None:
    """How many people of each level have been on it for how long."""
    names = [_("under %(n)s months", n=STEPS[0])]
    names += [_("%(low)s to %(high)s", low=low, high=high - 1) for low, high in itertools.pairwise(STEPS)]
    names += [_("%(n)s and more", n=STEPS[-1])]
    counts: dict[str, list[int]] = {}
    for portion in selected(db, asked):
        for one in portion:
            if one.level and one.level_since:
                held = months_between(one.level_since, asked.day)
                counts.setdefault(one.level, [0] * len(names))[sum(held >= step for step in STEPS)] += 1
    bars = tuple(
        Bar(str(level.title), tuple(counts[level.id]))
        for level in reversed(asked.framework.levels)
        if level.id in counts
    )
    return Figure(_("Months in level"), tuple(names), bars) if bars else None


def on_screen(asked: Asked) -> Sequence[Shown]:
    cohort = _("The bar is the middle half of everybody on the level, the line their median, the dot this person.")
    quarters = _("Months that a quarter, half and three quarters of them do not exceed; from five people on.")
    return (
        Shown(_("Since"), same("since"), "day"),
        Shown(_("Months in level"), same("months"), "number", _("Full calendar months.")),
        Shown(_("Beside others on it"), _held, "held", cohort, paper=False),
        Shown(_("Quartiles"), _quarters, help=quarters),
        Shown(_("People on this level"), same("people"), "number", _("In the whole organisation; empty below five.")),
        Shown(_("Asked by the next level"), same("asked"), "number", _("Months that it asks for in this one.")),
    )


def _held(row: Row) -> Held | None:
    own, low, middle, high = (row[key] for key in ("months", "low", "middle", "high"))
    if not isinstance(own, int):
        return None
    if not (isinstance(low, float) and isinstance(middle, float) and isinstance(high, float)):
        return Held(own, LONG)
    return Held(own, LONG, low, middle, high)


def _quarters(row: Row) -> str | None:
    values = [row[key] for key in ("low", "middle", "high")]
    return None if values[0] is None else " · ".join(f"{value:g}" for value in values)


TIME_IN_LEVEL = PeopleReport(
    name="time-in-level",
    title=noop("Time in level"),
    question=noop("Who has been on a level for how long, and how long are others on it?"),
    filters=("department", "level", "manager", "day", "word"),
    columns=columns,
    prepare=cohorts,
    lines=lines,
    on_screen=on_screen,
    figure=figure,
    notes=lambda asked: (
        _("Long is not late: it is a reason to talk."),
        _("The cohort is everybody on the level that day, whatever is filtered."),
    ),
)  # fmt: skip
