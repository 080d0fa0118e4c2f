"""From the question to what changes, in a browser with script and without; and what a manager reads of it."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenVisitor
from tests.browser.visitor import Mode, Visitor

pytestmark = pytest.mark.browser
SENTENCES = ("我讲了半小时返利。", "他们担心的是库存！", "下次先问三个问题。")


@pytest.mark.parametrize("mode", ["script", "no-script"])
def test_from_the_question_to_a_goal_and_a_shared_sentence(visit: OpenVisitor, mode: Mode):
    lin = visit("zh", mode, "linxiaoyu")
    write(lin)
    lin.button("What do I change?").click()
    lin.heading(lin.say("What do I change?"))
    lin.page.get_by_label(lin.say("I set a new goal")).check()
    lin.field("First action").fill("拜访前写好三个问题")
    lin.button("Finish").click()
    lin.shows("Finished. It stays yours alone.")
    lin.page.get_by_label(SENTENCES[1]).check()
    lin.button("Save what I share").click()
    expect(lin.page.get_by_label(SENTENCES[1])).to_be_checked()

    chen = visit("zh", mode, "chenjianguo")
    chen.open(f"/people/{chen.site.person('linxiaoyu')}/excerpts")
    expect(chen.page.locator("blockquote", has_text=SENTENCES[1])).to_have_count(1)
    expect(chen.page.locator("main")).not_to_contain_text(SENTENCES[0])


def write(lin: Visitor) -> None:
    """The first question that asks, answered; saved by itself, or with the button where there is no script."""
    lin.open("/reflections")
    question = lin.page.locator("article h3").first.inner_text()
    lin.page.locator("article").first.get_by_role("button", name=lin.say("Write")).click()
    lin.heading(question)
    text = lin.page.locator("#answer")
    text.fill("".join(SENTENCES))
    if not lin.quick:
        lin.button("Save").click()
    expect(lin.page.locator("#state")).to_have_text(lin.saved())
    lin.page.reload()
    expect(lin.page.locator("#answer")).to_have_value("".join(SENTENCES))


def test_two_tabs_show_both_texts(visit: OpenVisitor):
    lin = visit("zh", "script", "linxiaoyu")
    write(lin)
    other = lin.context.new_page()
    other.goto(lin.page.url)
    other.locator("#answer").fill("另一页。")
    expect(other.locator("#state")).to_have_text(lin.saved())
    lin.page.locator("#answer").fill("这一页。")
    lin.shows("This text was changed elsewhere in the meantime. Yours is not saved yet.")
    expect(lin.page.locator("#state")).to_contain_text("另一页。")
    lin.button("Save mine").click()
    expect(lin.page.locator("#state")).to_have_text(lin.saved())
    other.reload()
    expect(other.locator("#answer")).to_have_value("这一页。")


def test_only_the_fields_of_what_is_chosen_are_shown(visit: OpenVisitor):
    lin = visit("zh", "no-script", "linxiaoyu")
    write(lin)
    lin.button("What do I change?").click()
    reason, goal = lin.field("Why not"), lin.field("First action")
    expect(reason).to_be_hidden()
    lin.page.get_by_label(lin.say("Nothing for now")).check()
    expect(reason).to_be_visible()
    expect(goal).to_be_hidden()
    reason.fill("先看两周")
    lin.button("Finish").click()
    expect(lin.page.locator("main")).to_contain_text("先看两周")
