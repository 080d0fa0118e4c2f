"""A manager and his operator assess her apart; each reads the other's only when both have submitted."""

import pytest
from playwright.sync_api import expect

from tests.browser import assessing
from tests.browser.assessing import Answer
from tests.browser.conftest import OpenVisitor
from tests.browser.visitor import Mode, Visitor

pytestmark = pytest.mark.browser

HERS = Answer("relationship", 3, 0, "Kept the three key partners through the change of owner")
HIS = Answer("relationship", 4, 0, "Two of the three partners asked for her by name")


def test_both_sides_are_sealed_until_both_have_submitted(visit: OpenVisitor, language: str, mode: Mode):
    lin, chen = visit(language, mode, "linxiaoyu"), visit(language, mode, "chenjianguo")
    lin.open("/")
    assessing.start(lin)
    hers = assess(lin, HERS)
    lin.at("/gaps")
    open_her_page(chen)
    expect_sealed(chen, hers)
    chen.open(f"/people/{lin.site.person('linxiaoyu')}")
    his = start_about_her(chen)
    expect_sealed(lin, his)
    assess(chen, HIS)
    chen.at(f"/people/{lin.site.person('linxiaoyu')}")
    read_hers(chen, hers)
    read_his(lin, his)


def number(visitor: Visitor) -> int:
    """The id of the assessment that is open in the page."""
    return int(visitor.page.url.rpartition("/")[2].partition("?")[0])


def assess(visitor: Visitor, answer: Answer) -> int:
    found = number(visitor)
    assessing.rate(visitor, answer)
    assessing.submit(visitor)
    return found


def open_her_page(visitor: Visitor) -> None:
    """From my page through the list of who reports to me."""
    visitor.open("/")
    team = visitor.page.get_by_role("region", name=visitor.say("Who reports to me"))
    team.get_by_role("link", name="林晓雨" if visitor.language == "zh" else "Lin Xiaoyu").click()
    visitor.at(f"/people/{visitor.site.person('linxiaoyu')}")


def start_about_her(visitor: Visitor) -> int:
    visitor.link("Assess").click()
    visitor.button("Start").click()
    name = "林晓雨" if visitor.language == "zh" else "Lin Xiaoyu"
    visitor.heading(visitor.say("Assessment of %(name)s", name=name))
    return number(visitor)


def expect_sealed(visitor: Visitor, assessment: int) -> None:
    """Neither listed nor to be opened by its address."""
    expect(visitor.page.locator(f'main a[href^="/assessments/{assessment}"]')).to_have_count(0)
    assert visitor.open(f"/assessments/{assessment}").status == 404
    visitor.heading(visitor.say("There is nothing here"))


def read_hers(chen: Visitor, assessment: int) -> None:
    chen.page.locator(f'main a[href^="/assessments/{assessment}"]').click()
    chen.heading(chen.say("Self-assessment"))
    expect(chen.page.locator("main")).to_contain_text(HERS.note)


def read_his(lin: Visitor, assessment: int) -> None:
    lin.open("/assessments")
    lin.shows("How your managers saw you")
    lin.page.locator(f'main a[href^="/assessments/{assessment}"]').click()
    lin.heading(lin.say("Manager assessment"))
    expect(lin.page.locator("main")).to_contain_text(HIS.note)
