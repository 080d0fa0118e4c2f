"""Rating drift: mean and spread of agreed ratings, competency by competency, from cycle to cycle."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.cycles.queries import Cycle
from app.framework.names import Reading
from app.kit.charts.shares import Share, Shares
from app.kit.i18n import gettext as _
from app.kit.tables.table import Column, Line
from app.reports.agreed import closing_day
from app.reports.figures import EVERYBODY, Figures, Key, Told
from app.reports.naming import Naming, group_columns, rated_column

MOST_CYCLES = 8


@dataclass(frozen=True, slots=True)
class InCycle:
    """What a cycle's ratings come to. `told` calls competencies and levels as the latest of the cycles does."""

    cycle: Cycle
    told: Told


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


def chart(last: InCycle, naming: Naming) -> Shares | None:
    """The means of the last cycle, everybody who was asked for; the width is the scale."""
    scale = [step.value for step in naming.framework.scale]
    low, high = min(scale), max(scale)
    bars = tuple(
        Share(str(one.title), (found.mean - low + 1) / (high - low + 1), _spread(found))
        for one in naming.framework.competencies
        if (found := last.told.rows.get(EVERYBODY, {}).get(one.id))
    )
    title = _("Mean of the agreed ratings: %(cycle)s", cycle=last.cycle.name)
    return Shares(title, _("Everybody who was asked for; behind it the spread."), bars) if bars else None


def _spread(found: Figures) -> str:
    return f"{found.mean:.1f} ±{found.spread:.1f}"


def renamed(rows: Mapping[Key, Mapping[str, Figures]], read: Reading) -> dict[Key, dict[str, Figures]]:
    """The rows under the ids of another version of the framework; what it has no name for is left out."""
    return {
        key: {new: figures for id, figures in found.items() if (new := read.competency(id))}
        for key, found in rows.items()
    }
