"""The page on which a reflection ends: which goals there are, and what a new one could be about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.framework.model import Competency, Framework
from app.gaps.analysis import Gap
from app.gaps.picture import picture
from app.gaps.suggestions import wanted_proficiency
from app.goals import queries as goals
from app.goals.queries import GoalRow
from app.kit import clock
from app.kit.dates import add_months
from app.people import access
from app.people.access import Actor
from app.reflections import queries
from app.reflections.due import under
from app.reflections.queries import Entry

MONTHS, HOURS = 3, 12
"""A goal from a reflection begins as one for a quarter, of an hour a week."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A draft about to be finished.

    `first`: the competency offered first, that of the gap reflected on or else of the first priority.
    """

    entry: Entry
    framework: Framework
    gaps: Sequence[Gap]
    goals: Sequence[GoalRow]
    first: Gap | None
    due_on: date

    @property
    def others(self) -> list[Competency]:
        """Every competency that is no gap, in the order of the framework."""
        short = {gap.competency.id for gap in self.gaps}
        return [competency for competency in self.framework.competencies if competency.id not in short]

    @property
    def proficiency(self) -> int:
        """The proficiency offered first."""
        return wanted_proficiency(self.framework, self.first) if self.first else self.framework.scale[-1].value


def ending(db: Session, actor: Actor, reflection_id: int) -> Ending:
    """NotFound for anybody but the writer."""
    entry = queries.one(db, actor, reflection_id)
    seen = picture(db, actor, access.subject(db, actor, actor.person_id))
    gaps = [priority.gap for priority in seen.priorities]
    about = under(seen.framework, entry.occasion_key).split(":")[1] if entry.occasion == "gap" else None
    return Ending(
        entry=entry,
        framework=seen.framework,
        gaps=gaps,
        goals=goals.open_goals(db, actor.person_id),
        first=next((gap for gap in gaps if gap.competency.id == about), gaps[0] if gaps else None),
        due_on=add_months(clock.today(), MONTHS),
    )


def rated(db: Session, actor: Actor, competency: str) -> int | None:
    """How the actor is rated in a competency now; None when she is not, or nothing is known of it."""
    seen = picture(db, actor, access.subject(db, actor, actor.person_id))
    gap = seen.analysis.gap(competency)
    return gap.current.rated if gap else None
