"""What a person and her manager enter at each assessment."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from app.assessments.rules import Answer
from app.demo.growth import Absent, Course, values
from app.demo.notes import Notebook
from app.framework.model import Competency, Framework

Answers = dict[str, Answer]

SAVED_AGAIN = 0.15


@dataclass(frozen=True, slots=True)
class Sitting:
    """One assessment by seat `author`: what is saved on top of what it carried over; open when not `submitted`."""

    author: int
    on: date
    saved: Answers
    submitted: bool = True


def own_answers(framework: Framework, courses: dict[str, Course], count: int, notes: Notebook) -> Iterator[Answers]:
    """All answers of a self-assessment, one after the other. A note stays until the answer changes."""
    before: Answers = {}
    for number in range(count):
        now: Answers = {}
        for competency in framework.competencies:
            step, last = courses[competency.id].step(number, count), before.get(competency.id)
            bare = _answer(framework, step)
            if last is None or _value(last) != _value(bare):
                last = replace(bare, note=_note(framework, competency, step, notes))
            now[competency.id] = last
        yield now
        before = now


def _answer(framework: Framework, step: int | Absent) -> Answer:
    if isinstance(step, int):
        return Answer(values(framework)[step])
    return Answer(no_opportunity=step == "no_opportunity")


def _note(framework: Framework, competency: Competency, step: int | Absent, notes: Notebook) -> str:
    if isinstance(step, int):
        return notes.own(competency, low=2 * step < len(framework.scale) - 1)
    return notes.without_opportunity() if step == "no_opportunity" else ""


def manager_answers(framework: Framework, own: Answers, offsets: dict[str, int], notes: Notebook) -> Answers:
    """The manager's view: mostly the same, here and there a step beside it."""
    scale, found = values(framework), Answers()
    for id, said in own.items():
        if said.proficiency is None:
            found[id] = Answer(no_opportunity=said.no_opportunity)
            continue
        step = scale.index(said.proficiency)
        seen = min(len(scale) - 1, max(0, step + offsets[id]))
        found[id] = Answer(scale[seen], note=notes.of_manager(seen - step))
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


def _value(said: Answer) -> tuple[int | None, bool]:
    return said.proficiency, said.no_opportunity
