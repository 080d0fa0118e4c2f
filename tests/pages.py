"""An answer of the application as a tree that tests can ask: elements by id or path, texts, form fields."""

from collections.abc import Iterable
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

from httpx import Response
from starlette.testclient import TestClient

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("document")
        self.open = [self.root]
        self.last: Element | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = SubElement(self.open[-1], tag, {name: value or "" for name, value in attrs})
        self.last = None
        if tag in VOID:
            self.last = element
        else:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.last = SubElement(self.open[-1], tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.last = self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.last is None:
            self.open[-1].text = (self.open[-1].text or "") + data
        else:
            self.last.tail = (self.last.tail or "") + data


class Page:
    """A page or a fragment. Every element must be closed in order, and no id may stand twice."""

    def __init__(self, response: Response) -> None:
        builder = _Builder()
        builder.feed(response.text)
        builder.close()
        assert builder.open == [builder.root], f"<{builder.open[-1].tag}> is never closed"
        self.root = builder.root
        ids = [element.get("id") for element in self.root.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), f"ids that stand twice: {sorted({id for id in ids if ids.count(id) > 1})}"

    def id(self, id: str) -> Element | None:
        """The element with this id."""
        return next((element for element in self.root.iter() if element.get("id") == id), None)

    def all(self, path: str) -> list[Element]:
        """The elements on a path such as `.//table/tbody/tr`."""
        return self.root.findall(path)

    def marked(self, class_: str) -> list[Element]:
        """The elements with a class."""
        return [element for element in self.root.iter() if class_ in element.get("class", "").split()]

    def links(self) -> list[str]:
        """Where the page leads to, without the parameters."""
        return [a.get("href", "").partition("?")[0] for a in self.root.iter("a")]

    @property
    def text(self) -> str:
        return text(self.root)

    @property
    def heading(self) -> str:
        return text(next(self.root.iter("h1")))

    def fields(self) -> dict[str, str]:
        """What a browser would send of the page's text fields and chosen radio buttons."""
        found = {}
        for field in self.root.iter("input"):
            if field.get("type") != "radio" or "checked" in field.attrib:
                found[field.get("name", "")] = field.get("value", "")
        for area in self.root.iter("textarea"):
            found[area.get("name", "")] = area.text or ""
        return found


def text(element: Element | None) -> str:
    """All text inside, white space folded."""
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def texts(elements: Iterable[Element]) -> list[str]:
    return [text(element) for element in elements]


def english(client: TestClient) -> TestClient:
    """The same browser, whose owner reads English."""
    client.headers["Accept-Language"] = "en"
    return client
