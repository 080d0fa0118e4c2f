"""/api/v1: people and the levels they held, the framework, cycles."""

from starlette.responses import Response

from app.api import reading, shapes
from app.api.policy import log, token
from app.kit import machine
from app.kit.lists import Word, plain
from app.kit.paging import After, Limit, page
from app.kit.routing import Id, Router, Visit
from app.people import access, queries

router = Router()


@router.get("/api/v1/people", token("people"))
def people(visit: Visit, q: Word = "", after: After = 0, limit: Limit = 100) -> Response:
    """Everybody who is here, by id. `q`: part of a name."""
    found = reading.people(visit.db, plain(q), after, limit + 1)
    return page(visit, [reading.dump(shapes.Person, one) for one in found], limit)


@router.get("/api/v1/people/{id}", token("people"))
def person(visit: Visit, id: Id) -> Response:
    """One person."""
    return machine.answer(reading.dump(shapes.Person, access.subject(visit.db, visit.actor, id)))


@router.get("/api/v1/people/{id}/levels", token("people"))
def levels(visit: Visit, id: Id) -> Response:
    """The levels held, the latest first, of somebody whose record the caller may open."""
    subject = access.subject_of_line(visit.db, visit.actor, id)
    log(visit, subject, "api:levels")
    held = queries.placements(visit.db, id)
    return machine.answer({"items": [reading.dump(shapes.Held, one) for one in held]})


@router.get("/api/v1/framework", token("framework"))
def framework(visit: Visit) -> Response:
    """The version in force today."""
    return machine.answer(reading.framework(visit.db))


@router.get("/api/v1/cycles", token("cycles"))
def cycles(visit: Visit) -> Response:
    """Review cycles, the latest first: all of them for HR, else those of people below the caller."""
    return machine.answer({"items": reading.cycles(visit.db, visit.actor)})
