"""One cell → what it says, or why it cannot be taken."""

import re
import unicodedata
from datetime import date

from pydantic_core import PydanticCustomError

from app.imports.fields import BY_KEY, DATES
from app.kit.i18n import gettext as _
from app.kit.sheets import Cell, as_day, as_key, as_text
from app.kit.sheets.cells import Order
from app.kit.sheets.sheet import UNREADABLE
from app.kit.text import clean

FIRST, LAST = date(1950, 1, 1), date(2200, 1, 1)
_PATH = re.compile(r"\s*[/／\\＼>＞›→、]\s*")
_SEVERAL = re.compile(r"\s*[;；,，、|\n]\s*")
Value = str | date | tuple[str, ...]


class Wrong(Exception):
    """A sentence about one cell."""


def value(key: str, cell: Cell, order: Order) -> Value | None:
    """What a cell says about the field `key`; None when it is empty. Raises Wrong."""
    if key in DATES:
        return _day(cell, order)
    found = _line(
        as_key(cell) if key == "staff_number" else as_text(cell),
        BY_KEY[key].width if key not in ("dotted", "department") else 2000,
    )
    if not found:
        return None
    if key == "department":
        return _path(found)
    if key == "dotted":
        return tuple(dict.fromkeys(part for part in _SEVERAL.split(found) if part))
    return found


def _day(cell: Cell, order: Order) -> date | None:
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    found = as_day(cell, order)
    if found is None:
        other = order == "ymd" and as_day(cell, "mdy") and as_day(cell, "dmy")
        raise Wrong(_("This may be either of two days.") if other else _("Must be a date such as 2026-11-23."))
    if not FIRST <= found <= LAST:
        raise Wrong(_("This day is outside what is possible here."))
    return found


def _line(raw: str, most: int) -> str:
    try:
        found = " ".join(clean(raw).split())
    except PydanticCustomError as error:
        raise Wrong(_(UNREADABLE)) from error
    if len(found) > most:
        raise Wrong(_("At most %(most)s characters; this has %(now)s.", most=most, now=len(found)))
    return found


def path(found: str) -> tuple[str, ...]:
    """The names in a path of departments."""
    return tuple(part for part in _PATH.split(found) if part)


def _path(found: str) -> tuple[str, ...]:
    parts = path(found)
    if not parts or len(parts) > 12:
        raise Wrong(_("A department has one to twelve names, such as Company / Region / Team."))
    if long := next((part for part in parts if len(part) > 200), None):
        raise Wrong(_("At most %(most)s characters; this has %(now)s.", most=200, now=len(long)))
    return parts


def joined(family: str, given: str) -> str:
    """A whole name from its two parts: Chinese ones without a space, others in the Western order."""
    if family and given and all(unicodedata.category(ch) == "Lo" for ch in family + given):
        return family + given
    return " ".join(part for part in (given, family) if part)
