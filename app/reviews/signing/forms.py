"""What the pages about a signed conversation send."""

import json
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from app.kit.errors import Refused
from app.kit.forms import Posted
from app.kit.i18n import gettext as _
from app.kit.text import Note, Number
from app.reviews.signing.snapshot import Agreed

NEW = "agreed."
NO_OPPORTUNITY = "none"


class SignatureForm(BaseModel):
    """`shown`: the digest of what the page showed; `marks`: JSON, part → mark (app/reviews/signing/marks.py)."""

    shown: Annotated[str, Field(max_length=64)]
    marks: Annotated[str, Field(max_length=20_000)] = ""

    def as_marks(self) -> Mapping[str, str]:
        """What came back of the marks; nothing where they cannot be read."""
        try:
            found = json.loads(self.marks)
        except (ValueError, RecursionError):
            return {}
        return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


class DissentForm(BaseModel):
    words: Note


class AmendmentForm(BaseModel):
    """`after`: the latest record that the page showed."""

    after: Number
    reason: Note
    addition: Note = ""


class AskForm(BaseModel):
    """`number`: the record that the page showed."""

    number: Number
    to: Literal["manager", "hr"]
    words: Note


class AnswerForm(BaseModel):
    after: Number
    outcome: Literal["stands", "amended"]
    answer: Note


def new_ratings(posted: Posted) -> dict[str, Agreed]:
    """The competencies for which a new answer is chosen; Refused, under the field's name, for anything else.

    A field that is empty leaves the competency as it is.
    """
    found: dict[str, Agreed] = {}
    errors: dict[str, str] = {}
    for name, values in posted.fields.items():
        competency, value = name.removeprefix(NEW), values[0]
        if not name.startswith(NEW) or not any(values):
            continue
        if len(values) > 1:
            errors[competency] = _("This field was sent twice; reload the page and try again.")
        elif value == NO_OPPORTUNITY:
            found[competency] = Agreed(None, True)
        elif value.isascii() and value.isdigit() and len(value) <= 3:
            found[competency] = Agreed(int(value), False)
        else:
            errors[competency] = _("Please choose one of the values offered.")
    if errors:
        raise Refused(_("Please look at the marked fields; nothing is lost."), errors)
    return found
