"""What a person and her manager enter at each assessment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from app.assessments.rules import Answer
from app.demo.growth import Course, values
from app.demo.notes import Notebook
from app.framework.model import Framework

Answers = dict[str, Answer]

NOTED = 0.75
SAVED_AGAIN = 0.25


@dataclass(frozen=True, slots=True)
class Sitting:
    """One assessment by seat `author`: what is saved on top of what it carried over; open when not `submitted`."""

    author: int
    on: date
    saved: Answers
    submitted: bool = True


def own_answers(
    framework: Framework, courses: dict[str, Course], count: int, notes: Notebook, rng: Random
) -> Iterator[Answers]:
    """All answers of a self-assessment, one after the other. A note stays until the answer changes."""
    scale, before = values(framework), dict[str, Answer]()
    for number in range(count):
        now: Answers = {}
        for competency in framework.competencies:
            step, last = courses[competency.id].step(number, count), before.get(competency.id)
            now[competency.id] = answer(None if isinstance(step, str) else scale[step], step == "no_opportunity")
            if last is not None and _same(last, now[competency.id]):
                now[competency.id] = last
            elif now[competency.id] != Answer() and rng.random() < NOTED:
                now[competency.id] = answer(*_value(now[competency.id]), note=notes.own(competency))
        yield now
        before = now


def manager_answers(
    framework: Framework, own: Answers, offsets: dict[str, int], notes: Notebook, rng: Random
) -> Answers:
    """The manager's view: mostly the same, here and there a step beside it."""
    scale, found = values(framework), Answers()
    for id, said in own.items():
        if said.proficiency is None:
            found[id] = Answer(no_opportunity=said.no_opportunity)
            continue
        step = min(len(scale) - 1, max(0, scale.index(said.proficiency) + offsets[id]))
        found[id] = Answer(scale[step], note=notes.of_manager() if rng.random() < 0.5 else "")
    return found


def offsets(framework: Framework, rng: Random) -> dict[str, int]:
    """How many steps a manager sees each competency above or below the person's own view."""
    return {competency.id: rng.choice((-1, 0, 0, 0, 1)) for competency in framework.competencies}


def saved(now: Answers, before: Answers, rng: Random, again: float = SAVED_AGAIN) -> Answers:
    """Of all answers those that are entered: new ones, and some of those that stand as they were carried over."""
    return {
        id: said for id, said in now.items()
        if said != Answer() and (said != before.get(id) or rng.random() < again)
    }  # fmt: skip


def answer(proficiency: int | None, no_opportunity: bool, note: str = "") -> Answer:
    return Answer(proficiency, no_opportunity, note)


def _value(said: Answer) -> tuple[int | None, bool]:
    return said.proficiency, said.no_opportunity


def _same(one: Answer, other: Answer) -> bool:
    return _value(one) == _value(other)
