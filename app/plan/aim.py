"""The target against the time gates: by when it can be reached at all."""

from collections.abc import Iterator
from datetime import date

from app.framework.model import Framework, Level
from app.gaps.state import Standing
from app.goals.queries import Target
from app.kit.dates import add_months
from app.plan.findings import TargetPassed, TooEarly


def earliest(framework: Framework, standing: Standing, target: Level, today: date) -> date | None:
    """The first day on which the time gates let a person enter `target`, rung by rung and none of it past.

    None when she is there already, or when her level or its day is not known.
    """
    held, aimed = framework.rank(standing.level or ""), framework.rank(target.id)
    if not held or not aimed or standing.since is None or held >= aimed:
        return None
    day = standing.since
    for level in framework.levels[held:aimed]:
        day = max(add_months(day, level.entry.months), today)
    return day


def of_target(
    framework: Framework, standing: Standing, target: Target | None, today: date
) -> Iterator[TooEarly | TargetPassed]:
    """What the day of the target is against, if anything."""
    if target is None:
        return
    if target.by_on < today:
        yield TargetPassed(target.by_on)
        return
    level = framework.level(target.level)
    first = earliest(framework, standing, level, today) if level else None
    if first and target.by_on < first:
        yield TooEarly(target.by_on, first)
