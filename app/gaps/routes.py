"""Gap pages: one's own, and a person's for those above her."""

from starlette.responses import Response

from app.gaps import words
from app.gaps.picture import Picture, picture
from app.gaps.suggestions import suggest
from app.goals import queries as goals
from app.goals.scope import sees_goals
from app.kit import pages
from app.kit.charts.radar import Radar, radar
from app.kit.routing import Id, Router, Visit
from app.people import access
from app.people.access import signed_in

router = Router()


@router.get("/gaps", signed_in)
def mine(visit: Visit, target: str = "", basis: str = "", face: str = "") -> Response:
    """My gaps against the next level, or the one asked for."""
    return _page(visit, visit.actor.person_id, target, basis, face)


@router.get("/people/{id}/gaps", signed_in)
def of_person(visit: Visit, id: Id, target: str = "", basis: str = "", face: str = "") -> Response:
    return _page(visit, id, target, basis, face)


def _page(visit: Visit, person_id: int, target: str, basis: str, face: str) -> Response:
    subject = access.subject_of_line(visit.db, visit.actor, person_id)
    found = picture(visit.db, visit.actor, subject, target or None, basis or None, face or None)
    access.log_reading(visit, subject, "gaps")
    return pages.page(
        visit,
        "gaps/show.html",
        picture=found,
        words=words,
        suggest=suggest,
        goals=goals.by_competency(visit.db, subject.id, found.framework) if sees_goals(subject.relation) else {},
        chart=_chart(found),
        path="/gaps" if subject.relation.is_self else f"/people/{subject.id}/gaps",
    )


def _chart(found: Picture) -> Radar:
    """Current, required at the level held, required at the target: the same numbers as the table."""
    names = [str(gap.competency.title) for gap in found.analysis.gaps]
    current = [gap.current.rated for gap in found.analysis.gaps]
    now = [found.level.required.get(gap.competency.id) if found.level else None for gap in found.analysis.gaps]
    required = [gap.required for gap in found.analysis.gaps]
    return radar(names, [now, required, current], [step.value for step in found.framework.scale])
