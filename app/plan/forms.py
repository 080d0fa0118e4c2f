"""What the forms of a goal send."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from app.goals import actions, rules
from app.goals.rules import Values
from app.kit.text import Blank, Note, Number, clean

Day = Annotated[date, Field(ge=date(1950, 1, 1), le=date(2200, 1, 1))]
Title = Annotated[str, AfterValidator(clean), AfterValidator(lambda value: " ".join(value.split()))]
ActionTitle = Annotated[Title, Field(max_length=actions.LONGEST, min_length=1)]
Key = Annotated[str, Field(max_length=200)]
Token = Annotated[Title, Field(min_length=8, max_length=64)]
Hours = Annotated[Number, Field(le=rules.MOST_HOURS)]


class GoalForm(BaseModel):
    """Changing a goal. No field has a default: one that got lost on the way would erase what is stored."""

    to_proficiency: Number
    why: Note
    measure: Note
    due_on: Day
    hours: Hours
    version: Number

    def as_values(self, stored: Values) -> Values:
        return Values(
            competency=stored.competency,
            from_proficiency=stored.from_proficiency,
            to_proficiency=self.to_proficiency,
            due_on=self.due_on,
            hours=self.hours,
            why=self.why,
            measure=self.measure,
            suggestion=stored.suggestion,
        )


class NewGoalForm(BaseModel):
    """`suggested`: keys of suggested work that become actions; `title`, `day`: one action of one's own."""

    competency: Annotated[Title, Field(max_length=60)]
    from_proficiency: Annotated[Number | None, Blank] = None
    to_proficiency: Number
    why: Note = ""
    measure: Note = ""
    due_on: Day
    hours: Hours
    once: Token
    suggested: list[Key] = []
    title: Annotated[Title, Field(max_length=actions.LONGEST)] = ""
    day: Annotated[Day | None, Blank] = None

    def as_values(self) -> Values:
        return Values(
            competency=self.competency,
            from_proficiency=self.from_proficiency,
            to_proficiency=self.to_proficiency,
            due_on=self.due_on,
            hours=self.hours,
            why=self.why,
            measure=self.measure,
            suggestion=self.suggested[0] if self.suggested else None,
        )


class DayForm(BaseModel):
    """By when one piece of suggested work is to be done."""

    on: Annotated[Day | None, Blank] = None
