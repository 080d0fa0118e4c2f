"""How the ratings of one person move from one self-assessment to the next. Steps count the scale from 0."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from random import Random
from typing import Literal

from app.framework.model import Framework, Level

State = Literal["new", "mid", "submitted", "ready", "stuck", "left"]
Absent = Literal["no_opportunity", "unrated"]

STUCK_GAPS = 3


@dataclass(frozen=True, slots=True)
class Course:
    """One competency: the step reached at the end, the steps climbed on the way, and why it lacks an answer.

    A competency that is `absent` has no answer before the assessment numbered `until`.
    """

    final: int
    climbed: int = 0
    absent: Absent | None = None
    until: int = 0

    def step(self, number: int, count: int) -> int | Absent:
        """The answer at assessment `number` of `count` (from 0)."""
        if self.absent and number < self.until:
            return self.absent
        left = 1 - number / (count - 1) if count > 1 else 0.0
        return max(0, self.final - ceil(self.climbed * left))


def courses(framework: Framework, state: State, held: Level, aim: Level, count: int, rng: Random) -> dict[str, Course]:
    """A course for each competency, in a framework of any scale: around what the level held requires.

    'ready' ends at or above what `aim` requires; 'stuck' misses the same few of its requirements throughout.
    """
    ids = [competency.id for competency in framework.competencies]
    top = len(framework.scale) - 1
    needs = {id: (step_of(framework, held.required[id]), step_of(framework, aim.required[id])) for id in ids}
    if state == "stuck":
        missable = [id for id in ids if needs[id][1]]
        missed = set(rng.sample(missable, min(STUCK_GAPS, len(missable))))
        return {id: Course(max(0, need[1] - 1) if id in missed else max(need)) for id, need in needs.items()}
    if state == "ready":
        finals = {id: min(top, max(need) + (rng.random() < 0.15)) for id, need in needs.items()}
        return {id: Course(final, rng.choice((0, 1, 1, 2))) for id, final in finals.items()}
    usual = {id: min(top, max(0, need[0] + rng.choice((-1, 0, 0, 0, 1)))) for id, need in needs.items()}
    return _with_absences(usual, count, rng)


def _with_absences(finals: dict[str, int], count: int, rng: Random) -> dict[str, Course]:
    """Some competencies lack an answer, for a while or to the end; one always has one."""
    certain = rng.choice(list(finals))
    found = {}
    for id, final in finals.items():
        chance = 1.0 if id == certain else rng.random()
        absent: Absent | None = "no_opportunity" if chance < 0.07 else "unrated" if chance < 0.12 else None
        found[id] = Course(final, rng.choice((0, 1, 1, 2)), absent, rng.randint(1, count + 1) if absent else 0)
    return found


def step_of(framework: Framework, value: int) -> int:
    """The place of a value on the scale, 0 for the lowest."""
    return values(framework).index(value)


def values(framework: Framework) -> Sequence[int]:
    return [step.value for step in framework.scale]
