"""A workbook around its sheets: which there are, the texts they share, and which numbers are days."""

import re
from typing import Literal

from app.kit.i18n import gettext as _
from app.kit.sheets.cells import tidy
from app.kit.sheets.markup import Walker, attribute, broken
from app.kit.sheets.package import MOST_OF_STRINGS, Package, Relations
from app.kit.sheets.sheet import Raw, Unreadable

Style = Literal["", "day"] | int
"""What a number's format makes of it: nothing, a day, or so many digits with zeros in front."""

# ECMA-376 part 1, 18.8.30: formats without a code of their own; 27–36 and 50–58 are days in Chinese
DAYS = frozenset((14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)))
_WORDS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
MOST_SHEETS = 200


class Workbook(Walker):
    """`sheets`: name → part, the hidden ones left out. Unreadable when it is no workbook, or one of another kind."""

    def __init__(self, package: Package) -> None:
        super().__init__()
        root = Relations(package, "")
        path = root.by_kind.get("officeDocument", "")
        if path.lower().endswith(".bin") or not path:
            raise Unreadable(_("This is not an XLSX workbook. Please save it as XLSX or CSV."))
        relations = Relations(package, path)
        self.sheets: dict[str, str] = {}
        self.from_1904 = False
        self._parts = relations.found
        package.walk(self, path)
        if not self.sheets or len(self.sheets) > MOST_SHEETS:
            raise broken()
        self.strings = Strings(package, relations.by_kind.get("sharedStrings", "")).found
        self.styles = Styles(package, relations.by_kind.get("styles", "")).found

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.from_1904 = attribute(attributes, "date1904").lower() in ("1", "true")
        elif name == "sheet" and attribute(attributes, "state") not in ("hidden", "veryHidden"):
            path = self._parts.get(attribute(attributes, "id"), "")
            if "worksheets/" in path.lower() or "/" not in path:
                self.sheets[attribute(attributes, "name")[:200]] = path


class Strings(Walker):
    """The texts that cells share, in order. How a text is pronounced is no part of it."""

    def __init__(self, package: Package, path: str) -> None:
        super().__init__()
        self.found: list[Raw] = []
        self._runs: list[str] = []
        self._aside = 0
        if path and path in package:
            package.walk(self, path, MOST_OF_STRINGS)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._runs = []
        elif name == "rPh":
            self._aside += 1
        elif name == "t" and not self._aside:
            self.collect()

    def end(self, name: str) -> None:
        if name == "t" and not self._aside:
            self._runs.append(self.collected())
        elif name == "rPh":
            self._aside -= 1
        elif name == "si":
            self.found.append(tidy(unescaped("".join(self._runs))))


class Styles(Walker):
    """What the format of each style makes of numbers."""

    def __init__(self, package: Package, path: str) -> None:
        super().__init__()
        self.found: list[Style] = []
        self._codes: dict[str, str] = {}
        self._inside = False
        if path and path in package:
            package.walk(self, path)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._codes[attribute(attributes, "numFmtId")] = attribute(attributes, "formatCode")
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            format = attribute(attributes, "numFmtId") or "0"
            self.found.append(_style(format, self._codes.get(format)))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False


def _style(format: str, code: str | None) -> Style:
    if code is None:
        return "day" if format.isdecimal() and int(format) in DAYS else ""
    first = _WORDS.sub("", code).split(";")[0].lower().strip()
    if re.fullmatch("0{2,60}", first):
        return len(first)
    # minutes are m as well: a month stands with a year or a day
    return "day" if "general" not in first and re.search("[yde年]", first) and not re.search("[0#]", first) else ""


def unescaped(text: str) -> str:
    """Excel writes characters that XML lacks as _x0007_."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
