"""What is looked for on every page: accessibility, sideways scrolling, complaints of the browser."""

from collections.abc import Iterator

from playwright.sync_api import ConsoleMessage, Page, Request

from app.settings import HTMX_URL
from tests.browser import packages
from tests.browser.visitor import DESKTOP

PHONE = {"width": 360, "height": 740}
EVERYTHING = "{resultTypes: ['violations']}"
# what depends on the colour scheme alone, so that the rest is not asked four times
OF_COLOUR = "{resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block']}"
RUN = """axe.run(document, %s).then(found => found.violations.map(rule =>
  rule.id + ': ' + rule.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')))"""
TOO_WIDE = """() => {
  const root = document.documentElement, over = root.scrollWidth - root.clientWidth;
  if (over <= 0) return '';
  const wide = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > root.clientWidth);
  return `${over}px: ` + wide.slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(' | ');
}"""


class Complaints:
    """What the browser says about the pages opened in a page: console, failed scripts, requests to elsewhere."""

    def __init__(self, page: Page, origin: str) -> None:
        self.found: list[str] = []
        self.origin = origin
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.found.append(f"error in a script: {error}"))
        page.on("request", self._asked)

    def take(self, status: int = 200) -> list[str]:
        """What was said since the last time; that an error page is one is said by the browser itself."""
        taken, self.found = self.found, []
        return [
            words for words in taken if status < 400 or f"the server responded with a status of {status}" not in words
        ]

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.found.append(f"{message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:")) and request.url != HTMX_URL:
            self.found.append(f"asked elsewhere: {request.url}")


def faults(page: Page) -> Iterator[str]:
    """Of the page that is open: on a desk and on a phone, in light and in dark."""
    page.evaluate(packages.axe())
    for name, size in (("desk", DESKTOP), ("phone", PHONE)):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        if name == "phone" and (wide := page.evaluate(TOO_WIDE)):
            yield f"{name}: scrolls sideways by {wide}"
        for scheme, rules in (("light", EVERYTHING), ("dark", OF_COLOUR)):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            for rule in page.evaluate(RUN % rules):
                yield f"{name}, {scheme}: {rule}"
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
