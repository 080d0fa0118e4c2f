"""What a plan check can find: facts, each with what it takes to say why."""

from dataclasses import dataclass
from datetime import date

from app.commitments.queries import Promised
from app.framework.model import Level
from app.gaps.analysis import Gap, Priority
from app.goals.queries import Action, GoalRow
from app.plan.load import Month


@dataclass(frozen=True, slots=True)
class Due:
    """A goal, or one action of it, and its day."""

    on: date
    goal: GoalRow
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class PromiseDue:
    """What the person promised in a conversation, and its day."""

    on: date
    promise: Promised


Dated = Due | PromiseDue


@dataclass(frozen=True, slots=True)
class TooMuch:
    """A month that asks for more hours than there are."""

    month: Month


@dataclass(frozen=True, slots=True)
class Collision:
    """Two or more that are due within seven days."""

    dues: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class Overdue:
    due: Dated


@dataclass(frozen=True, slots=True)
class NotAsked:
    """An open goal that no gap asks for: `gap` is met, or the level does not require the competency (None)."""

    goal: GoalRow
    level: Level
    face: str | None
    gap: Gap | None


@dataclass(frozen=True, slots=True)
class NotCovered:
    """A gap that no open goal is about."""

    priority: Priority


@dataclass(frozen=True, slots=True)
class TooEarly:
    """The target's day is before the first on which the time gates allow it."""

    by_on: date
    earliest: date


@dataclass(frozen=True, slots=True)
class TargetPassed:
    by_on: date


Finding = TooMuch | Collision | Overdue | NotAsked | NotCovered | TooEarly | TargetPassed
