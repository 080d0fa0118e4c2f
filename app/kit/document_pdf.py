"""A document as the data of app/typst/file.typ: plain values, paths as points."""

import re
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

from app.kit import typeset
from app.kit.document import Document
from app.kit.i18n import gettext as _

# they show nothing, and some readers would find them in other words that share a glyph
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_COMMAND = re.compile(r"([MLZ])(?:(-?[\d.]+),(-?[\d.]+))?")


def pdf(document: Document, folder: Path | None, *, system_fonts: bool = True) -> bytes:
    """The PDF; NoFont or TooLong when it cannot be made."""
    data = plain(document) | {
        "product": _("Channel Ladder"),
        "contents": _("Contents"),
        "as-of": _("As of %(moment)s", moment=document.made),
        "left-out": _("Not in this PDF:"),
    }
    return typeset.render("file", data, folder, system_fonts=system_fonts)


def plain(value: Any) -> Any:
    """Dataclasses as dictionaries; a path of a chart as its segments, a ring as its corners."""
    if is_dataclass(value) and not isinstance(value, type):
        value = {name: getattr(value, name) for name in value.__dataclass_fields__}
    if isinstance(value, dict):
        found = {name: plain(inner) for name, inner in value.items()}
        if isinstance(found.get("path"), str) and "points" in found:
            found["segments"] = segments(found["path"])
        if "rings" in found:
            found["rings"] = [[_point(corner) for corner in ring.split(" ")] for ring in found["rings"]]
        return found
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return _DIRECTION.sub("", value) if isinstance(value, str) else value


def segments(path: str) -> list[list[dict[str, float]]]:
    """The unbroken parts of SVG path data made of M, L and Z."""
    found: list[list[dict[str, float]]] = []
    for command, x, y in _COMMAND.findall(path):
        if command == "Z":
            found[-1].append(found[-1][0])
        elif command == "M":
            found.append([{"x": float(x), "y": float(y)}])
        else:
            found[-1].append({"x": float(x), "y": float(y)})
    return found


def _point(corner: str) -> dict[str, float]:
    x, y = corner.split(",")
    return {"x": float(x), "y": float(y)}
