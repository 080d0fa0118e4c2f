"""What the pages of reflections send."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from app.goals.actions import Step
from app.goals.rules import Values
from app.kit.forms import Posted
from app.kit.text import Blank, Note, Number, OptionalLine, clean
from app.reflections.finishing import ChangedGoal, NewGoal, Nothing

LONGEST = 10_000
Key = Annotated[str, AfterValidator(clean), Field(max_length=160)]
OptionalDay = Annotated[date | None, Blank]


class BeginForm(BaseModel):
    """`advice`: for one of her own accord, the piece of advice to be asked about; empty for none."""

    occasion: Key
    advice: OptionalLine = ""


class AnswerForm(BaseModel):
    """No field has a default: one that got lost on the way would erase what is stored."""

    answer: Annotated[str, AfterValidator(clean), Field(max_length=LONGEST)]
    version: Number


class CompletionForm(BaseModel):
    """Which way it ends; the fields of each way are prefixed with its name."""

    change: Literal["made", "changed", "nothing"]


class StepForm(BaseModel):
    """The fields of an action, where there is one."""

    title: OptionalLine = ""
    by: OptionalDay = None

    @property
    def step(self) -> Step | None:
        return Step(self.title, self.by) if self.title else None


class MadeForm(StepForm):
    competency: OptionalLine
    to_proficiency: Number
    due_on: date
    hours: Number
    measure: Note = ""
    why: Note = ""

    def as_change(self, from_proficiency: int | None) -> NewGoal:
        told = self.model_dump(exclude={"title", "by"})
        return NewGoal(Values(from_proficiency=from_proficiency, **told), self.step)


class ChangedForm(StepForm):
    goal: Number
    due_on: OptionalDay = None
    measure: Note = ""
    why: Note = ""

    def as_change(self) -> ChangedGoal:
        return ChangedGoal(self.goal, self.due_on, self.measure, self.why, self.step)


class NothingForm(BaseModel):
    reason: Note = ""

    def as_change(self) -> Nothing:
        return Nothing(self.reason)


class ShareForm(BaseModel):
    """`sentence`: places of the ticked sentences, from 0. `seen`: ids of the excerpts that the page showed."""

    sentence: list[Number] = []
    passage: Note = ""
    seen: list[Number] = []


class SnoozeForm(BaseModel):
    occasion: Key
    span: Literal["week", "month"]


class CadenceForm(BaseModel):
    cadence: Literal["monthly", "quarterly", "half_yearly"]


def part_of(posted: Posted, name: str) -> Posted:
    """The fields of one way to end, without its prefix."""
    prefix = f"{name}."
    return Posted({key[len(prefix) :]: said for key, said in posted.fields.items() if key.startswith(prefix)})
