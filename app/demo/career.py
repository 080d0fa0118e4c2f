"""When a person came, which levels she has held since when, and to whom she reported."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.demo.days import MONTH_DAYS, Days
from app.demo.growth import State
from app.demo.ladder import Ladder
from app.demo.organisation import Seat
from app.framework.model import Level
from app.kit.dates import add_months

ONE_IN = 8
CHANGED_TEAM, DOTTED = 0, 4
SETTLED_MONTHS = (26, 60)


@dataclass(frozen=True, slots=True)
class Held:
    """A level with its face, from a day on."""

    level: Level
    face: str | None
    since: date


@dataclass(frozen=True, slots=True)
class Line:
    """A reporting line to the seat `boss`, from a day on."""

    boss: int
    since: date
    kind: str = "solid"


@dataclass(frozen=True, slots=True)
class Career:
    """Oldest first; the last of `held` and of the solid `lines` are in force until `left`."""

    joined: date
    held: tuple[Held, ...]
    lines: tuple[Line, ...]
    left: date | None = None

    def boss_on(self, day: date) -> int | None:
        """The seat of the solid-line manager on a day."""
        solid = [line.boss for line in self.lines if line.kind == "solid" and line.since <= day]
        return solid[-1] if solid else None

    def led_from(self) -> date:
        """From when on others can report to her."""
        return self.held[-1].since


def settled(seat: Seat, level: Level, ladder: Ladder, bosses: dict[int, Career], days: Days, rng: Random) -> Career:
    """A leader, in her level since before the history begins."""
    since = days.ago(rng.randint(*SETTLED_MONTHS) * MONTH_DAYS)
    joined = days.ago((days.today - since).days + rng.randint(0, 48) * MONTH_DAYS)
    held = climb(ladder, level, since, joined, leads=True)
    return Career(joined, held, reporting(seat, joined, bosses))


def operating(
    seat: Seat, state: State, level: Level, ladder: Ladder, bosses: dict[int, Career], days: Days, rng: Random
) -> Career:
    """Somebody who leads nobody, with the time in her level that her state calls for."""
    left = days.ago(rng.randint(30, 240)) if state == "left" else None
    joined, since = _dates(state, level, ladder, left or days.today, days, rng)
    held = climb(ladder, level, since, joined, leads=False)
    lines = reporting(seat, joined, bosses)
    if state not in ("new", "left"):
        lines = _changed(seat, lines, bosses, days, rng)
    return Career(joined, held, lines, left)


def climb(ladder: Ladder, level: Level, since: date, joined: date, *, leads: bool) -> tuple[Held, ...]:
    """The level held now, and the one below from the day of joining when she was promoted after it."""
    now = Held(level, ladder.face(level, leads=leads), since)
    below = ladder.framework.level_below(level.id)
    if below is None or joined >= since:
        return (now,)
    return (Held(below, ladder.face(below, leads=False), joined), now)


def reporting(seat: Seat, joined: date, bosses: dict[int, Career]) -> tuple[Line, ...]:
    """The line to the boss of the seat, from the day on which both are there."""
    return () if seat.boss is None else (Line(seat.boss, max(joined, bosses[seat.boss].led_from())),)


def _dates(state: State, level: Level, ladder: Ladder, end: date, days: Days, rng: Random) -> tuple[date, date]:
    """The days of joining and of entering the level; `end` is today or the day of leaving."""
    if state == "new":
        day = days.this_month(rng)
        return day, day
    if state == "ready":
        months = ladder.next_of(level).entry.months
        since = add_months(days.today, -max(months, 8)) - timedelta(days=rng.randint(5, 180))
    else:
        span = (17, 30) if state == "stuck" else (3, 26)
        since = end - timedelta(days=round(rng.uniform(*span) * MONTH_DAYS))
    if ladder.framework.level_below(level.id) is None or rng.random() < 0.3:
        return since, since
    return since - timedelta(days=round(rng.uniform(6, 36) * MONTH_DAYS)), since


def _changed(
    seat: Seat, lines: tuple[Line, ...], bosses: dict[int, Career], days: Days, rng: Random
) -> tuple[Line, ...]:
    """One in so many changed teams in the past, or has a dotted line to another manager."""
    turn, others = seat.number % ONE_IN, [other for other in bosses if other != seat.boss]
    if turn not in (CHANGED_TEAM, DOTTED) or not lines or not others:
        return lines
    other = rng.choice(others)
    begun = max(lines[0].since, bosses[other].led_from())
    changed = days.ago(rng.uniform(0.1, 0.9) * (days.today - max(begun, days.start)).days)
    if changed <= begun:
        return lines
    if turn == CHANGED_TEAM:
        return (Line(other, begun), Line(lines[0].boss, changed))
    return (*lines, Line(other, changed, "dotted"))
