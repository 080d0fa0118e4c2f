"""The pictures of the documentation, taken of the demo organisation: `make screenshots` writes docs/images/."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import assessing
from tests.browser.conftest import OpenVisitor
from tests.browser.site import ROOT

pytestmark = pytest.mark.browser

IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 250_000
DESK = {"width": 1200, "height": 1050}
PHONE = {"width": 390, "height": 780}
# name: language, who, address, size, light or dark
PICTURES: dict[str, tuple[str, str, str, dict[str, int], str]] = {
    "gaps-zh": ("zh", "linxiaoyu", "/gaps", DESK, "light"),
    "my-page-zh": ("zh", "linxiaoyu", "/", DESK, "light"),
    "my-page-en-phone": ("en", "linxiaoyu", "/", PHONE, "light"),
    "gaps-en": ("en", "linxiaoyu", "/gaps", DESK, "light"),
}


def keep(picture: bytes, name: str) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    assert len(picture) < MOST_BYTES, f"{name}: {len(picture)} bytes"
    Path(IMAGES / f"{name}.png").write_bytes(picture)


@pytest.mark.parametrize("name", PICTURES)
def test_take(visit: OpenVisitor, name: str):
    language, login, address, size, scheme = PICTURES[name]
    visitor = visit(language, "script", login, viewport=size, color_scheme=scheme, reduced_motion="reduce")
    assert visitor.open(address).ok
    keep(visitor.page.screenshot(), name)


def test_take_an_assessment(visit: OpenVisitor):
    visitor = visit("zh", "script", "linxiaoyu", viewport=DESK, color_scheme="light", reduced_motion="reduce")
    visitor.open("/")
    assessing.start(visitor)
    first = visitor.site.framework.competencies[0].id
    with visitor.saving():
        assessing.card(visitor, first).locator('input[value="4"]').check()
    expect(assessing.state(visitor, first)).to_have_text(visitor.saved())
    assessing.card(visitor, first).scroll_into_view_if_needed()
    visitor.page.mouse.move(0, 0)
    keep(visitor.page.screenshot(), "assessment-zh")


def test_take_a_conversation(visit: OpenVisitor):
    visitor = visit("zh", "script", "chenjianguo", viewport=DESK, color_scheme="light", reduced_motion="reduce")
    lin = visitor.site.person("linxiaoyu")
    visitor.open(f"/conversations/{visitor.site.ask('SELECT max(id) FROM cycle_participant WHERE person_id = ?', lin)}")
    visitor.page.locator("#apart").scroll_into_view_if_needed()
    visitor.page.mouse.move(0, 0)
    keep(visitor.page.screenshot(), "conversation-zh")
