"""Coming in and going out, as people do it."""

from playwright.sync_api import Page, expect

from tests.browser.site import PASSWORD
from tests.browser.visitor import Visitor

TABS = 12


def sign_in(visitor: Visitor, login: str, password: str = PASSWORD, *, keyboard: bool = False) -> None:
    """From the sign-in page to my page."""
    visitor.open("/")
    visitor.at("/sign-in")
    visitor.heading(visitor.say("See the next rung, and what is between."))
    if keyboard:
        _by_keyboard(visitor, login, password)
    else:
        visitor.field("Sign-in name").fill(login)
        visitor.field("Password").fill(password)
        visitor.button("Sign in").click()
    visitor.at("/")


def _by_keyboard(visitor: Visitor, login: str, password: str) -> None:
    keyboard = visitor.page.keyboard
    tab_to(visitor.page, "#f-login")
    keyboard.type(login)
    keyboard.press("Tab")
    expect(visitor.field("Password")).to_be_focused()
    keyboard.type(password)
    keyboard.press("Tab")
    expect(visitor.button("Sign in")).to_be_focused()
    keyboard.press("Enter")


def tab_to(page: Page, selector: str, tabs: int = TABS) -> None:
    """Press Tab until the focus is there."""
    for _ in range(tabs):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"{selector} is not reached with {tabs} tabs")


def sign_out(visitor: Visitor) -> None:
    visitor.menu().get_by_role("button", name=visitor.say("Sign out"), exact=True).click()
    visitor.at("/sign-in")
    visitor.shows("You are signed out.")
    visitor.open("/gaps")
    visitor.at("/sign-in")
