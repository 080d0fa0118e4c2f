"""The sites that browser tests visit, one for each framework, and the visitors."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.browser import packages
from tests.browser.site import ROOT, Site, running
from tests.browser.visitor import LANGUAGES, MODES, Mode, Visitor, options

OpenVisitor = Callable[..., Visitor]


@pytest.fixture(scope="session", autouse=True)
def _from_npm() -> None:
    if not packages.complete():
        pytest.skip(packages.HOW)


@pytest.fixture(scope="session")
def base_url() -> None:
    """Pages are opened by the site's own address; the plugin's fixture warns under this pytest."""


@pytest.fixture(scope="session")
def running_site(_from_npm: None) -> Iterator[Site]:
    with running(ROOT / "data") as site:
        yield site


@pytest.fixture
def site(running_site: Site) -> Iterator[Site]:
    """The demo organisation as it was filled, served; whatever is done there must not be an error in the log."""
    running_site.reset()
    yield running_site
    assert not running_site.errors()


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> Mode:
    found: Mode = request.param
    return found


@pytest.fixture
def visit(site: Site, new_context: Callable[..., BrowserContext]) -> OpenVisitor:
    """`visit(language, mode, login)` opens a browser of its own; signed in where a login is given."""

    def opened(language: str = "zh", mode: Mode = "script", login: str = "", **more: Any) -> Visitor:
        visitor = Visitor(site, new_context(**{**options(language, mode), **more}), language, mode)
        if login:
            visitor.sign_in(login)
        return visitor

    return opened


@pytest.fixture
def anybody(visit: OpenVisitor, language: str, mode: Mode) -> Visitor:
    """A browser in every language and mode, nobody signed in."""
    return visit(language, mode)
