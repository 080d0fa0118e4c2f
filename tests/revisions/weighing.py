"""Drafts of the framework and agreed ratings, for whatever weighs the one against the other."""

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from app.assessments.models import Assessment, Rating
from app.framework import canonical, versions
from app.framework.model import Entry, Framework, Level
from app.framework.names import Renames
from app.kit import clock
from app.people import access
from app.people.access import Actor
from app.revisions.models import FrameworkDraft
from tests.cycles import acts
from tests.framework.altering import altered


def drafted(db: Session, by: int, framework: Framework | None, renames: Renames | None = None) -> int:
    """A draft, with faults where there is no framework; its id."""
    content = canonical.to_json(framework) if framework else ""
    draft = FrameworkDraft(
        files="{}",
        content=content,
        sha256=canonical.digest(content),
        renames=(renames or Renames()).to_json(),
        created_at=clock.now(),
        created_by_id=by,
    )
    db.add(draft)
    db.flush()
    return draft.id or 0


def with_levels(framework: Framework, change: Callable[[Level], dict[str, Any]]) -> Framework:
    """The framework with levels changed one by one."""
    levels = tuple(level.model_copy(update=change(level)) for level in framework.levels)
    return Framework.model_validate_json(
        framework.model_copy(update={"levels": levels}).model_dump_json(by_alias=True), by_alias=True, by_name=False
    )


def asking(framework: Framework, level: str, months: int | None = None, **required: int) -> Framework:
    """The framework with one level that asks for other proficiencies, and for other months."""

    def change(one: Level) -> dict[str, Any]:
        if one.id != level:
            return {}
        entry = Entry(months=one.entry.months if months is None else months, evidence=one.entry.evidence)
        return {"required": {**one.required, **required}, "entry": entry}

    return with_levels(framework, change)


def moved_on(framework: Framework) -> tuple[Framework, Renames]:
    """The next version of data/: things renamed, taken out and put in, of every sort."""
    renames = Renames(
        competencies={"data_analysis": "insight_in_numbers", "teamwork": "working_together"},
        levels={"intermediate": "operator", "senior": "expert"},
        indicators={"data_analysis.3.a": "insight_in_numbers.3.a"},
    )
    return altered(framework, renames, ("innovation",), added=("negotiation", "level_starter")), renames


def agreed(db: Session, people: SimpleNamespace, who: str, ratings: Mapping[str, int | None]) -> int:
    """Agreed ratings of somebody in a cycle, as signing writes them: None is 'no opportunity'; their id."""
    participant, at = acts.conversation(db, people, who), clock.now()
    actor: Actor = getattr(people, who)
    subject = access.subject(db, actor, actor.person_id)
    found = Assessment(
        person_id=actor.person_id, author_id=people.zhou.person_id, framework_version_id=versions.in_force(db).id,
        level=subject.level, face=subject.face, started_at=at, started_on=clock.today(), agreed_in=participant,
    )  # fmt: skip
    db.add(found)
    db.flush()
    rows = [
        {"assessment_id": found.id, "competency": id, "proficiency": value, "no_opportunity": value is None,
         "note": "", "version": 1, "saved_at": at}
        for id, value in ratings.items()
    ]  # fmt: skip
    db.execute(insert(Rating), rows)
    found.submitted_at = at
    db.flush()
    return found.id or 0
