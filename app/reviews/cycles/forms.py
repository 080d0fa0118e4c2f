"""What the forms of review cycles send."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from app.cycles.stages import Stages
from app.kit.text import Blank, Line, Note, Number, OptionalLine, clean

MOST_NAMES = 200_000
Day = Annotated[date, Field(ge=date(1950, 1, 1), le=date(2200, 1, 1))]
Token = Annotated[OptionalLine, Field(min_length=8, max_length=64)]
Reason = Annotated[Note, Field(min_length=1)]
Pasted = Annotated[str, AfterValidator(clean), Field(max_length=MOST_NAMES)]


class StagesForm(BaseModel):
    """The days of a cycle; each stage's last one but for the first."""

    opens_on: Day
    self_by: Day
    manager_by: Day
    talk_by: Day
    closes_on: Day

    def stages(self) -> Stages:
        return Stages(self.opens_on, self.self_by, self.manager_by, self.talk_by, self.closes_on)


class LooseDays(BaseModel):
    """The same while somebody is still filling them in."""

    opens_on: Annotated[Day | None, Blank] = None
    self_by: Annotated[Day | None, Blank] = None
    manager_by: Annotated[Day | None, Blank] = None
    talk_by: Annotated[Day | None, Blank] = None
    closes_on: Annotated[Day | None, Blank] = None


class WhoForm(BaseModel):
    """Who takes part: in these departments and on these levels, and whom these lines name. All may be empty."""

    departments: list[Number] = []
    levels: list[Annotated[str, Field(max_length=60)]] = []
    names: Pasted = ""

    @property
    def lines(self) -> list[str]:
        return [" ".join(line.split()) for line in self.names.split("\n") if line.strip()]


class NewCycleForm(StagesForm, WhoForm):
    name: Line
    framework_version: Number
    once: Token


class CycleForm(StagesForm):
    name: Line
    version: Number


class ReasonForm(BaseModel):
    reason: Reason


class HandoverForm(BaseModel):
    """`to`: who assesses from now on."""

    to: Annotated[Number, Field(ge=1)]
    reason: Note = ""
