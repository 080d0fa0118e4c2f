"""Pages that only something gone wrong leads to: said in the reader's language, accessible, nothing typed lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.assessing import note
from tests.browser.conftest import OpenVisitor
from tests.browser.examine import Complaints, faults
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

WHERE = "teamwork"
TEXT = "Trained two new colleagues; both run their own stores now"


def expect_no_fault(visitor: Visitor) -> None:
    found = list(faults(visitor.page))
    assert not found, "\n".join(found)


@pytest.fixture
def lin(visit: OpenVisitor, language: str) -> Visitor:
    """With an assessment open, where the CDN is not reached, so that forms are sent as forms."""
    visitor = visit(language, "no-cdn", "linxiaoyu")
    visitor.open("/assessments/new")
    visitor.button("Start").click()
    visitor.heading(visitor.say("Self-assessment"))
    return visitor


def test_the_assessment_was_submitted_in_another_tab(lin: Visitor):
    other = lin.context.new_page()
    other.goto(f"{lin.page.url}/submission")
    other.get_by_role("button", name=lin.say("Submit and freeze"), exact=True).click()
    note(lin, WHERE).fill(TEXT)
    lin.button("Save all").click()
    lin.heading(lin.say("It has changed in the meantime"))
    lin.shows("This assessment has been submitted and no longer changes.")
    expect(lin.page.locator(f'textarea[name="{WHERE}.note"]')).to_have_value(TEXT)
    expect_no_fault(lin)


def test_a_conflict(lin: Visitor):
    other = lin.context.new_page()
    other.goto(lin.page.url)
    lin.page, first = other, lin.page
    note(lin, WHERE).fill("from another tab")
    lin.button("Save all").click()
    lin.shows("Saved.")
    lin.page = first
    note(lin, WHERE).fill(TEXT)
    lin.button("Save all").click()
    lin.shows("This rating was changed elsewhere in the meantime. Yours is not saved yet.")
    expect_no_fault(lin)


def test_the_session_has_ended(lin: Visitor):
    lin.context.clear_cookies()
    note(lin, WHERE).fill(TEXT)
    lin.button("Save all").click()
    lin.shows("Your session has ended. Sign in again: what you typed is kept and offered to you afterwards.")
    expect_no_fault(lin)
    lin.field("Sign-in name").fill("linxiaoyu")
    lin.field("Password").fill("one rung after the other")
    lin.button("Sign in").click()
    lin.heading(lin.say("Your text is still here"))
    expect_no_fault(lin)


def test_nothing_is_rated(visit: OpenVisitor, language: str):
    newcomer = visit(language, "script", "admin")
    newcomer.open("/assessments/new")
    newcomer.button("Start").click()
    newcomer.button("Review and submit").click()
    newcomer.button("Submit and freeze").click()
    newcomer.shows("Rate at least one competency first.")
    expect_no_fault(newcomer)


def test_a_wrong_password(visit: OpenVisitor, language: str):
    stranger = visit(language)
    said = Complaints(stranger.page, stranger.site.origin)
    stranger.open("/sign-in")
    stranger.field("Sign-in name").fill("linxiaoyu")
    stranger.field("Password").fill("not this one")
    stranger.button("Sign in").click()
    stranger.fault("Password", "Please try again.")
    expect(stranger.field("Sign-in name")).to_have_value("linxiaoyu")
    expect_no_fault(stranger)
    assert not said.take(422)


def test_a_form_with_faults(visit: OpenVisitor, language: str):
    wang = visit(language, "script", "wangfang")
    wang.open("/people/new")
    wang.field("Name").fill("许佳宁")
    wang.field("Reports to").fill("nobody of this name")
    wang.button("Add").click()
    wang.fault("Reports to", "Nobody has this name or staff number.")
    expect_no_fault(wang)
