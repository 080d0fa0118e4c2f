"""On paper there is what was written, and nothing to click."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenVisitor

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["/", "/gaps"])
def test_a_printed_page_has_no_navigation(visit: OpenVisitor, path: str):
    lin = visit("zh", "script", "linxiaoyu")
    lin.open(path)
    lin.page.emulate_media(media="print", color_scheme="dark")
    for one in ("header nav", "details.menu", "a.skip", "nav.tabs", "main .button"):
        for found in lin.page.locator(one).all():
            expect(found).to_be_hidden()
    expect(lin.page.locator("h1")).to_be_visible()
    expect(lin.page.locator("main")).to_contain_text(lin.text(lin.site.framework.competencies[0].title))
    background = lin.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
