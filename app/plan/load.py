"""How many hours the open goals ask of each month, set against the hours there are.

Hours are counted in tenths, as whole numbers: what goes in comes out, to the last six minutes.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.goals.queries import GoalRow
from app.plan.months import days_between, first_of, months_between, next_month

TENTHS = 10
Works = Callable[[date], object]


@dataclass(frozen=True, slots=True)
class Month:
    """`first`: its first day. `tenths` asked of it and `capacity` there is, in tenths of an hour; `parts`: by goal id.

    Of the month that has begun only what is left counts as capacity.
    """

    first: date
    tenths: int
    capacity: int
    parts: Mapping[int, int] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        return self.tenths > self.capacity


def load(goals: Sequence[GoalRow], hours_per_month: int, today: date, works: Works) -> tuple[Month, ...]:
    """The months from today to the last day that an active goal is due, without a break.

    A goal's hours are spread evenly over the days on which people work from today to its due day. What
    is due today or overdue falls on today. `works` says whether people work on a day.
    """
    shares = {goal.id: spread(goal.hours, today, goal.due_on, works) for goal in goals if goal.active and goal.hours}
    last = max((max(share) for share in shares.values()), default=None)
    return tuple(
        Month(
            first=first,
            tenths=sum(share[first] for share in shares.values()),
            capacity=_capacity(hours_per_month, first, today, works),
            parts={goal: share[first] for goal, share in shares.items() if share[first]},
        )
        for first in (months_between(first_of(today), last) if last else ())
    )


def spread(hours: int, today: date, due_on: date, works: Works) -> Counter[date]:
    """First day of a month → tenths of an hour; the sum is `hours`."""
    days = list(days_between(today, due_on))
    per_month = Counter(first_of(day) for day in ([day for day in days if works(day)] or days[:1]))
    found: Counter[date] = Counter()
    passed = given = 0
    for first, number in sorted(per_month.items()):
        passed += number
        upto = hours * TENTHS * passed // per_month.total()
        found[first], given = upto - given, upto
    return found


def _capacity(hours_per_month: int, first: date, today: date, works: Works) -> int:
    """In tenths: all of a month to come; of the one that has begun the share of its working days that is left."""
    if first > today:
        return hours_per_month * TENTHS
    days = [day for day in days_between(first, next_month(first) - timedelta(days=1)) if works(day)]
    left = sum(day >= today for day in days)
    return hours_per_month * TENTHS * left // max(len(days), 1)
