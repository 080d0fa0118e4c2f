"""What the pages about a person's data send."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints
from pydantic_core import PydanticCustomError

from app.kit.text import Line, Note, OptionalLine
from app.privacy.corrections import BY_ID
from app.privacy.retention import MOST

Reason = Annotated[Note, StringConstraints(min_length=1)]


def _field(value: str) -> str:
    if value not in BY_ID:
        raise PydanticCustomError("literal_error", "Unknown field")
    return value


class CorrectionForm(BaseModel):
    field: Annotated[str, AfterValidator(_field)]
    wanted: Line
    words: Note = ""


class AnswerForm(BaseModel):
    """`value`: what is recorded from now on, where the field is corrected here."""

    outcome: Literal["corrected", "declined"]
    value: OptionalLine = ""
    answer: Note = ""


class ErasureForm(BaseModel):
    words: Note = ""


class DecisionForm(BaseModel):
    outcome: Literal["granted", "declined"]
    answer: Note = ""
    typed: OptionalLine = ""


class HoldForm(BaseModel):
    reason: Reason


class MonthsForm(BaseModel):
    """`before`: what the page showed, so that nobody overwrites another's months unseen."""

    months: Annotated[int, Field(ge=0, le=MOST)]
    before: Annotated[int, Field(ge=0, le=MOST)]
