"""From a gap to a goal, actions ticked, agreed by the manager, paused and on: with script, without, without the CDN."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Mode, Visitor

pytestmark = pytest.mark.browser
MINE = "拜访三家伙伴 <b>&"


def test_from_gap_to_agreed_goal(visit, language: str, mode: Mode):
    lin = visit(language, mode, "linxiaoyu")
    goal = make(lin)
    tick(lin, goal)
    add(lin)
    agree(visit(language, mode, "chenjianguo"), lin.site.person("linxiaoyu"), goal)
    lin.open(f"/goals/{goal}")
    expect(lin.page.locator(".head .tag").first).to_contain_text(lin.say("agreed"))
    pause_and_go_on(lin)
    expect(lin.page.locator(".head .tag").first).to_contain_text(lin.say("agreed"))


def make(lin: Visitor) -> int:
    """The first gap that no goal covers, put into the plan as it is proposed."""
    lin.open("/gaps")
    lin.page.locator(".priority").get_by_role("link", name=re.compile(f"^{lin.say('Make this a goal')}")).first.click()
    lin.at("/goals/new")
    lin.button("Add to the plan").click()
    lin.page.wait_for_url(re.compile(r"/goals/\d+$"))
    lin.shows("The goal is in the plan. A manager can agree to it now.")
    return int(lin.page.url.rpartition("/")[2])


def tick(lin: Visitor, goal: int) -> None:
    """Done from the plan itself; with script the page stays where it is."""
    lin.open("/goals")
    card = lin.page.locator(f"#goal-{goal}")
    first = card.locator(".tick").first
    expect(first).to_have_attribute("aria-pressed", "false")
    first.click()
    expect(first).to_have_attribute("aria-pressed", "true")
    lin.at("/goals")
    expect(card.locator("progress")).to_have_attribute("value", "1")


def add(lin: Visitor) -> None:
    lin.page.locator("article.goal h3 a").first.click()
    lin.field("What is to be done").fill(MINE)
    lin.button("Add the action").click()
    expect(lin.page.locator(".steps li").filter(has_text=MINE)).to_have_count(1)
    expect(lin.field("What is to be done")).to_have_value("")
    lin.page.reload()
    expect(lin.page.locator(".steps li").filter(has_text=MINE)).to_have_count(1)


def agree(chen: Visitor, person: int, goal: int) -> None:
    chen.open(f"/people/{person}/goals")
    chen.page.locator(f"#goal-{goal}").get_by_role("button").click()
    chen.at(f"/people/{person}/goals")
    expect(chen.page.locator(f"#goal-{goal}")).to_contain_text(chen.say("agreed"))


def pause_and_go_on(lin: Visitor) -> None:
    lin.page.locator("summary", has_text=lin.say("Pause it")).click()
    lin.field("Why now, and until about when?").fill(MINE)
    lin.button("Pause").click()
    lin.shows("Paused. The goal takes no hours until it goes on.")
    expect(lin.page.locator("main")).to_contain_text(MINE)
    lin.button("Resume").click()
    lin.shows("The goal goes on.")


def test_two_tabs_show_both_texts(visit, language: str, mode: Mode):
    lin = visit(language, mode, "linxiaoyu")
    goal = make(lin)
    other = visit(language, mode, "linxiaoyu")
    for visitor in (lin, other):
        visitor.open(f"/goals/{goal}/edit")
    for visitor, words in ((lin, "one tab"), (other, "the other tab")):
        visitor.page.locator("#f-why").fill(words)
        visitor.button("Save").click()
    notice = other.page.locator(".notice.amber")
    expect(notice).to_contain_text("one tab")
    expect(notice).to_contain_text("the other tab")
    other.button("Save mine").click()
    other.at(f"/goals/{goal}")
    expect(other.page.locator("main")).to_contain_text("the other tab")
