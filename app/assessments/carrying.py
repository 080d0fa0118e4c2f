"""What a new assessment begins with: the author's last answers, as far as the framework still has them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlmodel import Session, col

from app.assessments.models import Assessment, Rating
from app.assessments.queries import Rated, ratings, translated
from app.framework.model import Framework
from app.kit.db import row

_VERSION = select(col(Assessment.framework_version_id)).where(col(Assessment.id) == bindparam("id"))


def carry_over(db: Session, assessment: Assessment, framework: Framework) -> None:
    """Write the ratings of a new assessment, those of the one before it read under the names of `framework`."""
    old = _before(db, assessment.previous_id, framework) if assessment.previous_id else {}
    db.execute(insert(Rating), [begun(assessment.id, framework, c.id, old.get(c.id)) for c in framework.competencies])


def _before(db: Session, previous: int, framework: Framework) -> Mapping[str, Rated]:
    version: int = row(db, _VERSION, id=previous).framework_version_id
    return translated(framework, version, ratings(db, [previous])[previous])


def begun(assessment_id: int | None, framework: Framework, competency: str, old: Rated | None) -> dict[str, Any]:
    """A new rating's values: the old note always, the old answer as far as the scale still has it."""
    kept = old if old is not None and fits(framework, old.proficiency) else None
    return {
        "assessment_id": assessment_id,
        "competency": competency,
        "proficiency": kept.proficiency if kept else None,
        "no_opportunity": kept.no_opportunity if kept else False,
        "note": old.note if old else "",
        "version": 0,
    }


def fits(framework: Framework, proficiency: int | None) -> bool:
    """Whether the scale has it."""
    return proficiency is None or framework.proficiency(proficiency) is not None
