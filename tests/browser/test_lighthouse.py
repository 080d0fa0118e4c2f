"""Another framework altogether, six levels, sixteen competencies, a scale from 0, through the same pages."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser import assessing, gaps
from tests.browser.site import ROOT, Site, running
from tests.browser.visitor import Visitor, options

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def running_lighthouse() -> Iterator[Site]:
    with running(ROOT / "tests" / "frameworks" / "lighthouse") as site:
        yield site


@pytest.fixture
def lighthouse(running_lighthouse: Site) -> Iterator[Site]:
    running_lighthouse.reset()
    yield running_lighthouse
    assert not running_lighthouse.errors()


def test_a_keeper_assesses_herself_and_sees_her_gaps(
    lighthouse: Site, language: str, new_context: Callable[..., BrowserContext]
):
    keeper = Visitor(lighthouse, new_context(**options(language)), language)
    levels = lighthouse.framework.levels
    target, higher = levels[2], levels[-1]
    answers = assessing.plan(lighthouse.framework, target)
    assert (len(levels), len(answers), lighthouse.framework.scale[0].value) == (6, 16, 0)
    keeper.sign_in("linxiaoyu")
    keeper.open("/")
    keeper.heading(keeper.text(levels[1].title))
    assessing.start(keeper)
    for answer in answers:
        assessing.rate(keeper, answer)
    assessing.expect_progress(keeper, len(answers))
    keeper.page.reload()
    assessing.expect_answers(keeper, answers)
    assessing.submit(keeper)
    keeper.heading(keeper.say("What is between here and “%(level)s”", level=keeper.text(target.title)))
    gaps.expect_table(keeper, answers, target)
    gaps.expect_list(keeper, answers, target)
    keeper.titled(keeper.text(higher.title)).click()
    gaps.expect_table(keeper, answers, higher)
    expect(keeper.page.locator("svg[role=img] .radar-labels text")).to_have_count(len(answers))
