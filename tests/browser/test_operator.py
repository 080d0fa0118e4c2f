"""An operator from signing in to her gaps: in both languages, with script, without, and without the CDN."""

import pytest
from playwright.sync_api import expect

from app.framework.model import Level
from tests.browser import assessing, gaps
from tests.browser.assessing import plan
from tests.browser.steps import sign_in, sign_out
from tests.browser.visitor import Mode, Visitor

pytestmark = pytest.mark.browser

AIMED = "specialist"
"""The face of the next level that she has in her plan: pages name the level as it bears it."""


def level(visitor: Visitor, id: str) -> Level:
    found = visitor.site.framework.level(id)
    assert found is not None
    return found


def test_she_assesses_herself_and_sees_her_gaps(anybody: Visitor, mode: Mode):
    senior, director = level(anybody, "senior"), level(anybody, "director")
    answers = plan(anybody.site.framework, senior)
    sign_in(anybody, "linxiaoyu", keyboard=mode == "script")
    anybody.heading(anybody.text(level(anybody, "intermediate").title))
    assessing.start(anybody)
    fill_in(anybody, answers)
    anybody.page.reload()
    assessing.expect_answers(anybody, answers)
    assessing.expect_progress(anybody, len(answers))
    assessing.submit(anybody)
    anybody.at("/gaps")
    anybody.shows("Submitted. It is frozen now, and your gaps are worked out from it.")
    see_gaps(anybody, answers, senior)
    look_further(anybody, answers, director)
    sign_out(anybody)


def fill_in(visitor: Visitor, answers: list[assessing.Answer]) -> None:
    """All answers, saved one by one or all at once, and counted."""
    before = assessing.answered(visitor)
    assessing.expect_progress(visitor, before)
    for answer in answers:
        assessing.rate(visitor, answer)
        if visitor.quick:
            assessing.expect_progress(visitor, assessing.answered(visitor))
    if not visitor.quick:
        assessing.expect_progress(visitor, before)
        visitor.button("Save all").click()
        visitor.shows("Saved.")
        for answer in answers:
            expect(assessing.state(visitor, answer.competency)).not_to_have_text(visitor.say("Not answered yet"))
        expect(assessing.state(visitor, answers[0].competency)).to_have_text(visitor.saved())
    visitor.shows("All answered. Look through once more and submit.")


def see_gaps(visitor: Visitor, answers: list[assessing.Answer], target: Level) -> None:
    visitor.heading(visitor.say("What is between here and “%(level)s”", level=visitor.text(target.title_for(AIMED))))
    gaps.expect_table(visitor, answers, target)
    gaps.expect_list(visitor, answers, target)


def look_further(visitor: Visitor, answers: list[assessing.Answer], target: Level) -> None:
    """Another level, and from there to what a competency asks on each step."""
    visitor.titled(visitor.text(target.title)).click()
    see_gaps(visitor, answers, target)
    first = visitor.site.framework.competencies[0]
    gaps.row(visitor, first.id).get_by_role("link", name=visitor.text(first.title), exact=True).click()
    visitor.heading(visitor.text(first.title))
    expect(visitor.page.locator("main")).to_contain_text(visitor.text(first.indicators[-1].text))
