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
from app.people import as_of
from app.people import queries as people_queries
from app.people.as_of import PersonOn
from app.people.words import name_of
from app.reports.report import Asked, Bar, Figure, PeopleReport, selected
from app.reports.words import paths

STEPS = (6, 12, 24, 36)
"""Months at which the chart's groups begin anew."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """Everybody on one level of the whole organisation on that day: full months, lower quarter, middle, upper."""

    people: int
    low: float
    middle: float
    high: float


def columns(asked: Asked) -> Sequence[Column]:
    return (
        Column("staff_number", _("Staff number"), help=_("As HR records it.")),
        Column("name", _("Name")),
        Column("department", _("Department"), help=_("With the departments around it, the outermost first.")),
        Column("manager", _("Manager"), help=_("The solid line on that day.")),
        Column("level", _("Level"), help=_("The career level held on that day.")),
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
    for portion in as_of.portions(db, asked.day):
        for one in portion:
            if one.level and one.level_since:
                months.setdefault(one.level, []).append(months_between(one.level_since, asked.day))
    return {
        level: Cohort(len(found), *quantiles(found, n=4, method="inclusive"))
        for level, found in months.items()
        if len(found) >= SMALLEST
    }


def lines(db: Session, asked: Asked, people: Sequence[PersonOn], found: Mapping[str, Cohort]) -> Iterator[Line]:
    """The rows of one portion, those without a level left out."""
    managers = people_queries.by_id(db, {one.manager_id for one in people if one.manager_id is not None})
    departments = paths(asked.units)
    for one in people:
        if one.level and one.level_since:
            manager = managers.get(one.manager_id or 0)
            yield _line(asked, one, name_of(manager) if manager else None, departments, found.get(one.level))


def _line(
    asked: Asked, one: PersonOn, manager: str | None, departments: Mapping[int, str], cohort: Cohort | None
) -> Line:
    assert one.level is not None and one.level_since is not None
    level = asked.framework.level(one.level)
    following = asked.framework.level_above(one.level)
    return (
        one.staff_number,
        name_of(one),
        departments.get(one.department_id or 0),
        manager,
        str(level.title_for(one.face)) if level else one.level,
        one.level_since,
        months_between(one.level_since, asked.day),
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


TIME_IN_LEVEL = PeopleReport(
    name="time-in-level",
    title=noop("Time in level"),
    question=noop("Who has been on a level for how long, and how long are others on it?"),
    filters=("department", "level", "manager", "day", "word"),
    columns=columns,
    prepare=cohorts,
    lines=lines,
    figure=figure,
    notes=lambda asked: (
        _("Long is not late: it is a reason to talk."),
        _("The cohort is everybody on the level that day, whatever is filtered."),
    ),
)  # fmt: skip
