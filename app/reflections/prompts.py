"""Which question an occasion is met with: a prompt of the framework, or a plain one of the product's own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.evidence.queries import Entry
from app.framework.model import Advice, Framework, Prompt
from app.kit.i18n import Text
from app.kit.i18n import gettext as _
from app.reflections.occasions import OCCASIONS

REST = timedelta(days=365)
"""A prompt that was answered rests for a year."""


@dataclass(frozen=True, slots=True)
class Question:
    """A prompt with the piece of advice it belongs to; without ids `text` is a message of the product's own."""

    text: Text | str
    prompt_id: str | None = None
    advice: str | None = None

    def __str__(self) -> str:
        return str(self.text) if isinstance(self.text, Text) else _(self.text)


@dataclass(frozen=True, slots=True)
class History:
    """What of the prompts and of the advice a person has met.

    `answered`: prompt → the day she last answered it, today for one that she is answering.
    `touched`: advice → the day she last did something about it.
    """

    answered: Mapping[str, date]
    touched: Mapping[str, date]


def choose(
    framework: Framework, level: str | None, occasions: Iterable[str], history: History, today: date
) -> tuple[Question, ...]:
    """A question for each occasion (ids of `OCCASIONS`), in their order; no prompt stands twice.

    The prompts of the occasion's own piece of advice come first, then those of the advice that was not
    touched for longest. Left out is what is for other levels, and what was answered within a year.
    """
    taken: set[str] = set()
    questions = []
    for occasion in occasions:
        found = _first(framework, level, occasion, history, today, taken)
        taken.update({found.prompt_id} if found.prompt_id else ())
        questions.append(found)
    return tuple(questions)


def of_advice(framework: Framework, level: str | None, advice: str, history: History, today: date) -> Question:
    """A question about one piece of advice, whenever it was asked last: somebody wants to write about it."""
    prompts = [prompt for one in framework.advice if one.id == advice for prompt in _fitting(one, level)]
    if not prompts:
        return _plain("own")
    prompt = min(prompts, key=lambda prompt: history.answered.get(prompt.id, date.min))
    return Question(prompt.text, prompt.id, advice)


def last_touched(
    reflected: Mapping[str, date], entries: Iterable[Entry], serves: Mapping[str, str], today: date
) -> dict[str, date]:
    """Advice → the day on which it was last touched.

    `reflected`: advice → the last finished reflection of it; `serves`: kind of evidence → advice. What lies in
    the future has touched nothing yet.
    """
    touched = dict(reflected)
    for entry in entries:
        advice, on = serves.get(entry.kind), entry.counted_on
        if advice and on <= today:
            touched[advice] = max(on, touched.get(advice, on))
    return touched


def _first(
    framework: Framework, level: str | None, occasion: str, history: History, today: date, taken: set[str]
) -> Question:
    for advice in _in_turn(framework, OCCASIONS[occasion].advice, history):
        for prompt in _fitting(advice, level):
            answered = history.answered.get(prompt.id)
            if prompt.id not in taken and (answered is None or today - answered >= REST):
                return Question(prompt.text, prompt.id, advice.id)
    return _plain(occasion)


def _in_turn(framework: Framework, own: str | None, history: History) -> list[Advice]:
    """The occasion's own advice, then the least touched; equal ones in the order of the file."""
    return sorted(framework.advice, key=lambda a: (a.id != own, history.touched.get(a.id, date.min)))


def _fitting(advice: Advice, level: str | None) -> Iterator[Prompt]:
    return (prompt for prompt in advice.prompts if not prompt.levels or level in prompt.levels)


def _plain(occasion: str) -> Question:
    return Question(OCCASIONS[occasion].plain)
