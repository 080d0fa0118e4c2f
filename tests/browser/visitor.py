"""One person's browser: in a language, and with script, without it, or where the CDN cannot be reached."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

from playwright.sync_api import BrowserContext, Locator, Page, Response, Route, expect

from app.kit.i18n import Text, gettext, known, ngettext, speaking
from app.settings import HTMX_URL
from tests.browser import packages
from tests.browser.site import PASSWORD, Site

Mode = Literal["script", "no-script", "no-cdn"]
LANGUAGES = ("zh", "en")
MODES: tuple[Mode, ...] = ("script", "no-script", "no-cdn")
LOCALES = {"zh": "zh-CN", "en": "en-US"}
DESKTOP = {"width": 1280, "height": 900}


def options(language: str, mode: Mode = "script") -> dict[str, Any]:
    """How to open the context of a visitor."""
    return {"locale": LOCALES[language], "java_script_enabled": mode != "no-script", "viewport": DESKTOP}


def answer_cdn(route: Route) -> None:
    """What the CDN answers; the page's integrity check stays on."""
    route.fulfill(body=packages.htmx(), content_type="text/javascript", headers={"Access-Control-Allow-Origin": "*"})


class Visitor:
    """A browser context on the site, with one page open in it."""

    def __init__(self, site: Site, context: BrowserContext, language: str, mode: Mode = "script") -> None:
        self.site, self.context, self.language, self.mode = site, context, language, mode
        context.set_default_timeout(10_000)
        context.route(HTMX_URL, lambda route: route.abort() if mode == "no-cdn" else answer_cdn(route))
        self.page: Page = context.new_page()

    @property
    def quick(self) -> bool:
        """Whether ratings save themselves."""
        return self.mode == "script"

    def say(self, message: str, /, **values: object) -> str:
        """A message of the product in this visitor's language; one that it does not have is a slip in the test."""
        assert known(message), f"the product has no message {message!r}"
        with speaking(self.language):
            return gettext(message, **values)

    def text(self, text: Text) -> str:
        """A text of the framework in this visitor's language."""
        return text.in_(self.language)

    def say_n(self, one: str, many: str, n: int, /, **values: object) -> str:
        assert known((one, 0)) or known(one), f"the product has no message {one!r}"
        with speaking(self.language):
            return ngettext(one, many, n, **values)

    def pattern(self, message: str, **values: str) -> "re.Pattern[str]":
        r"""A message whose values are regular expressions: `pattern("Saved %(time)s", time=r"\d\d:\d\d")`."""
        marks = {name: f"\0{name}\0" for name in values}
        text = re.escape(self.say(message, **marks))
        for name, mark in marks.items():
            text = text.replace(re.escape(mark), values[name])
        return re.compile(text)

    def open(self, path: str) -> Response:
        answer = self.page.goto(self.site.origin + path)
        assert answer is not None, path
        return answer

    def at(self, path: str) -> None:
        """The page that is open is this one, its query left aside."""
        expect(self.page).to_have_url(re.compile(rf"^{re.escape(self.site.origin + path)}([?#].*)?$"))

    def sign_in(self, login: str, password: str = PASSWORD) -> None:
        """A session without going through the page."""
        answer = self.context.request.post(
            f"{self.site.origin}/session",
            form={"login": login, "password": password},
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        assert answer.ok and "/sign-in" not in answer.url, answer.url

    def button(self, message: str, **values: object) -> Locator:
        return self.page.get_by_role("button", name=self.say(message, **values), exact=True)

    def link(self, message: str, **values: object) -> Locator:
        return self.titled(self.say(message, **values))

    def titled(self, text: str) -> Locator:
        """A link of the page's content, by what stands on it: a title, a name."""
        return self.page.locator("main").get_by_role("link", name=text, exact=True)

    def field(self, message: str, **values: object) -> Locator:
        return self.page.get_by_label(self.say(message, **values), exact=True)

    def place(self, message: str) -> Locator:
        """A link of the main navigation."""
        places = self.page.get_by_role("navigation", name=self.say("Main"), exact=True)
        return places.get_by_role("link", name=self.say(message), exact=True)

    def shows(self, message: str, /, **values: object) -> None:
        """The words stand on the page and can be seen."""
        expect(self.page.get_by_text(self.say(message, **values)).first).to_be_visible()

    def fault(self, label: str, message: str) -> None:
        """A field is marked as wrong, and what is wrong belongs to it for those who hear the page, too."""
        expect(self.field(label)).to_have_accessible_description(re.compile(re.escape(self.say(message))))
        expect(self.field(label)).to_have_attribute("aria-invalid", "true")

    def heading(self, text: str) -> None:
        expect(self.page.locator("h1")).to_have_text(text)

    def menu(self) -> Locator:
        """The account menu, opened."""
        found = self.page.locator(".masthead-end details.menu")
        found.locator("summary").click()
        return found

    def saved(self) -> "re.Pattern[str]":
        return self.pattern("Saved %(time)s", time=r"([01]\d|2[0-3]):[0-5]\d")

    @contextmanager
    def saving(self, status: int = 200) -> Iterator[None]:
        """A rating is sent by htmx inside the block; its answer has come at the end."""
        sent: Callable[[Response], bool] = lambda answer: (  # noqa: E731
            answer.request.method == "PUT" and "/ratings/" in answer.url
        )
        with self.page.expect_response(sent) as found:
            yield
        assert found.value.status == status, found.value.status
