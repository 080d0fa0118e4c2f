"""What the assessment page sends."""

from typing import Annotated

from pydantic import BaseModel, Field, field_validator
from pydantic_core import PydanticCustomError

from app.assessments.rules import Answer
from app.kit.forms import Posted
from app.kit.text import Blank, Note, Number

NO_OPPORTUNITY = "none"
RATED = ("answer", "note", "version")


class RatingForm(BaseModel):
    """`answer`: a proficiency, 'none' for no opportunity, or empty for not rated yet.

    No field has a default: one that got lost on the way would erase what is stored.
    """

    answer: Annotated[str, Field(max_length=10)]
    note: Note
    version: Number

    @field_validator("answer")
    @classmethod
    def _number_or_word(cls, value: str) -> str:
        if value in ("", NO_OPPORTUNITY) or (value.isascii() and value.isdigit() and len(value) <= 3):
            return value
        raise PydanticCustomError("literal_error", "Not an answer")

    def as_answer(self) -> Answer:
        return Answer(
            proficiency=int(self.answer) if self.answer.isdigit() else None,
            no_opportunity=self.answer == NO_OPPORTUNITY,
            note=self.note,
        )


class StartForm(BaseModel):
    person: Annotated[Number | None, Blank] = None


def of_competency(posted: Posted, competency: str) -> Posted:
    """The fields of one competency: the page prefixes them with its id, so that one form holds all."""
    prefix = f"{competency}."
    own = {name[len(prefix) :]: values for name, values in posted.fields.items() if name.startswith(prefix)}
    return Posted(own or posted.fields)


def sent_competencies(posted: Posted) -> list[str]:
    """The competencies of which a whole page sent anything, in its order."""
    parts = (name.rpartition(".") for name in posted.fields)
    return list(dict.fromkeys(competency for competency, _, field in parts if competency and field in RATED))
