"""A manager at his team page: filters with script and without, from a cell to the gaps, on a phone too."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenVisitor
from tests.browser.visitor import Mode, Visitor

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}


def rows(visitor: Visitor) -> Locator:
    return visitor.page.locator("#team tbody tr")


def show(visitor: Visitor) -> None:
    """Without script the form has a button; with it, what is chosen counts at once."""
    if visitor.mode != "script":
        visitor.button("Show").click()


def test_from_everybody_to_one_cell(visit: OpenVisitor, language: str, mode: Mode):
    zhou = visit(language, mode, "zhoumin")
    zhou.open("/")
    zhou.link("Side by side: the team").click()
    zhou.heading(zhou.say("Team"))
    directly = rows(zhou).count()
    zhou.field("Whom to show").select_option("all")
    show(zhou)
    expect(rows(zhou)).not_to_have_count(directly)
    zhou.page.get_by_role("searchbox", name=zhou.say("Name"), exact=True).fill("林晓雨")
    show(zhou)
    expect(rows(zhou)).to_have_count(1)
    expect(zhou.page).to_have_url(re.compile(r"whom=all"))
    zhou.link("Next level").click()
    expect(zhou.field("Whom to show")).to_have_value("all")
    expect(rows(zhou)).to_have_count(1)
    lin = zhou.site.person("linxiaoyu")
    rows(zhou).locator("a.cell").first.click()
    zhou.at(f"/people/{lin}/gaps")
    zhou.page.go_back()
    expect(rows(zhou)).to_have_count(1)


def test_on_a_phone_the_table_scrolls_inside_its_box(visit: OpenVisitor, language: str):
    chen = visit(language, "script", "chenjianguo", viewport=PHONE)
    chen.open("/team")
    page = chen.page
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    box, name = page.locator(".scroll"), rows(chen).first.locator("th")
    before = name.bounding_box()
    box.evaluate("box => { box.scrollLeft = 300 }")
    after = name.bounding_box()
    assert before and after and 0 <= after["x"] <= before["x"] and box.evaluate("box => box.scrollLeft") == 300
    sizes = page.locator("#team a.cell").evaluate_all(
        "cells => cells.map(cell => Math.min(cell.offsetWidth, cell.offsetHeight))"
    )
    assert sizes and min(sizes) >= 44
