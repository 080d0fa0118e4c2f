"""Rating drift: mean and spread of agreed ratings, competency by competency, from cycle to cycle."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.cycles.queries import Cycle
from app.framework import versions
from app.framework.model import Framework
from app.framework.names import Reading
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.tables.table import Column, Line
from app.reports import asked_for
from app.reports.agreed import agreed, closed, closing_day
from app.reports.figures import EVERYBODY, Figures, Key, Told, told
from app.reports.naming import Naming, group_columns, rated_column
from app.reports.report import Asked, Bar, Drawn, Figure, Grid, GroupReport

MOST_CYCLES = 8


@dataclass(frozen=True, slots=True)
class InCycle:
    """What a cycle's ratings come to. `told` calls competencies and levels as the latest of the cycles does."""

    cycle: Cycle
    told: Told


def draw(db: Session, asked: Asked) -> Drawn:
    """Of the cycles closed by the day, the last eight; up to the one that is chosen."""
    ended = closed(db, asked.day)
    last = asked_for.chosen(ended, asked)
    if last is None:
        return asked_for.nothing(columns(), asked_for.nothing_closed(asked))
    since = ended.index(last)
    framework = versions.load(db, last.framework_version_id).framework
    cycles = [_in_cycle(db, asked, one, framework) for one in reversed(ended[since : since + MOST_CYCLES])]
    naming = Naming(framework, asked.units)
    notes = (asked_for.of_cycle(last), _said(), _elsewhere())
    hidden = any(one.told.hidden for one in cycles)
    return asked_for.drawn(
        columns(), lines(cycles, naming), notes, hidden, figure(cycles[-1], naming),
        lambda _lines: side_by_side(cycles, naming),
    )  # fmt: skip


def _in_cycle(db: Session, asked: Asked, cycle: Cycle, framework: Framework) -> InCycle:
    found = agreed(db, cycle)
    figures = told(found, asked_for.wanted(db, asked, found.framework, closing_day(cycle)))
    rows = renamed(figures.rows, framework.read(cycle.framework_version_id))
    return InCycle(cycle, Told(rows, figures.hidden))


def _said() -> str:
    return _(
        "Each cycle is counted as everything stood when it was closed; what was signed or amended afterwards is not "
        "in it. A mean that moves may mean that people grew, that others took part, or that managers rate otherwise."
    )


def _elsewhere() -> str:
    return _(
        "The files tell the same by department and level, too. How far managers' ratings stand from self-ratings is "
        "told on the calibration page of each cycle."
    )


def columns() -> tuple[Column, ...]:
    return (
        *group_columns(),
        Column("competency", _("Competency")),
        Column("cycle", _("Review cycle")),
        Column("closed", _("Closed on"), "day"),
        rated_column(),
        Column("mean", _("Mean"), "number", help=_("Mean of the agreed ratings.")),
        Column("spread", _("Spread"), "number", help=_("Standard deviation, in steps of the scale.")),
        Column("change", _("Change of the mean"), "number", help=_("Against the cycle before, where both are told.")),
    )


def lines(cycles: Sequence[InCycle], naming: Naming) -> Iterator[Line]:
    """`cycles`: the earliest first. Group by group, competency by competency, then cycle after cycle."""
    for key in naming.in_order({key for one in cycles for key in one.told.rows}):
        for competency in naming.framework.competencies:
            before: Figures | None = None
            for one in cycles:
                found = one.told.rows.get(key, {}).get(competency.id)
                if found:
                    yield (
                        naming.kind(key),
                        naming.title(key),
                        str(competency.title),
                        *_values(one.cycle, found, before),
                    )
                before = found


def _values(cycle: Cycle, found: Figures, before: Figures | None) -> Line:
    change = round(found.mean - before.mean, 2) if before else None
    return cycle.name, closing_day(cycle), found.people, round(found.mean, 2), round(found.spread, 2), change


def side_by_side(cycles: Sequence[InCycle], naming: Naming) -> Grid:
    """Everybody who was asked for: one row a competency, the means of the cycles beside one another."""
    mean = _("Mean of the agreed ratings.")
    all_ = {column.key: column for column in columns()}
    means = tuple(Column(f"mean_{one.cycle.id}", one.cycle.name, "number", help=mean) for one in cycles)
    change = (all_["change"],) if len(cycles) > 1 else ()
    rows = (
        _row(str(one.title), [each.told.rows.get(EVERYBODY, {}).get(one.id) for each in cycles])
        for one in naming.framework.competencies
    )
    return Grid(
        (all_["competency"], *means, *change, all_["spread"], all_["people"]), tuple(row for row in rows if row)
    )


def _row(title: str, found: Sequence[Figures | None]) -> Line | None:
    """Change, spread and people are the last cycle's; None where nobody is rated in any."""
    last, before = found[-1], found[-2] if len(found) > 1 else None
    if not any(found):
        return None
    means = (round(one.mean, 2) if one else None for one in found)
    change = round(last.mean - before.mean, 2) if last and before else None
    moved = (change,) if len(found) > 1 else ()
    return (title, *means, *moved, *((round(last.spread, 2), last.people) if last else (None, None)))


def figure(last: InCycle, naming: Naming) -> Figure | None:
    """How the ratings of the last cycle are spread over the scale, of everybody who was asked for."""
    scale = list(reversed(naming.framework.scale))
    bars = tuple(
        Bar(str(one.title), tuple(found.counts.get(step.value, 0) for step in scale))
        for one in naming.framework.competencies
        if (found := last.told.rows.get(EVERYBODY, {}).get(one.id))
    )
    series = tuple(f"{step.value} {step.title}" for step in scale)
    return Figure(_("Agreed ratings: %(cycle)s", cycle=last.cycle.name), series, bars, shares=True) if bars else None


def renamed(rows: Mapping[Key, Mapping[str, Figures]], read: Reading) -> dict[Key, dict[str, Figures]]:
    """The rows under the ids of another version of the framework; what it has no name for is left out."""
    found: dict[Key, dict[str, Figures]] = {}
    for (kind, path), figures in rows.items():
        key: Key = (kind, path)
        if kind == "level":
            key = (kind, tuple(new for level in path if (new := read.level(str(level)))))
        found[key] = {new: one for id, one in figures.items() if (new := read.competency(id))}
    return found


DRIFT = GroupReport(
    name="drift",
    title=noop("Rating drift"),
    question=noop("Do agreed ratings move from cycle to cycle, and how far are they spread?"),
    filters=("department", "level", "manager", "cycle", "day"),
    draw=draw,
)
