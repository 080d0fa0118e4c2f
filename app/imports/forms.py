"""What the pages of imports send."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from app.imports.fields import BY_KEY
from app.imports.mapping import Mapped, Options
from app.kit.errors import Refused
from app.kit.forms import Posted
from app.kit.i18n import gettext as _
from app.kit.text import Number, OptionalLine
from app.people.forms import Day

MOST_WORDS = 60
"""So many unknown words for levels are asked about at once."""


class MappingForm(BaseModel):
    """The options beside the columns, which are fields column-0, column-1 …"""

    since: Day
    order: Literal["", "ymd", "mdy", "dmy"] = ""
    complete: bool = False
    clear: bool = False
    sheet: OptionalLine = ""
    version: Number

    def options(self) -> Options:
        return Options(self.since, self.sheet, self.complete, self.clear, self.order or None)


class ApplicationForm(BaseModel):
    """`plan`: the digest of what was previewed. `leavers`: how many end for not being listed, typed by hand."""

    plan: Annotated[str, Field(max_length=64)]
    leavers: OptionalLine = ""


def columns(posted: Posted, width: int) -> tuple[str, ...]:
    """The field of each column; Refused for one that does not exist."""
    found = tuple(posted.get(f"column-{n}") for n in range(width))
    words = _("Please choose one of the values offered.")
    wrong = {f"column-{n}": words for n, key in enumerate(found) if key and key not in BY_KEY}
    if wrong:
        raise Refused(_("Please look at the marked fields; nothing is lost."), wrong)
    return found


def mapped(posted: Posted, width: int, levels: Mapping[str, str]) -> Mapped:
    """The columns as they were sent, with what was said about words before."""
    return Mapped(columns(posted, width), levels)


def meanings(posted: Posted, offered: Mapping[str, str]) -> dict[str, str]:
    """Word → what it means as a level, of those that were answered; Refused for an answer that was not offered."""
    said: dict[str, str] = {}
    for n in range(MOST_WORDS):
        word, meant = posted.get(f"word-{n}")[:200], posted.get(f"means-{n}")
        if not word or not meant:
            continue
        if meant not in offered:
            words = _("Please choose one of the values offered.")
            raise Refused(_("Please look at the marked fields; nothing is lost."), {f"means-{n}": words})
        said[word] = meant
    return said
