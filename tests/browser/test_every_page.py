"""Every page in both languages: accessible on desk and phone, in light and dark, without a complaint of the browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser import pages
from tests.browser.examine import Complaints, faults
from tests.browser.site import Site
from tests.browser.visitor import LANGUAGES, Visitor, options

pytestmark = pytest.mark.browser


class Crowd:
    """A signed-in browser for each person of the demo, opened when it is first needed."""

    def __init__(self, site: Site, browser: Browser, language: str) -> None:
        self.site, self.browser, self.language = site, browser, language
        self.visitors: dict[str, Visitor] = {}
        self.complaints: dict[str, Complaints] = {}

    def visitor(self, login: str) -> Visitor:
        if login not in self.visitors:
            visitor = Visitor(self.site, self.browser.new_context(**options(self.language)), self.language)
            if login:
                visitor.sign_in(login)
            self.visitors[login] = visitor
            self.complaints[login] = Complaints(visitor.page, self.site.origin)
        return self.visitors[login]

    def examine(self, login: str, address: str, status: int = 200) -> list[str]:
        """Open the page and say what is wrong with it."""
        visitor = self.visitor(login)
        answer = visitor.open(address)
        assert answer.status == status, f"{login} {address}"
        assert visitor.page.locator("html.quick").count() == 1, "htmx is not there"
        said = [*faults(visitor.page), *self.complaints[login].take(status)]
        return [f"{login or 'anybody'} {address}: {words}" for words in said]


@pytest.fixture(scope="module", params=LANGUAGES)
def crowd(request: pytest.FixtureRequest, running_site: Site, browser: Browser) -> Iterator[Crowd]:
    running_site.reset()
    found = Crowd(running_site, browser, request.param)
    yield found
    for visitor in found.visitors.values():
        visitor.context.close()
    assert not running_site.errors()


@pytest.fixture(scope="module")
def names(crowd: Crowd) -> pages.Names:
    return pages.prepare(*(crowd.visitor(login) for login in ("zhaolei", "chenjianguo", "admin")))


@pytest.mark.parametrize("route", pages.routes())
def test_a_page_is_without_fault(crowd: Crowd, names: pages.Names, route: str):
    found = [fault for login, address in pages.addresses(route) for fault in crowd.examine(login, names.fill(address))]
    assert not found, "\n".join(found)


def test_problems_are_told_without_fault(crowd: Crowd):
    found = [fault for problem in pages.PROBLEMS for fault in crowd.examine(*problem)]
    assert not found, "\n".join(found)
