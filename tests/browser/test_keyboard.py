"""Everything by keyboard, and the focus can always be seen."""

import pytest
from playwright.sync_api import expect

from tests.browser.assessing import card, state
from tests.browser.conftest import OpenVisitor
from tests.browser.steps import tab_to
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

# every element that a person without a pointer must reach; of a group of radio buttons, the one that holds its place
REACHABLE = """() => {
  const seen = [], groups = new Set();
  for (const e of document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')) {
    if (e.disabled || e.type === 'hidden' || e.tabIndex < 0 || !e.checkVisibility({visibilityProperty: true})) continue;
    if (e.type === 'radio') {
      const checked = document.querySelector(`input[type=radio][name="${CSS.escape(e.name)}"]:checked`);
      if (groups.has(e.name) || (checked && checked !== e)) continue;
      groups.add(e.name);
    }
    e.dataset.reach = seen.length;
    seen.push(e.outerHTML.slice(0, 100));
  }
  return seen;
}"""
# number of the focused element; whether it, or the label around it, is outlined, or its page scrolled to show it
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const outlined = [e, e.closest('label')].some(
    one => one && getComputedStyle(one).outlineStyle !== 'none' && parseFloat(getComputedStyle(one).outlineWidth) >= 2);
  const box = (e.closest('label') || e).getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {number: e.dataset.reach ?? null, outlined, inside, html: e.outerHTML.slice(0, 100)};
}"""


@pytest.fixture
def lin(visit: OpenVisitor) -> Visitor:
    return visit("zh", "script", "linxiaoyu", reduced_motion="reduce")


def walk(visitor: Visitor, most: int) -> list[dict[str, object]]:
    """What Tab comes to, from the top of the page to its end."""
    found = []
    for _ in range(most + 5):
        visitor.page.keyboard.press("Tab")
        focused = visitor.page.evaluate(FOCUSED)
        if focused is None or (found and focused["number"] == found[0]["number"]):
            break
        found.append(focused)
    return found


def expect_all_reached(visitor: Visitor) -> None:
    visitor.page.wait_for_load_state("load")  # until the style sheet is there, what it hides seems reachable
    wanted = visitor.page.evaluate(REACHABLE)
    came_to = walk(visitor, len(wanted))
    reached = {step["number"] for step in came_to}
    assert not [html for number, html in enumerate(wanted) if str(number) not in reached]
    assert not [step["html"] for step in came_to if not step["outlined"]], "focus cannot be seen"
    assert not [step["html"] for step in came_to if not step["inside"]], "focus is outside of the window"


@pytest.mark.parametrize("width", [1280, 360])
def test_everything_on_the_assessment_is_reached_and_seen(lin: Visitor, width: int):
    lin.page.set_viewport_size({"width": width, "height": 740})
    lin.open("/assessments/new")
    lin.button("Start").click()
    lin.heading(lin.say("Self-assessment"))
    expect_all_reached(lin)


@pytest.mark.parametrize("path", ["/", "/gaps", "/framework", "/people", "/settings"])
def test_everything_on_a_page_is_reached_and_seen(lin: Visitor, path: str):
    lin.open(path)
    expect_all_reached(lin)


def test_the_first_tab_skips_to_the_content(lin: Visitor):
    lin.open("/gaps")
    lin.page.keyboard.press("Tab")
    skip = lin.page.get_by_role("link", name=lin.say("Skip to the content"), exact=True)
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    lin.page.keyboard.press("Enter")
    expect(lin.page.locator("main")).to_be_focused()
    lin.page.keyboard.press("Tab")
    expect(lin.page.locator("main a:focus")).to_have_count(1)


def test_the_menu_opens_and_closes(lin: Visitor):
    lin.open("/")
    menu = lin.page.locator(".masthead-end details.menu")
    summary = menu.locator("> summary")
    tab_to(lin.page, ".masthead-end details.menu > summary")
    lin.page.keyboard.press("Enter")
    expect(menu.get_by_role("link", name=lin.say("Settings"), exact=True)).to_be_visible()
    lin.page.keyboard.press("Tab")
    expect(menu.locator("a").first).to_be_focused()
    lin.page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()
    lin.page.keyboard.press("Enter")
    lin.page.locator("h1").click()
    expect(menu).not_to_have_attribute("open", "")


def test_arrows_change_a_rating_which_saves_itself_under_the_focus(lin: Visitor):
    lin.open("/assessments/new")
    lin.button("Start").click()
    first = lin.site.framework.competencies[0].id
    checked = card(lin, first).locator("input[type=radio]:checked")
    before = checked.get_attribute("value")
    checked.focus()
    with lin.saving():
        lin.page.keyboard.press("ArrowDown")
    expect(checked).not_to_have_attribute("value", str(before))
    expect(checked).to_be_focused()
    expect(state(lin, first)).to_have_text(lin.saved())
    after = checked.get_attribute("value")
    with lin.saving():
        lin.page.keyboard.press("ArrowDown")
    expect(checked).to_be_focused()
    expect(checked).not_to_have_attribute("value", str(after))
    last = checked.get_attribute("value")
    lin.page.reload()
    expect(checked).to_have_attribute("value", str(last))
