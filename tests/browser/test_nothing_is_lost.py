"""What was typed stays, whatever happens to the server, the session, the network or in another tab."""

import re

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from app.settings import HTMX_URL
from tests.browser import assessing, packages
from tests.browser.assessing import note, state, write
from tests.browser.conftest import OpenVisitor
from tests.browser.site import PASSWORD
from tests.browser.visitor import Mode, Visitor

pytestmark = pytest.mark.browser

WHERE = "teamwork"
ANY_ORIGIN = {"Access-Control-Allow-Origin": "*"}
TEXT = "Trained two new colleagues; both run their own stores now 双人带教"
MORE = f"{TEXT}, since June"


@pytest.fixture
def lin(visit: OpenVisitor) -> Visitor:
    return draft(visit("zh", "script", "linxiaoyu"))


@pytest.fixture
def lin_without_script(visit: OpenVisitor) -> Visitor:
    return draft(visit("en", "no-script", "linxiaoyu"))


def draft(visitor: Visitor) -> Visitor:
    """At an assessment of her own that she has just started."""
    visitor.open("/assessments/new")
    visitor.button("Start").click()
    visitor.heading(visitor.say("Self-assessment"))
    return visitor


def end_session_elsewhere(visit: OpenVisitor, visitor: Visitor) -> None:
    """From her settings in another browser: the first one still has its cookie, and it is worth nothing."""
    other = visit(visitor.language, "script", "linxiaoyu")
    other.open("/settings")
    other.button("End it").click()
    expect(other.button("End it")).to_have_count(0)


def test_the_server_is_away_for_a_while(lin: Visitor):
    alert = lin.page.locator("#alert")
    lin.site.stop()
    try:
        note(lin, WHERE).fill(TEXT)
        expect(alert).to_contain_text(lin.say("Not saved: the server cannot be reached."))
        expect(note(lin, WHERE)).to_have_value(TEXT)
    finally:
        lin.site.start()
    write(lin, WHERE, MORE)
    expect(alert).to_be_empty()
    lin.page.reload()
    expect(note(lin, WHERE)).to_have_value(MORE)


def test_the_session_ends_in_the_middle(lin: Visitor, visit: OpenVisitor):
    end_session_elsewhere(visit, lin)
    with lin.saving(401):
        note(lin, WHERE).fill(TEXT)
    alert = lin.page.locator("#alert")
    ended = "Your session has ended. Sign in in another tab, then save again: your text stays here."
    expect(alert).to_contain_text(lin.say(ended))
    expect(note(lin, WHERE)).to_have_value(TEXT)
    lin.sign_in("linxiaoyu")
    write(lin, WHERE, MORE)
    expect(alert).to_be_empty()
    lin.page.reload()
    expect(note(lin, WHERE)).to_have_value(MORE)


def test_the_session_ends_in_the_middle_without_script(lin_without_script: Visitor, visit: OpenVisitor):
    lin = lin_without_script
    end_session_elsewhere(visit, lin)
    note(lin, WHERE).fill(TEXT)
    lin.button("Save all").click()
    lin.shows("Your session has ended. Sign in again: what you typed is kept and offered to you afterwards.")
    lin.field("Sign-in name").fill("linxiaoyu")
    lin.field("Password").fill(f"{PASSWORD}?")
    lin.button("Sign in").click()
    lin.shows("The name or the password is wrong.")
    lin.field("Password").fill(PASSWORD)
    lin.button("Sign in").click()
    lin.heading(lin.say("Your text is still here"))
    expect(lin.page.locator(f'textarea[name="{WHERE}.note"]')).to_have_value(TEXT)
    lin.button("Send it again").click()
    lin.heading(lin.say("Self-assessment"))
    expect(note(lin, WHERE)).to_have_value(TEXT)
    expect(state(lin, WHERE)).to_have_text(lin.saved())


def test_two_tabs_meet(lin: Visitor):
    other = second_tab(lin)
    write(lin, WHERE, "from the first tab")
    lin.page, first = other, lin.page
    with lin.saving(409):
        note(lin, WHERE).fill(TEXT)
    expect_both(lin, "from the first tab", TEXT)
    with lin.saving():
        lin.button("Save mine").click()
    expect(state(lin, WHERE)).to_have_text(lin.saved())
    asked = Asked(other)
    leave(lin)
    assert asked.times == 0
    lin.page = first
    lin.page.reload()
    expect(note(lin, WHERE)).to_have_value(TEXT)


def test_two_tabs_meet_without_script(lin_without_script: Visitor):
    lin = lin_without_script
    other = second_tab(lin)
    for page, text in ((lin.page, "from the first tab"), (other, TEXT)):
        lin.page = page
        note(lin, WHERE).fill(text)
        lin.button("Save all").click()
    lin.shows("Nothing was saved yet. Look at the marked competencies; everything you typed is still here.")
    expect_both(lin, "from the first tab", TEXT)
    lin.button("Save mine").click()
    expect(state(lin, WHERE)).to_have_text(lin.saved())
    lin.page.reload()
    expect(note(lin, WHERE)).to_have_value(TEXT)


