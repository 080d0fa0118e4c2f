"""What the pages of level changes send."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from app.kit.text import Blank, Note

Day = Annotated[date, Field(ge=date(1950, 1, 1), le=date(2200, 1, 1))]


class ProposalForm(BaseModel):
    """`level`: a level's id, with its face after a slash where it has one."""

    level: Annotated[str, Field(max_length=130)]
    words: Note

    def target(self) -> tuple[str, str | None]:
        level, _slash, face = self.level.partition("/")
        return level, face or None


class DecisionForm(BaseModel):
    outcome: Literal["approved", "declined"]
    reason: Note
    effective_on: Annotated[Day | None, Blank] = None
