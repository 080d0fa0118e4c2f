"""The history of one person over two years: her career, and the assessments by her and of her."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.demo.career import Career
from app.demo.days import Days, workday
from app.demo.growth import Course, State, courses
from app.demo.ladder import Ladder
from app.demo.notes import Notebook
from app.demo.organisation import Seat
from app.demo.rounds import PAST, RUNNING, round_of
from app.demo.sittings import SAVED_AGAIN, Answers, Sitting, manager_answers, offsets, own_answers, saved

SETTLING_DAYS = 20
SEEN_BY_MANAGER = 1 / 6
IN_PAST_CYCLE, IN_RUNNING_CYCLE = 1.0, 0.75
TAKES_PART = 3 / 4
# One of each state, so that even a small organisation shows them all; then the usual mixture.
STATES: tuple[State, ...] = ("submitted", "mid", "new", "ready", "stuck", "left")
MIXTURE: tuple[State, ...] = (*STATES, *STATES[:2], *STATES[:2], *STATES[:1], "submitted", "submitted", "mid")


@dataclass(frozen=True, slots=True)
class Story:
    """`sittings` are in the order of their days."""

    seat: Seat
    state: State
    career: Career
    sittings: tuple[Sitting, ...]


def states(rng: Random) -> Iterator[State]:
    """A state for each operator: every one of them among the first few, then shuffled in fixed shares."""
    yield from STATES
    while True:
        yield from rng.sample(MIXTURE, len(MIXTURE))


def tell(
    seat: Seat, state: State, career: Career, ladder: Ladder, days: Days, rng: Random, *, waits: bool = False
) -> Story:
    """The story of somebody whose career is known; `waits`: her assessment for the running cycle is still to come."""
    dates = _dates(state, career, days, rng, waits)
    level = career.held[-1].level
    path = courses(ladder.framework, state, level, ladder.next_of(level), len(dates), rng)
    return Story(seat, state, career, assess(seat, state, career, path, dates, ladder, days, rng))


def assess(
    seat: Seat, state: State, career: Career, path: dict[str, Course], dates: list[date],
    ladder: Ladder, days: Days, rng: Random, *, thorough: bool = False,
) -> tuple[Sitting, ...]:  # fmt: skip
    """Her self-assessments on the given days, and those that her managers add to some of them.

    `thorough`: every answer has a note, in Chinese, and the managers add theirs each time.
    """
    notes = Notebook(ladder.notes, rng, thorough=thorough)
    own = list(own_answers(ladder.framework, path, len(dates), notes))
    found = list(_own(seat, state, own, dates, rng))
    managers = _Managers(seat, career, ladder, notes, rng)
    for sitting, answers in zip(list(found), own, strict=True):
        if sitting.submitted and (thorough or rng.random() < _chance(sitting.on, days)):
            found += managers.after(sitting.on, answers, days)
    return tuple(sorted(found, key=lambda sitting: sitting.on))


def _own(seat: Seat, state: State, own: list[Answers], dates: list[date], rng: Random) -> Iterator[Sitting]:
    before: Answers = {}
    again = SAVED_AGAIN / 2 if state == "stuck" else SAVED_AGAIN
    for number, (day, answers) in enumerate(zip(dates, own, strict=True)):
        draft = state == "mid" and number == len(dates) - 1
        entered = _half(answers, before, rng) if draft else saved(answers, before, rng, again)
        yield Sitting(seat.number, day, entered, not draft)
        before = answers


def _half(answers: Answers, before: Answers, rng: Random) -> Answers:
    """What a draft has so far: half of the answers."""
    every = saved(answers, before, rng, again=1.0)
    return {id: every[id] for id in list(every)[: max(1, len(answers) // 2)]}


def _chance(day: date, days: Days) -> float:
    """How likely the manager assesses her too."""
    cycle = round_of(day, days)
    if cycle is None:
        return SEEN_BY_MANAGER
    return IN_RUNNING_CYCLE if cycle is RUNNING else IN_PAST_CYCLE


def _dates(state: State, career: Career, days: Days, rng: Random, waits: bool) -> list[date]:
    """The days of the self-assessments, oldest first; a draft's is the last one."""
    end = career.left or days.today
    if state == "new":
        return []
    if state == "left":
        back = [rng.randint(16, 100)]
        for _ in range(rng.randint(1, 3)):
            back.append(back[-1] + rng.randint(110, 190))
    elif state == "stuck":
        back = [rng.randint(*RUNNING.own), rng.randint(*PAST.own)]
        back += [back[1] + 130, back[1] + 260]
    else:
        back = [_last(state, rng, waits)]
        for number in range(rng.randint(0 if state == "submitted" and not waits else 1, 2 if state == "mid" else 3)):
            back.append(rng.randint(*PAST.own) if number == 0 else back[-1] + rng.randint(110, 190))
    earliest = max(career.joined, days.start) + timedelta(days=SETTLING_DAYS)
    found = sorted(min(workday(end - timedelta(days=ago)), days.last) for ago in back)
    return [day for day in found if day >= earliest]


def _last(state: State, rng: Random, waits: bool) -> int:
    if state == "mid":
        return rng.randint(3, 14)
    if not waits and rng.random() < TAKES_PART:
        return rng.randint(*RUNNING.own)
    return rng.randint(40, 100)


class _Managers:
    """What the managers of one person say; each stays with her own view of her from one time to the next."""

    def __init__(self, seat: Seat, career: Career, ladder: Ladder, notes: Notebook, rng: Random) -> None:
        self._career, self._ladder, self._notes, self._rng = career, ladder, notes, rng
        self._offsets = offsets(ladder.framework, rng)
        self._before: dict[int, Answers] = {}
        self._seat = seat

    def after(self, day: date, own: Answers, days: Days) -> Iterator[Sitting]:
        """The assessment by the manager of the time, some days after the person's own; none once she has left."""
        on = workday(day + timedelta(days=self._rng.randint(3, 15)))
        boss = self._career.boss_on(on)
        cycle = round_of(day, days)
        if cycle and self._career.boss_on(cycle.stages(days).self_by) != boss:
            return
        if boss is None or on <= day or on > days.last or on >= (self._career.left or date.max):
            return
        answers = manager_answers(self._ladder.framework, own, self._offsets, self._notes)
        yield Sitting(boss, on, saved(answers, self._before.get(boss, {}), self._rng))
        self._before[boss] = answers
