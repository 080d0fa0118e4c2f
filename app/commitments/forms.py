"""What the forms of a commitment send. `version`: of the commitment as it was read."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from app.commitments import rules
from app.commitments.rules import Promise
from app.kit.text import Blank, Note, Number, clean

Day = Annotated[date, Field(ge=date(1950, 1, 1), le=date(2200, 1, 1))]
Title = Annotated[
    str,
    AfterValidator(clean),
    AfterValidator(lambda value: " ".join(value.split())),
    Field(min_length=1, max_length=rules.LONGEST),
]
Key = Annotated[str, AfterValidator(clean), Field(max_length=60)]


class PromiseForm(BaseModel):
    """What is promised. No field but the competency has a default: one that got lost would erase what is stored."""

    title: Title
    due_on: Day
    competency: Annotated[Key | None, Blank] = None

    def as_promise(self, chance: bool = False) -> Promise:
        return Promise(self.title, self.due_on, self.competency, chance)


class ChangedPromiseForm(PromiseForm):
    version: Number


class VersionForm(BaseModel):
    version: Number


class KeptForm(VersionForm):
    note: Note = ""


class ReasonForm(VersionForm):
    reason: Note = ""


class MovedForm(ReasonForm):
    due_on: Day


class BackForm(BaseModel):
    """`conversation`: the one whose page the form stands on, to go back to."""

    conversation: Annotated[Number | None, Blank] = None
