"""Filling in an assessment as a person does, with the answers that a test expects to find again."""

from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Locator, expect

from app.framework.model import Framework, Level
from tests.browser.visitor import Visitor

NOTE = "Led the 双十一 rollout: 12 stores, +8 % orders"


@dataclass(frozen=True, slots=True)
class Answer:
    """One competency: `given` is the proficiency, or 'none' for no opportunity; `required` at the target."""

    competency: str
    given: int | Literal["none"]
    required: int
    note: str = ""

    @property
    def missing(self) -> int | None:
        """Steps short of the target; None where it cannot be judged, negative above."""
        return None if self.given == "none" else self.required - self.given


def plan(framework: Framework, target: Level) -> list[Answer]:
    """Each way to stand to a target: met, one short, above, without opportunity; one with a note."""
    lowest, highest = framework.scale[0].value, framework.scale[-1].value
    answers = []
    for number, competency in enumerate(framework.competencies):
        required = target.required[competency.id]
        given = min(highest, max(lowest, required + (0, -1, 1, -2)[number % 4]))
        note = NOTE if number == 0 else ""
        answers.append(Answer(competency.id, "none" if number == 1 else given, required, note))
    return answers


def card(visitor: Visitor, competency: str) -> Locator:
    return visitor.page.locator(f"section#{competency}")


def choice(visitor: Visitor, answer: Answer) -> Locator:
    return card(visitor, answer.competency).locator(f'input[type=radio][value="{answer.given}"]')


def note(visitor: Visitor, competency: str) -> Locator:
    return card(visitor, competency).get_by_label(visitor.say("What shows it?"), exact=True)


def state(visitor: Visitor, competency: str) -> Locator:
    return visitor.page.locator(f"#state-{competency}")


def start(visitor: Visitor) -> None:
    """From any page to a new assessment of oneself."""
    visitor.place("Assessments").click()
    visitor.link("New assessment").click()
    visitor.heading(visitor.say("Where do you stand today?"))
    visitor.button("Start").click()
    visitor.heading(visitor.say("Self-assessment"))


def rate(visitor: Visitor, answer: Answer) -> None:
    """Choose the answer; where the page is quick, it saves itself."""
    chosen = choice(visitor, answer)
    if visitor.quick and not chosen.is_checked():
        with visitor.saving():
            chosen.check()
        expect(state(visitor, answer.competency)).to_have_text(visitor.saved())
    else:
        chosen.check()
    if answer.note:
        write(visitor, answer.competency, answer.note)


def write(visitor: Visitor, competency: str, text: str) -> None:
    """Type a note; where the page is quick, wait until it has saved itself."""
    field = note(visitor, competency)
    if not visitor.quick:
        return field.fill(text)
    with visitor.saving():
        field.fill(text)
    expect(state(visitor, competency)).to_have_text(visitor.saved())


def answered(visitor: Visitor) -> int:
    """How many competencies have an answer on the page."""
    return visitor.page.locator('.rating input[type=radio]:checked:not([value=""])').count()


def expect_progress(visitor: Visitor, count: int) -> None:
    shown = visitor.page.locator("#progress")
    every = len(visitor.site.framework.competencies)
    expect(shown).to_contain_text(visitor.say("%(n)s of %(all)s answered", n=count, all=every))
    expect(shown.locator("progress")).to_have_attribute("value", str(count))


def expect_answers(visitor: Visitor, answers: list[Answer]) -> None:
    for answer in answers:
        expect(choice(visitor, answer)).to_be_checked()
        if answer.note:
            expect(note(visitor, answer.competency)).to_have_value(answer.note)


def submit(visitor: Visitor) -> None:
    """Through the page that says what submitting means."""
    visitor.button("Review and submit").click()
    visitor.heading(visitor.say("Review and submit"))
    visitor.button("Submit and freeze").click()
