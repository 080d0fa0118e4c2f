"""What the forms about the states, the actions and the target send."""

from typing import Annotated

from pydantic import BaseModel, Field

from app.goals import target
from app.goals.actions import Step
from app.kit.text import Blank, Note, Number
from app.plan.forms import ActionTitle, Day, Title


class AgreementForm(BaseModel):
    """`version`: of the goal as the manager has read it."""

    version: Number


class ReasonForm(BaseModel):
    reason: Note = ""


class MetForm(BaseModel):
    evidence: Annotated[list[Number], Field(max_length=100)] = []


class ActionForm(BaseModel):
    title: ActionTitle
    due_on: Annotated[Day | None, Blank] = None

    def as_step(self) -> Step:
        return Step(self.title, self.due_on)


class ChangedActionForm(ActionForm):
    version: Number


class TargetForm(BaseModel):
    """`level`: the id of a level, or of a level and a face of it with a colon between."""

    level: Annotated[Title, Field(max_length=130)]
    by_on: Day
    why: Note = ""

    @property
    def aim(self) -> tuple[str, str | None]:
        level, _, face = self.level.partition(":")
        return level, face or None


class HoursForm(BaseModel):
    hours_per_month: Annotated[Number, Field(le=target.MOST_HOURS)]
