"""A year in one go: gap → goal → action done → evidence with a scan → verified by the manager → gate met."""

import pytest
from playwright.sync_api import Locator, expect

from app.framework.model import EvidenceGate
from tests.browser.conftest import OpenVisitor
from tests.browser.test_verifying import ask
from tests.browser.visitor import Mode, Visitor
from tests.hostile_files import GOOD

pytestmark = pytest.mark.browser

COMPETENCY = "data_analysis"
TITLE = "双十一渠道看板"
SCAN = next(good for good in GOOD if good.about == "PNG")


@pytest.mark.parametrize("mode", ["script", "no-script"])
def test_from_a_gap_to_a_gate_that_is_met(visit: OpenVisitor, language: str, mode: Mode):
    lin, chen = visit(language, mode, "linxiaoyu"), visit(language, mode, "chenjianguo")
    gate = led(lin)
    expect(readiness(lin, "unmet", gate)).to_have_count(1)
    make_a_goal(lin)
    do_the_first_action(lin)
    entry = log_a_project(lin)
    expect(readiness(lin, "unmet", gate)).to_contain_text(TITLE)
    attach_a_scan(lin, entry)
    ask(lin, entry)
    confirm(chen, entry)
    expect(readiness(lin, "met", gate)).to_have_count(1)
    meet_the_goal(lin, entry)


def led(visitor: Visitor) -> EvidenceGate:
    """The gate of the next level that asks for projects led; one is still missing in the demo."""
    senior = visitor.site.framework.level("senior")
    assert senior is not None
    return next(gate for gate in senior.entry.evidence if gate.role == "led" and gate.count == 2)


def readiness(visitor: Visitor, state: str, gate: EvidenceGate) -> Locator:
    """The line of the gate on the readiness list of my page, when it stands under `state`."""
    visitor.open("/")
    if state == "met":
        visitor.page.locator("details.fold:has(.checks) > summary").click()
    return visitor.page.locator(f".checks > .is-{state}", has_text=visitor.text(gate.title))


def make_a_goal(lin: Visitor) -> None:
    lin.open("/gaps")
    competency = lin.site.framework.competency(COMPETENCY)
    assert competency is not None
    card = lin.page.locator(f"#gap-{COMPETENCY}")
    card.get_by_role("link", name=lin.say("Make this a goal")).click()
    lin.heading(lin.say("New goal: %(title)s", title=lin.text(competency.title)))
    lin.page.locator("input[name=suggested]").first.check()
    lin.button("Add to the plan").click()
    lin.shows("The goal is in the plan. A manager can agree to it now.")


def do_the_first_action(lin: Visitor) -> None:
    tick = lin.page.locator("button.tick").first
    tick.click()
    expect(lin.page.locator("button.tick").first).to_have_attribute("aria-pressed", "true")
    lin.page.reload()
    expect(lin.page.locator("button.tick").first).to_have_attribute("aria-pressed", "true")


def log_a_project(lin: Visitor) -> int:
    lin.open(f"/evidence/new?kind=project&competency={COMPETENCY}")
    lin.field("Title").fill(TITLE)
    lin.page.locator("select[name=role]").select_option("led")
    lin.page.locator("input[name=started_on]").fill("2026-08-03")
    lin.page.locator("input[name=ended_on]").fill("2026-11-12")
    lin.page.locator("select[name='results.0.template']").select_option("partners_trained")
    lin.page.locator("input[name='results.0.value']").fill("12")
    lin.button("Add").click()
    lin.shows("Added. A file or a word from somebody else makes it stronger.")
    return int(lin.page.url.rpartition("/")[2])


def attach_a_scan(lin: Visitor, entry: int) -> None:
    lin.open(f"/evidence/{entry}")
    lin.field("Add files").set_input_files({"name": SCAN.name, "mimeType": "image/png", "buffer": SCAN.data()})
    lin.button("Attach").click()
    lin.shows("Attached.")
    expect(lin.page.locator("#files").get_by_role("link", name=SCAN.name)).to_be_visible()


def confirm(chen: Visitor, entry: int) -> None:
    """He reads it, the scan too, and answers."""
    chen.open("/verifications")
    chen.page.locator(f'main a[href^="/evidence/{entry}"]').first.click()
    with chen.page.expect_download() as found:
        chen.page.locator("#files a").first.click()
    assert found.value.suggested_filename == SCAN.name
    chen.field("Yes, that is how it was").check()
    chen.button("Send the answer").click()
    chen.shows("Confirmed. Thank you.")


def meet_the_goal(lin: Visitor, entry: int) -> None:
    goal = lin.site.ask("SELECT max(id) FROM goal WHERE person_id = ?", lin.site.person("linxiaoyu"))
    lin.open(f"/goals/{goal}")
    lin.page.locator("summary", has_text=lin.say("Goal met")).click()
    lin.page.locator(f'input[name=evidence][value="{entry}"]').check()
    lin.button("Met with this evidence").click()
    lin.shows("Met. Well done.")
