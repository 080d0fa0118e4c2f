"""A certificate that somebody else confirms: asked, looked at, returned, asked again, confirmed."""

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Mode, Visitor
from tests.evidence.acts import form

pytestmark = pytest.mark.browser


def ask(writer: Visitor, entry: int) -> None:
    """Ask the manager, who stands first."""
    writer.open(f"/evidence/{entry}")
    writer.page.get_by_text(writer.say("Ask somebody to verify it")).click()
    writer.button("Ask").click()
    writer.shows("Asked. You see the answer here.")


def test_a_manager_confirms(visit, language: str, mode: Mode):
    lin, chen = visit(language, mode, "linxiaoyu"), visit(language, mode, "chenjianguo")
    answer = lin.context.request.post(
        f"{lin.site.origin}/evidence", form=form("certificate"), headers={"Sec-Fetch-Site": "same-origin"}
    )
    entry = int(answer.url.rpartition("/")[2])
    ask(lin, entry)

    chen.open("/verifications")
    chen.link("Look at it and answer").last.click()
    chen.field("Not quite: send it back").check()
    chen.button("Send the answer").click()
    chen.fault("Comment", "Say what should be changed.")
    chen.field("Comment").fill("the number is missing a digit")
    chen.button("Send the answer").click()
    chen.at("/verifications")
    chen.shows("Returned, with your comment.")

    ask(lin, entry)
    expect(lin.page.get_by_text("the number is missing a digit")).to_be_visible()
    chen.open(f"/evidence/{entry}")
    chen.field("Yes, that is how it was").check()
    chen.button("Send the answer").click()
    chen.shows("Confirmed. Thank you.")
    lin.open(f"/evidence/{entry}")
    lin.shows("Verified")
    expect(lin.page.locator("#verification")).to_contain_text(lin.say("confirmed"))
