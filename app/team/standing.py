"""Time in level 任级时长 against that of everybody on the same level: a reason to talk, and never a judgement.

Shown only where the cohort is large enough that its middle says nothing about any one of its people.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from app.framework.model import Framework, Level
from app.kit.dates import months_between
from app.people.access import Report

SMALLEST = 6
"""The least people on a level for their median to be told: more than five."""


@dataclass(frozen=True, slots=True)
class Still:
    """Full calendar months in `level`: hers, and those that at least half of its `people` do not exceed.

    `asked`: the months that `following`, the next level, asks for.
    """

    person: Report
    level: Level
    following: Level
    months: int
    people: int
    half: int
    asked: int


def stood_still(
    framework: Framework, shown: Iterable[Report], entered: Mapping[str, Counter[date]], today: date
) -> list[Still]:
    """Those of `shown`, in their order, who are above the median of their cohort and past what the next level asks."""
    medians: dict[str, tuple[int, int] | None] = {}
    found = []
    for person in shown:
        level = framework.level(person.level or "")
        following = framework.level_above(level.id) if level else None
        if level is None or following is None or person.level_since is None:
            continue
        if level.id not in medians:
            medians[level.id] = _middle(entered.get(level.id, Counter()), today)
        middle = medians[level.id]
        months, asked = months_between(person.level_since, today), following.entry.months
        if middle and months > middle[1] and months > asked:
            found.append(Still(person, level, following, months, *middle, asked))
    return found


def _middle(entered: Counter[date], today: date) -> tuple[int, int] | None:
    """(people, median of their months, the lower of the middle two); None for a cohort that is too small.

    With the lower one, 'at least half are there for no longer' is true whatever the ties.
    """
    if entered.total() < SMALLEST:
        return None
    months = [months_between(since, today) for since in entered.elements()]
    return len(months), median_low(months)
