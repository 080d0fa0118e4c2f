"""One pass over the XML of a sheet before it is opened: how large it is, formulas, merged cells, numbers with zeros."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat
from zipfile import ZipFile

from app.kit.i18n import gettext as _
from app.kit.sheets.sheet import MOST_COLUMNS, MOST_ROWS, Fault, Unreadable, column_index, column_letters, whole_file

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ZEROS = re.compile(r"0{2,20}")


@dataclass
class Scan:
    """What stands where in one sheet; rows and columns count from 0.

    `formulas`, `errors`: cells. `merged`: (first row, first column, last row, last column). `zeros`: cell → how many
    digits its number format shows at least.
    """

    formulas: list[tuple[int, int]] = field(default_factory=list)
    errors: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    zeros: dict[tuple[int, int], int] = field(default_factory=dict)


def parse(data: bytes, start: Any, end: Any = None, text: Any = None) -> None:
    """Read XML with handlers for its elements. Unreadable where it is none, or brings definitions of its own."""
    parser = expat.ParserCreate(namespace_separator=None)
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _no_definitions
    parser.EntityDeclHandler = _no_definitions
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise whole_file(_("This file is damaged, or no .xlsx file.")) from None


def _no_definitions(*_values: object) -> None:
    raise whole_file(_("This file holds definitions that no spreadsheet writes."))


def sheets(package: ZipFile) -> dict[str, str]:
    """Name of each sheet → its part of the package, in the order of the file."""
    targets: dict[str, str] = {}
    found: dict[str, str] = {}

    def relation(name: str, values: Mapping[str, str]) -> None:
        if name.rpartition(":")[2] == "Relationship" and values.get("TargetMode") != "External":
            targets[values.get("Id", "")] = values.get("Target", "")

    def sheet(name: str, values: Mapping[str, str]) -> None:
        if name.rpartition(":")[2] == "sheet" and values.get("state", "visible") == "visible":
            found[values.get("name", "")] = values.get("r:id", "")

    parse(_part(package, "xl/_rels/workbook.xml.rels"), relation)
    parse(_part(package, "xl/workbook.xml"), sheet)
    return {name: _path(targets.get(id, "")) for name, id in found.items()}


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _part(package: ZipFile, path: str) -> bytes:
    try:
        return package.read(path)
    except (KeyError, OSError, ValueError):
        raise whole_file(_("This file is damaged, or no .xlsx file.")) from None


def digits(package: ZipFile) -> list[int]:
    """For each cell style how many digits it shows at least; 0 where it has no such format (00000 has five)."""
    codes: dict[str, int] = {}
    styles: list[int] = []
    inside: list[str] = []

    def start(name: str, values: Mapping[str, str]) -> None:
        tag = name.rpartition(":")[2]
        inside.append(tag)
        if tag == "numFmt" and _ZEROS.fullmatch(values.get("formatCode", "")):
            codes[values.get("numFmtId", "")] = len(values["formatCode"])
        elif tag == "xf" and "cellXfs" in inside:
            styles.append(codes.get(values.get("numFmtId", ""), 0))

    if "xl/styles.xml" in package.namelist():
        parse(package.read("xl/styles.xml"), start, lambda _name: inside.pop())
    return styles


def scan(package: ZipFile, path: str) -> Scan:
    """One sheet. Unreadable when a cell lies beyond the bounds."""
    found, styles = Scan(), digits(package)
    at = (0, 0)

    def start(name: str, values: Mapping[str, str]) -> None:
        nonlocal at
        tag = name.rpartition(":")[2]
        if tag == "c":
            at = _place(values.get("r", ""), at)
            if values.get("t") == "e":
                found.errors.append(at)
            style = values.get("s", "")
            if style.isdigit() and int(style) < len(styles) and styles[int(style)]:
                found.zeros[at] = styles[int(style)]
        elif tag == "f":
            found.formulas.append(at)
        elif tag == "mergeCell":
            first, _colon, last = values.get("ref", "").partition(":")
            found.merged.append((*_place(first, (0, 0)), *_place(last or first, (0, 0))))

    parse(_part(package, path), start)
    return found


def _place(reference: str, before: tuple[int, int]) -> tuple[int, int]:
    """(row, column) of a reference such as B7; without one the next after the cell before."""
    match = _PLACE.fullmatch(reference)
    row, column = (int(match[2]) - 1, column_index(match[1])) if match else (before[0], before[1] + 1)
    if column >= MOST_COLUMNS:
        reason = _("More than %(most)s columns.", most=MOST_COLUMNS)
        raise Unreadable([Fault(row + 1, column_letters(column), "", reason)])
    if row >= MOST_ROWS + 20 or row < 0:
        raise Unreadable([Fault(row + 1, "", "", _("More than %(most)s rows.", most=f"{MOST_ROWS:,}"))])
    return row, column
