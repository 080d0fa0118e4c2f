"""What the form of the contribution split sends: a row for each colleague, and the split it was made from."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, Field

from app.kit.errors import Refused
from app.kit.forms import Posted, parse
from app.kit.i18n import gettext as _
from app.kit.text import Blank, OptionalLine

Percent = Annotated[Annotated[int, Field(ge=0, le=100)] | None, Blank]
NEW_ROWS = 3


class KnownShareForm(BaseModel):
    percent: Percent = None


class NewShareForm(BaseModel):
    person: OptionalLine = ""
    percent: Percent = None


class SeenForm(BaseModel):
    seen: Annotated[str, Field(max_length=1000)]


@dataclass(frozen=True, slots=True)
class NamedShare:
    """A share of the form: of a person who has one already, or of somebody named in row `row`."""

    row: str
    percent: int
    person_id: int = 0
    called: str = ""


def split_sent(posted: Posted) -> list[NamedShare]:
    """The rows of the split that say something; Refused with errors by field ("12.percent", "new0.person")."""
    errors: dict[str, str] = {}
    found = []
    for row in dict.fromkeys(name.partition(".")[0] for name in posted.fields if "." in name):
        try:
            share = _row(row, posted)
        except Refused as refused:
            errors |= {f"{row}.{field}": sentence for field, sentence in refused.errors.items()}
        else:
            found += [share] if share else []
    if errors:
        raise Refused(_("Please look at the marked fields; nothing is lost."), errors)
    return found


def _row(row: str, posted: Posted) -> NamedShare | None:
    """One row; None for a blank one. An existing share without a number, or with zero, is taken out."""
    own = Posted({name.partition(".")[2]: sent for name, sent in posted.fields.items() if name.startswith(f"{row}.")})
    if row.isascii() and row.isdigit() and len(row) <= 9:
        percent = parse(KnownShareForm, own).percent
        return NamedShare(row, percent, person_id=int(row)) if percent else None
    sent = parse(NewShareForm, own)
    if not sent.person and not sent.percent:
        return None
    missing = {name: _("Please fill this in.") for name in ("person", "percent") if not getattr(sent, name)}
    if missing:
        raise Refused("", missing)
    return NamedShare(row, sent.percent or 0, called=sent.person)
