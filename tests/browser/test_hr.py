"""HR enters a person with level and manager, then changes the level."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from app.kit import clock
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

TYPED = {
    "Name": "许佳宁",
    "Name in Latin letters": "Xu Jianing",
    "Staff number": "CL90001",
    "E-mail": "xu.jianing@example.com",
    "Department": "上海组",
}


def test_a_new_person_and_her_next_level(anybody: Visitor):
    anybody.sign_in("wangfang")
    anybody.open("/people")
    anybody.link("Add a person").click()
    anybody.heading(anybody.say("Add a person"))
    fill_in(anybody)
    misspell_the_manager(anybody)
    add(anybody)
    change_level(anybody)


def title(visitor: Visitor, level: str) -> str:
    found = visitor.site.framework.level(level)
    assert found is not None
    return visitor.text(found.title)


def name(visitor: Visitor) -> str:
    return TYPED["Name" if visitor.language == "zh" else "Name in Latin letters"]


def fill_in(visitor: Visitor) -> None:
    for label, text in TYPED.items():
        visitor.field(label).fill(text)
    visitor.field("Joined on").fill((clock.today() - timedelta(days=400)).isoformat())
    visitor.field("Level").select_option(label=title(visitor, "junior"))


def misspell_the_manager(visitor: Visitor) -> None:
    """The fault stands beside the field, and nothing that was typed is gone."""
    visitor.field("Reports to").fill("陈建园")
    visitor.button("Add").click()
    visitor.fault("Reports to", "Nobody has this name or staff number.")
    for label, text in TYPED.items():
        expect(visitor.field(label)).to_have_value(text)
    expect(visitor.field("Level")).to_have_value("junior")


def add(visitor: Visitor) -> None:
    visitor.field("Reports to").fill("陈建国")
    visitor.button("Add").click()
    visitor.heading(name(visitor))
    visitor.shows("Added.")
    boss = "陈建国" if visitor.language == "zh" else "Chen Jianguo"
    facts = visitor.page.locator(".head")
    expect(facts).to_contain_text(title(visitor, "junior"))
    expect(facts).to_contain_text(visitor.say("reports to %(name)s", name=boss))


def change_level(visitor: Visitor) -> None:
    visitor.link("Record").click()
    visitor.heading(visitor.say("Record of %(name)s", name=name(visitor)))
    visitor.field("New level").select_option(label=title(visitor, "intermediate"))
    visitor.page.locator('form[action$="/placements"] input[type=date]').fill(clock.today().isoformat())
    visitor.button("Put on this level").click()
    visitor.shows("Saved.")
    held = visitor.page.get_by_role("listitem")
    for level in ("junior", "intermediate"):
        expect(held.filter(has_text=title(visitor, level)).first).to_be_visible()
    visitor.titled(name(visitor)).click()
    expect(visitor.page.locator(".head")).to_contain_text(title(visitor, "intermediate"))
