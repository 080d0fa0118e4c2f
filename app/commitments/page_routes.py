"""All the commitments that concern me, and one of them; whatever its forms refuse comes back here."""

from starlette.responses import Response

from app.commitments import queries, scope, words
from app.commitments.overview import overview
from app.commitments.queries import Promised
from app.cycles import queries as cycles
from app.framework import versions
from app.kit import pages
from app.kit.errors import Conflict, Problem, Refused
from app.kit.routing import Id, Router, Visit
from app.people import access
from app.people.access import signed_in

router = Router()


@router.get("/commitments", signed_in)
def mine(visit: Visit) -> Response:
    """What I promised, what was promised to me, and what those whom I lead directly promised."""
    found = overview(visit.db, visit.actor)
    access.log_readings(visit, found.read, "commitments")
    return pages.page(visit, "commitments/index.html", found=found)


@router.get("/commitments/{id}", signed_in)
def show(visit: Visit, id: Id) -> Response:
    found, standing = scope.seen(visit.db, visit.actor, id)
    if found.owner.id != visit.actor.person_id:
        access.log_reading(visit, standing.subject, f"commitment:{id}")
    return page_of(visit, id)


def page_of(visit: Visit, id: int, problem: Problem | None = None, part: str = "") -> Response:
    """`part` names the form that met `problem`: proposal, fulfilment, day, release, back, owner."""
    found, standing = scope.seen(visit.db, visit.actor, id)
    talk = cycles.participation(visit.db, found.participant_id)
    return pages.page(
        visit,
        "commitments/show.html",
        problem.status if problem else 200,
        one=found,
        standing=standing,
        talk=talk,
        framework=versions.load(visit.db, talk.cycle.framework_version_id).framework,
        events=queries.happened(visit.db, [id]).get(id, []),
        words=words,
        part=part,
        conflict=problem if isinstance(problem, Conflict) else None,
        changeable=_changeable(found, talk),
        sent=visit.posted.values,
        errors=problem.errors if isinstance(problem, Refused) else {},
        fault=problem.message if problem else "",
    )


def _changeable(found: Promised, talk: cycles.Participation) -> bool:
    return talk.running if found.state == "proposed" else not talk.has_left
