"""/api/v1: what somebody's pages say of her development, to whoever may open them."""

from starlette.responses import Response

from app.api import reading
from app.api.policy import log, token
from app.evidence import queries as evidence
from app.evidence.sight import sight
from app.gaps.picture import picture
from app.goals import queries as goals
from app.goals import scope as goal_scope
from app.kit import machine
from app.kit.errors import NotFound
from app.kit.paging import After, Limit, page
from app.kit.routing import Id, Router, Visit
from app.people import access

router = Router()


@router.get("/api/v1/people/{id}/assessments", token("assessments"))
def assessments(visit: Visit, id: Id, after: After = 0, limit: Limit = 50) -> Response:
    """Assessments that the caller may open, by id, with their ratings; what is sealed is not among them."""
    subject = _of_line(visit, id, "api:assessments")
    return page(visit, reading.assessments(visit.db, visit.actor, subject, after, limit + 1), limit)


@router.get("/api/v1/people/{id}/agreed-ratings", token("assessments"))
def agreed(visit: Visit, id: Id, after: After = 0, limit: Limit = 50) -> Response:
    """Only what both sides agreed on in signed conversations."""
    subject = _of_line(visit, id, "api:agreed-ratings")
    return page(visit, reading.assessments(visit.db, visit.actor, subject, after, limit + 1, agreed=True), limit)


@router.get("/api/v1/people/{id}/gaps", token("gaps"))
def gaps(visit: Visit, id: Id, target: str = "", face: str = "") -> Response:
    """Gaps and readiness against the next level, or the level `target`."""
    subject = _of_line(visit, id, "api:gaps")
    found = picture(visit.db, visit.actor, subject, target or None, None, face or None)
    return machine.answer(reading.gaps(found))


@router.get("/api/v1/people/{id}/goals", token("goals"))
def goal_list(visit: Visit, id: Id) -> Response:
    """Development goals, for herself, her solid and her dotted line."""
    subject = goal_scope.subject(visit.db, visit.actor, id)
    log(visit, subject, "api:goals")
    return machine.answer({"items": [reading.goal(one) for one in goals.of_person(visit.db, id)]})


@router.get("/api/v1/people/{id}/evidence-counts", token("evidence"))
def evidence_counts(visit: Visit, id: Id) -> Response:
    """How many entries of each kind, private ones left out."""
    subject = access.subject(visit.db, visit.actor, id)
    if sight(subject.relation) == "none":
        raise NotFound()
    log(visit, subject, "api:evidence-counts")
    found = evidence.counts_by_kind(visit.db, id)
    return machine.answer({"items": [{"kind": kind, "entries": count} for kind, count in sorted(found.items())]})


def _of_line(visit: Visit, id: int, what: str) -> access.Subject:
    subject = access.subject_of_line(visit.db, visit.actor, id)
    log(visit, subject, what)
    return subject
