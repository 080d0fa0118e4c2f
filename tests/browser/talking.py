"""Leading a review conversation as a manager does, with script and without; and the person's answer to it."""

import re

from playwright.sync_api import expect

from tests.browser.visitor import Visitor

REASON = "按平时的交付看，跨部门那段还需要人带。"
CHANCE = "下季度的区域促销由你牵头"


def keep_promises(visitor: Visitor, id: int) -> None:
    """Each promise of last time that wants an answer was kept."""
    waiting = visitor.page.locator("li[id^=promise-]", has_text=visitor.say("wants an answer before signing"))
    while waiting.count():
        before = waiting.count()
        one = waiting.first
        one.locator("summary").click()
        one.get_by_role("button", name=visitor.say("Kept"), exact=True).click()
        visitor.at(f"/conversations/{id}")
        expect(waiting).to_have_count(before - 1)


def take_common_ground(visitor: Visitor) -> None:
    button = visitor.button("Take what both say")
    if button.count():
        button.click()
        visitor.shows("Taken over: whatever both of you said alike is agreed now.")


def agree_on_the_rest(visitor: Visitor, id: int) -> None:
    """What is not agreed yet gets an answer with a reason; 'no opportunity' an answer of the manager, too."""
    empty = visitor.page.locator('.talked input[type=radio][value=""]:checked')
    for name in [one.get_attribute("name") or "" for one in empty.all()]:
        _agree(visitor, name.split(".")[1])
    for field in visitor.page.locator('input[name^="chance."][name$=".title"]').all():
        if not field.input_value():
            _offer(visitor, id, (field.get_attribute("name") or "").split(".")[1])


def _agree(visitor: Visitor, competency: str) -> None:
    """Three of the scale, or that there was no opportunity where she says so; the reason where one is asked for."""
    card = visitor.page.locator(f"#{competency}")
    said = "none" if card.locator(f"#chance-{competency} input").count() else "3"
    card.locator(f'input[name="agreed.{competency}.answer"][value="{said}"]').check()
    reason = card.locator(f'textarea[name="agreed.{competency}.reason"]')
    if reason.is_visible():
        reason.fill(REASON)
    if visitor.quick:
        expect(card.locator(f"#state-{competency}")).to_contain_text(re.compile(r"\d\d:\d\d"))


def _offer(visitor: Visitor, id: int, competency: str) -> None:
    """The manager answers 'no opportunity yet' with a chance."""
    card = visitor.page.locator(f"#{competency}")
    card.locator(f'input[name="chance.{competency}.title"]').fill(CHANCE)
    card.locator(f'input[name="chance.{competency}.due_on"]').fill("2027-06-30")
    if visitor.quick:
        with visitor.page.expect_response(re.compile(rf"/conversations/{id}/opportunities/{competency}")) as found:
            card.locator(f"#chance-{competency} button").click()
        assert found.value.status == 200


def promise(visitor: Visitor, id: int, title: str, due_on: str) -> None:
    """A commitment of the manager's own."""
    visitor.page.locator('input[name="promise.title"]').fill(title)
    visitor.page.locator('input[name="promise.due_on"]').fill(due_on)
    if visitor.quick:
        with visitor.page.expect_response(re.compile(rf"/conversations/{id}/commitments")) as found:
            visitor.page.locator("#commitments").get_by_role("button", name=visitor.say("Add"), exact=True).click()
        assert found.value.status == 200
        expect(visitor.page.locator("#commitments")).to_contain_text(title)


def note(visitor: Visitor, id: int, text: str, held_on: str) -> None:
    with_text = visitor.page.locator('textarea[name="notes.text"]')
    with_text.fill(text)
    day = visitor.page.locator('input[name="notes.held_on"]')
    if not visitor.quick:
        return day.fill(held_on)
    with visitor.page.expect_response(re.compile(rf"/conversations/{id}/notes")):
        day.fill(held_on)
        day.dispatch_event("change")
    expect(visitor.page.locator("#notes-state")).to_contain_text(re.compile(r"\d\d:\d\d"))


def sign(visitor: Visitor, id: int) -> None:
    """Through the page that shows the record as it will be frozen."""
    if visitor.quick:
        visitor.link("Go to the signature").click()
    else:
        visitor.button("Save all and go to the signature").click()
    visitor.at(f"/conversations/{id}/signature")
    lacking = visitor.page.locator("section.notice li").all_inner_texts()
    assert not lacking, (id, lacking)
    visitor.button("Sign and freeze").click()
    visitor.at(f"/conversations/{id}/records/1")


def acknowledge(visitor: Visitor, id: int, *, dissents: bool) -> None:
    """The person has read it; she may write that she does not agree."""
    visitor.open(f"/conversations/{id}/records/1")
    if dissents:
        visitor.page.locator("details", has=visitor.page.locator("textarea[name=words]")).locator("summary").click()
        visitor.page.locator("textarea[name=words]").fill("沟通这一项我看法不同，会议纪要可查。")
        visitor.page.locator('form[action*="/dissent"] button').click()
        visitor.at(f"/conversations/{id}/records/1")
    visitor.page.locator('form[action*="/acknowledgement"] button').click()
    visitor.at(f"/conversations/{id}/records/1")
    assert visitor.site.ask(
        "SELECT count(*) FROM record_answer a JOIN conversation_record r ON r.id = a.record_id "
        "WHERE r.participant_id = ? AND a.kind = 'acknowledged'",
        id,
    )
