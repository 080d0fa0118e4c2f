"""Evidence in a browser: written, filtered, deleted and restored; with script, without, and without the CDN."""

import pytest
from playwright.sync_api import Dialog, expect

from tests.browser.conftest import OpenVisitor
from tests.browser.visitor import Mode, Visitor

pytestmark = pytest.mark.browser

TITLE = "春茶季12店联合活动"


def ties(visitor: Visitor, competency: str):
    return visitor.page.locator(f"input[name=competencies][value={competency}]")


def write(visitor: Visitor) -> None:
    """A project with a number, through the choice of a kind."""
    visitor.open("/evidence/new")
    visitor.page.locator("a.kind").first.click()
    visitor.field("Title").fill(TITLE)
    visitor.field("Role").select_option("led")
    visitor.field("Started on").fill("2026-03-01")
    row = visitor.page.get_by_role("group", name=visitor.say("Result %(n)s", n=1), exact=True)
    row.get_by_label(visitor.say("Result"), exact=True).select_option("sales")
    row.get_by_label(visitor.say("Number"), exact=True).fill("1,280,000")
    fold = visitor.page.locator(".ties details").nth(visitor.page.locator(".ties details").count() - 1)
    expect(fold).to_be_hidden()
    ties(visitor, "adaptability").check()
    expect(fold).to_be_visible()
    fold.locator("summary").click()
    fold.locator("input").first.check()


def test_written_filtered_deleted_restored(visit: OpenVisitor, language: str, mode: Mode):
    lin = visit(language, mode, "linxiaoyu")
    write(lin)
    lin.button("Add").click()
    lin.heading(TITLE)
    lin.shows("Added. A file or a word from somebody else makes it stronger.")
    expect(lin.page.locator(".results")).to_contain_text("1,280,000")
    lin.open("/evidence")
    lin.field("Kind").select_option("learning")
    if mode != "script":
        lin.button("Show").click()
    expect(lin.page.locator("#entries")).not_to_contain_text(TITLE)
    lin.page.get_by_label(lin.say("Kind"), exact=True).select_option("project")
    if mode != "script":
        lin.button("Show").click()
    lin.titled(TITLE).click()
    lin.page.get_by_text(lin.say("Delete this entry"), exact=True).click()
    lin.button("Delete").click()
    lin.at("/evidence")
    expect(lin.page.locator("#entries, .empty").first).not_to_contain_text(TITLE)
    lin.button("Restore").click()
    lin.heading(TITLE)
    lin.shows("Restored.")


def test_what_is_wrong_is_said_beside_the_field(visit: OpenVisitor, language: str):
    lin = visit(language, "script", "linxiaoyu")
    write(lin)
    lin.field("Ended on").fill("2026-02-01")
    lin.button("Add").click()
    lin.fault("Ended on", "This day is before the one it follows; please check both.")
    expect(lin.field("Title")).to_have_value(TITLE)


def test_leaving_unsaved_text_warns(visit: OpenVisitor):
    lin = visit("zh", "script", "linxiaoyu")
    write(lin)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    lin.page.on("dialog", stay)
    lin.link("Cancel").click(no_wait_after=True)
    expect(lin.field("Title")).to_have_value(TITLE)
    assert asked == ["beforeunload"]
