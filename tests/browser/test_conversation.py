"""Two people at one conversation, each in a browser of their own: what one saves, the other meets."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenVisitor
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

HERS = "Two of three projects led alone 独立带队"
HIS = "The third with help 第三个有人帮"


def talk(visit: OpenVisitor, login: str, mode: str) -> tuple[Visitor, str]:
    """linxiaoyu's open conversation, and the first competency that is not agreed on yet."""
    visitor = visit("zh", mode, login)
    lin = visitor.site.person("linxiaoyu")
    visitor.open(f"/conversations/{visitor.site.ask('SELECT max(id) FROM cycle_participant WHERE person_id = ?', lin)}")
    first = visitor.page.locator(".talked[open]").first.get_attribute("id")
    assert first
    return visitor, first


def card(visitor: Visitor, competency: str) -> Locator:
    return visitor.page.locator(f"#{competency}")


def say(visitor: Visitor, competency: str, answer: str, reason: str) -> None:
    """Choose an answer that nobody gave, so that it needs a reason, and give it."""
    card(visitor, competency).locator(f'input[type=radio][value="{answer}"]').check()
    card(visitor, competency).get_by_label(visitor.say("Why, where it differs from a side"), exact=True).fill(reason)


def saved_by(visitor: Visitor, name: str) -> "re.Pattern[str]":
    return visitor.pattern("Saved %(time)s by %(name)s", time=r"\d\d:\d\d", name=name)


def test_the_second_sees_both_texts(visit: OpenVisitor):
    (lin, competency), (chen, same) = talk(visit, "linxiaoyu", "script"), talk(visit, "chenjianguo", "script")
    assert competency == same
    state = f"#state-{competency}"
    say(lin, competency, "5", HERS)
    expect(lin.page.locator(state)).to_have_text(saved_by(lin, "林晓雨"))
    expect(lin.page.locator(f"#mark-{competency}")).to_contain_text(lin.say("agreed: %(answer)s", answer=5))
    met = chen.page.locator(state)
    card(chen, competency).locator('input[type=radio][value="1"]').check()
    expect(met).to_contain_text(HERS)
    expect(met).to_contain_text(re.compile("1 · —"))
    # two answers: what he types on decides nothing
    say(chen, competency, "1", HIS)
    chen.page.wait_for_timeout(1500)
    expect(met).to_contain_text(HERS)
    met.get_by_role("button", name=chen.say("Save mine"), exact=True).click()
    expect(chen.page.locator(state)).to_have_text(saved_by(chen, "陈建国"))
    lin.page.reload()
    card(lin, competency).locator("summary").first.click()
    expect(lin.page.locator(f"#reason-{competency}")).to_have_value(HIS)


def test_the_saved_one_can_be_taken(visit: OpenVisitor):
    (lin, competency), (chen, _) = talk(visit, "linxiaoyu", "script"), talk(visit, "chenjianguo", "script")
    say(lin, competency, "5", HERS)
    expect(lin.page.locator(f"#state-{competency}")).to_have_text(saved_by(lin, "林晓雨"))
    say(chen, competency, "1", HIS)
    chen.page.locator(f"#state-{competency}").get_by_role("link", name=chen.say("Take the saved one")).click()
    expect(chen.page.locator(f"#reason-{competency}")).to_have_value(HERS)


def test_without_script_one_button_saves_everything(visit: OpenVisitor):
    chen, competency = talk(visit, "chenjianguo", "no-script")
    say(chen, competency, "5", "")
    chen.page.locator("#notes-text").fill("a good hour 聊得很好")
    chen.page.locator("#private-text").fill("more room 多放手")
    chen.button("Save all").click()
    expect(chen.page.locator("#alert")).to_contain_text(
        chen.say("Nothing was saved yet. Look at the marked places; everything you typed is still here.")
    )
    expect(chen.page.locator("#notes-text")).to_have_value("a good hour 聊得很好")
    expect(chen.page.locator("#private-text")).to_have_value("more room 多放手")
    say(chen, competency, "5", HIS)
    chen.button("Save all").click()
    chen.shows("Saved.")
    expect(chen.page.locator("#notes-text")).to_have_value("a good hour 聊得很好")
    expect(chen.page.locator(f"#mark-{competency}")).to_contain_text(chen.say("agreed: %(answer)s", answer=5))


def test_without_script_the_second_sees_both_texts(visit: OpenVisitor):
    (lin, competency), (chen, _) = talk(visit, "linxiaoyu", "no-script"), talk(visit, "chenjianguo", "no-script")
    say(lin, competency, "5", HERS)
    lin.button("Save all").click()
    lin.shows("Saved.")
    say(chen, competency, "1", HIS)
    chen.button("Save all").click()
    expect(chen.page.locator(f"#state-{competency}")).to_contain_text(HERS)
    expect(chen.page.locator(f"#state-{competency}")).to_contain_text(HIS)
    expect(chen.page.locator(f"#reason-{competency}")).to_have_value(HIS)
    chen.button("Save all").click()
    chen.shows("Saved.")


def test_reasons_are_asked_for_only_where_they_are_needed(visit: OpenVisitor):
    chen, competency = talk(visit, "chenjianguo", "script")
    why = chen.page.locator(f"#reason-{competency}")
    expect(why).to_be_hidden()
    card(chen, competency).locator('input[type=radio][value="5"]').check()
    expect(why).to_be_visible()
    expect(chen.page.locator(f"#state-{competency}")).to_contain_text("一句话")
