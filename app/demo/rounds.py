"""The two review cycles of the demo organisation: one that is closed, one that is running. Days before today."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.cycles.stages import Stages
from app.demo.days import Days, workday

NAMES = ("{year} 年上半年评估", "{year} 年下半年评估")
SECOND_HALF = 7
MADE_BEFORE = 7


@dataclass(frozen=True, slots=True)
class Round:
    """One cycle: when each of its stages ends, in days before today; negative ones lie ahead.

    `own`: the days, latest and earliest, between which people assess themselves.
    """

    opens: int
    self_by: int
    manager_by: int
    talk_by: int
    closes: int
    own: tuple[int, int]

    def stages(self, days: Days) -> Stages:
        ago = (self.opens, self.self_by, self.manager_by, self.talk_by, self.closes)
        return Stages(*(days.today - timedelta(days=one) for one in ago))

    def holds(self, day: date, days: Days) -> bool:
        """Whether a self-assessment of that day is written for it."""
        stages = self.stages(days)
        return stages.opens_on <= day <= stages.self_by

    def name(self, days: Days) -> str:
        opens = self.stages(days).opens_on
        return NAMES[opens.month >= SECOND_HALF].format(year=opens.year)

    def made_on(self, days: Days) -> date:
        return workday(self.stages(days).opens_on - timedelta(days=MADE_BEFORE))

    def closed_on(self, days: Days) -> date | None:
        """None while it runs."""
        day = self.stages(days).closes_on
        return workday(day) if day < days.today else None


PAST = Round(230, 200, 186, 172, 160, own=(203, 226))
RUNNING = Round(28, 4, -8, -18, -28, own=(7, 22))
ROUNDS = (PAST, RUNNING)


def round_of(day: date, days: Days) -> Round | None:
    """The cycle for which a self-assessment of that day is written."""
    return next((one for one in ROUNDS if one.holds(day, days)), None)
