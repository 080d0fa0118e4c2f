"""The one file from elsewhere: taken only as it was written down, and done without when it is another."""

import pytest
from playwright.sync_api import expect

from app.settings import HTMX_URL
from tests.browser import packages
from tests.browser.conftest import OpenVisitor
from tests.browser.examine import faults

pytestmark = pytest.mark.browser


def test_a_changed_script_is_not_run(visit: OpenVisitor):
    lin = visit("en", "script", "linxiaoyu")
    lin.context.unroute(HTMX_URL)
    lin.context.route(
        HTMX_URL,
        lambda route: route.fulfill(
            body=packages.htmx() + b"\n",
            content_type="text/javascript",
            headers={"Access-Control-Allow-Origin": "*"},
        ),
    )
    lin.open("/assessments/new")
    lin.button("Start").click()
    expect(lin.button("Save all")).to_be_visible()
    assert lin.page.evaluate("typeof htmx") == "undefined"


def test_what_the_examination_looks_for_is_found(visit: OpenVisitor):
    stranger = visit("en")
    stranger.open("/sign-in")
    assert not list(faults(stranger.page))
    stranger.page.evaluate("""() => {
      const main = document.querySelector('main');
      const wide = main.appendChild(document.createElement('p'));
      wide.textContent = 'x'.repeat(400);
      wide.setAttribute('class', 'nowrap soft');
      main.appendChild(document.createElement('img')).src = '/static/0/brand.svg';
    }""")
    found = "\n".join(faults(stranger.page))
    assert "scrolls sideways" in found
    assert "image-alt" in found
