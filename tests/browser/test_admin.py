"""An administrator invites; the invited chooses a password in a browser of her own and is on her page."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenVisitor
from tests.browser.steps import sign_in
from tests.browser.visitor import Mode, Visitor

pytestmark = pytest.mark.browser

LOGIN = "newcomer"
PASSWORD = "短句更好记 and a long one is safer"
WITHOUT_ACCOUNT = """SELECT person.{} FROM person LEFT JOIN account ON account.person_id = person.id
                     WHERE account.id IS NULL AND person.left_on IS NULL ORDER BY person.id"""


def test_an_invitation_leads_to_my_page(visit: OpenVisitor, language: str, mode: Mode):
    admin, invited = visit(language, mode, "admin"), visit(language, mode)
    link = invite(admin)
    choose_a_password(invited, link)
    again = visit(language, mode)
    assert again.open(link).status == 404
    again.shows("This link has been used or is too old. Ask your administrator for a new one.")
    sign_in(again, LOGIN, PASSWORD)


def invite(admin: Visitor) -> str:
    """The path of the link; it is shown once."""
    admin.open("/people")
    admin.page.get_by_role("searchbox").fill(admin.site.ask(WITHOUT_ACCOUNT.format("staff_number")))
    admin.page.get_by_role("searchbox").press("Enter")
    person = admin.site.ask(WITHOUT_ACCOUNT.format("id"))
    admin.page.locator(f'#directory a[href^="/people/{person}"]').click()
    admin.link("Account").click()
    admin.shows("No account yet")
    admin.field("Sign-in name").fill(LOGIN)
    admin.button("Make the account and a link").click()
    admin.shows("Hand over this link. It works once, for seven days, and is shown only now:")
    shown = admin.page.locator(".notice code").inner_text()
    assert shown.startswith(f"{admin.site.origin}/invitations/")
    admin.open(f"/accounts/{person}")
    expect(admin.page.locator("main")).to_contain_text(LOGIN)
    expect(admin.page.locator("main")).not_to_contain_text("/invitations/")
    expect(admin.page.locator("dl.facts")).to_contain_text(admin.say("invited"))
    return shown.removeprefix(admin.site.origin)


def choose_a_password(invited: Visitor, link: str) -> None:
    invited.open(link)
    invited.heading(invited.say("Choose a password"))
    invited.field("New password").fill(PASSWORD)
    invited.field("Once more").fill(PASSWORD[:-1])
    invited.button("Set the password and sign in").click()
    invited.fault("Once more", "Type the same password once more.")
    invited.field("New password").fill(PASSWORD)
    invited.field("Once more").fill(PASSWORD)
    invited.button("Set the password and sign in").click()
    invited.at("/")
    invited.shows("Welcome. Your password is set.")
    expect(invited.page.locator(".masthead-end details.menu")).to_be_visible()
