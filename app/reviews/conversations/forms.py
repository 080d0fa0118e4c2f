"""What the page of a conversation sends. One form holds all of it: each part prefixes its fields with its name.

No field has a default where one that got lost on the way would erase what is stored.
"""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BaseModel, Field, field_validator
from pydantic_core import PydanticCustomError

from app.assessments.forms import NO_OPPORTUNITY
from app.commitments.forms import Day, Key, Title
from app.commitments.rules import Promise
from app.kit.forms import Posted
from app.kit.i18n import gettext as _
from app.kit.text import Blank, Note, Number, OptionalLine
from app.reviews.conversations.items import Answer, Side
from app.reviews.conversations.queries import Verdict
from app.reviews.conversations.rules import Agreement, Answered, Opinion, Written
from app.reviews.conversations.writing import refuse

AGREED, CHANCE, NOTES, NEXT, PRIVATE, PROMISE = "agreed", "chance", "notes", "next", "private", "promise"


class AgreedForm(BaseModel):
    """`answer`: a proficiency, 'none' for no opportunity, or empty for nothing agreed yet."""

    answer: Annotated[str, Field(max_length=10)]
    reason: Note
    version: Number

    @field_validator("answer")
    @classmethod
    def _number_or_word(cls, value: str) -> str:
        if value in ("", NO_OPPORTUNITY) or (value.isascii() and value.isdigit() and len(value) <= 3):
            return value
        raise PydanticCustomError("literal_error", "Not an answer")

    def as_agreement(self) -> Agreement:
        number = int(self.answer) if self.answer.isdigit() else None
        return Agreement(Answer(number, self.answer == NO_OPPORTUNITY), self.reason)


class ChanceForm(BaseModel):
    """A chance with its day, or a reason."""

    title: Annotated[Title | None, Blank]
    due_on: Annotated[Day | None, Blank]
    reason: Note
    version: Number

    def as_answered(self) -> Answered:
        """Refused when the work or the day of a chance is missing."""
        if self.title and self.due_on is None:
            raise refuse(due_on=_("By when?"))
        if self.due_on is not None and not self.title:
            raise refuse(title=_("Which work?"))
        return Answered(Promise(self.title, self.due_on) if self.title and self.due_on else None, self.reason)


class NotesForm(BaseModel):
    text: Note
    held_on: Annotated[Day | None, Blank]
    version: Number

    def as_written(self) -> Written:
        return Written(self.text, self.held_on)


class NextForm(BaseModel):
    verdict: Literal["now", "soon", "later"]
    words: Note
    version: Number

    def as_opinion(self) -> Opinion:
        verdict: Verdict = self.verdict
        return Opinion(verdict, self.words)


class PrivateForm(BaseModel):
    text: Note
    version: Number


class PromiseForm(BaseModel):
    owner: Side
    title: Title
    due_on: Day
    competency: Annotated[Key | None, Blank] = None
    once: Annotated[OptionalLine, Field(min_length=8, max_length=64)]

    def as_promise(self) -> Promise:
        return Promise(self.title, self.due_on, self.competency)


def part(posted: Posted, *name: str) -> Posted:
    """The fields of one part of the page, without its prefix; all of them when it sent none with one."""
    prefix = ".".join((*name, ""))
    own = {field[len(prefix) :]: values for field, values in posted.fields.items() if field.startswith(prefix)}
    return Posted(own or posted.fields)


def sent_of(posted: Posted, name: str) -> list[str]:
    """The competencies of which the page sent anything under this name, in its order."""
    return list(dict.fromkeys(_middles(posted.fields, name)))


def _middles(fields: Iterable[str], name: str) -> Iterable[str]:
    for field in fields:
        head, _dot, rest = field.partition(".")
        competency, _dot, last = rest.rpartition(".")
        if head == name and competency and last:
            yield competency


def touched(sent: Posted, *names: str) -> bool:
    """Whether these fields of a part say something else than when the page was made, which its field `was` tells.

    What nobody touched is not saved again, so that it does not meet what somebody else has saved since.
    """
    if any(len(values) > 1 for values in sent.fields.values()):
        return True
    return _lines("|".join(sent.get(name) for name in names)) != _lines(sent.get("was", "\0"))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
