"""What the page of gaps must show for a set of answers: table, list and heading."""

from playwright.sync_api import Locator, expect

from app.framework.model import Level
from tests.browser.assessing import Answer
from tests.browser.visitor import Visitor


def row(visitor: Visitor, competency: str) -> Locator:
    """The row of a competency in the table of all."""
    return visitor.page.locator(
        f'section[aria-labelledby="table"] tr:has(a[href^="/framework/competencies/{competency}"])'
    )


def expect_table(visitor: Visitor, answers: list[Answer], target: Level) -> None:
    """Every competency with what the target requires, the rating, and the gap in words."""
    for answer in answers:
        required = target.required[answer.competency]
        cells = row(visitor, answer.competency).locator("td")
        expect(cells.nth(1)).to_have_text(str(required))
        expect(cells.nth(2)).to_have_text("—" if answer.given == "none" else str(answer.given))
        expect(cells.nth(3)).to_have_text(_gap(visitor, answer, required))


def _gap(visitor: Visitor, answer: Answer, required: int) -> str:
    if answer.given == "none":
        return visitor.say("No opportunity yet")
    short = required - answer.given
    if short > 0:
        return visitor.say_n("%(n)s step short", "%(n)s steps short", short)
    if short < 0:
        return visitor.say_n("%(n)s step above", "%(n)s steps above", -short)
    return f"✓ {visitor.say('met')}"


def expect_list(visitor: Visitor, answers: list[Answer], target: Level) -> None:
    """One entry for each gap and for nothing else; the key competencies come first."""
    short = {a.competency for a in answers if a.given != "none" and a.given < target.required[a.competency]}
    entries = visitor.page.locator("ol.priorities > li")
    expect(entries).to_have_count(len(short))
    listed = [str(entry.get_attribute("id")).removeprefix("gap-") for entry in entries.all()]
    assert set(listed) == short
    keys = [competency in target.key for competency in listed]
    assert keys == sorted(keys, reverse=True), listed
    for answer in answers:
        if answer.competency in short:
            entry = visitor.page.locator(f"#gap-{answer.competency}")
            for value in (target.required[answer.competency], answer.given):
                step = visitor.site.framework.proficiency(int(value))
                assert step is not None
                expect(entry).to_contain_text(f"{value} {visitor.text(step.title)}")