def test_the_saved_one_can_be_taken(lin: Visitor):
    other = second_tab(lin)
    write(lin, WHERE, TEXT)
    lin.page = other
    with lin.saving(409):
        note(lin, WHERE).fill("from the other tab")
    asked = Asked(lin.page)
    lin.link("Take the saved one").click()
    expect(note(lin, WHERE)).to_have_value(TEXT)
    expect(state(lin, WHERE)).to_have_text(lin.saved())
    assert asked.times == 0


def test_a_conflict_is_not_decided_by_typing_on(lin: Visitor):
    other = second_tab(lin)
    write(lin, WHERE, "from the first tab")
    lin.page, first = other, lin.page
    with lin.saving(409):
        note(lin, WHERE).fill(TEXT)
    note(lin, WHERE).fill(MORE)
    assessing.card(lin, WHERE).locator("input[type=radio]:not(:checked)").first.check()
    lin.page.wait_for_timeout(1500)
    expect_both(lin, "from the first tab", TEXT, MORE)
    first.reload()
    expect(first.locator(f"#note-{WHERE}")).to_have_value("from the first tab")
    with lin.saving():
        lin.button("Save mine").click()
    first.reload()
    expect(first.locator(f"#note-{WHERE}")).to_have_value(MORE)


def second_tab(visitor: Visitor) -> Page:
    tab = visitor.context.new_page()
    tab.goto(visitor.page.url)
    return tab


def expect_both(visitor: Visitor, stored: str, mine: str, typed: str = "") -> None:
    """Both texts are shown, and the field holds what was typed last."""
    told = state(visitor, WHERE)
    expect(told).to_contain_text(
        visitor.say("This rating was changed elsewhere in the meantime. Yours is not saved yet.")
    )
    expect(told.locator("dd").nth(0)).to_contain_text(stored)
    expect(told.locator("dd").nth(1)).to_contain_text(mine)
    expect(note(visitor, WHERE)).to_have_value(typed or mine)


class Asked:
    """Whether leaving was asked about; the answer is to stay."""

    def __init__(self, page: Page) -> None:
        self.times = 0
        page.on("dialog", self._stay)

    def _stay(self, dialog: Dialog) -> None:
        assert dialog.type == "beforeunload"
        self.times += 1
        dialog.dismiss()


def leave(visitor: Visitor) -> None:
    """Set out for another page, and see whether that is asked about."""
    visitor.page.evaluate("location.href = '/framework'")
    visitor.page.wait_for_timeout(300)


@pytest.mark.parametrize("mode", ["script", "no-cdn"])
def test_leaving_an_unsaved_assessment_warns(visit: OpenVisitor, mode: Mode):
    lin = draft(visit("zh", mode, "linxiaoyu"))
    asked, here = Asked(lin.page), lin.page.url
    note(lin, WHERE).press_sequentially(TEXT[:12])
    leave(lin)
    assert asked.times == 1
    assert lin.page.url == here
    expect(note(lin, WHERE)).to_have_value(re.compile(re.escape(TEXT[:12])))
    if lin.quick:
        expect(state(lin, WHERE)).to_have_text(lin.saved())
    else:
        lin.button("Save all").click()
        lin.shows("Saved.")
    lin.place("Framework").click()
    lin.at("/framework")
    assert asked.times == 1


def test_what_is_typed_while_the_words_before_are_on_their_way_is_not_saved_yet(lin: Visitor):
    asked, held = Asked(lin.page), list[Route]()
    lin.page.route("**/ratings/*", lambda route: held.append(route))
    with lin.page.expect_request("**/ratings/*"):
        note(lin, WHERE).fill(TEXT)
    note(lin, WHERE).press_sequentially(", and more")
    with lin.saving():
        held[0].continue_()
    expect(state(lin, WHERE)).to_have_text(lin.saved())
    leave(lin)
    assert asked.times == 1


def test_leaving_a_form_about_a_person_warns(visit: OpenVisitor):
    wang = visit("en", "script", "wangfang")
    wang.open("/people/new")
    asked = Asked(wang.page)
    wang.field("Name").press_sequentially("许佳宁")
    wang.link("Cancel").click()
    wang.page.wait_for_timeout(300)
    assert asked.times == 1
    wang.button("Add").click()
    wang.heading("许佳宁")
    assert asked.times == 1


def test_what_is_typed_before_the_scripts_are_there_is_saved_once_they_are(lin: Visitor):
    held = list[Route]()
    hold = lambda route: held.append(route)  # noqa: E731 (Playwright wants a function of Python)
    lin.context.route(HTMX_URL, hold)
    lin.page.reload(wait_until="commit")
    note(lin, WHERE).fill(TEXT)
    with lin.saving():
        held[0].fulfill(body=packages.htmx(), content_type="text/javascript", headers=ANY_ORIGIN)
    expect(state(lin, WHERE)).to_have_text(lin.saved())
    lin.context.unroute(HTMX_URL, hold)


def test_ratings_keep_the_order_in_which_they_were_given(lin: Visitor):
    """Quick clicks, one after the other, without waiting for an answer."""
    card = assessing.card(lin, WHERE)
    for value in ("1", "5", "2", "3"):
        card.locator(f'input[type=radio][value="{value}"]').check()
    lin.page.wait_for_load_state("networkidle")
    expect(state(lin, WHERE)).to_have_text(lin.saved())
    lin.page.reload()
    expect(card.locator('input[type=radio][value="3"]')).to_be_checked()
