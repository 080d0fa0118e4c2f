"""What happened (for administrators), and who opened my record (for everybody)."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from app.kit import pages
from app.kit.routing import Router, Visit
from app.people import trail_queries
from app.people.access import admin, signed_in

router = Router()
# the trail only grows: its last page lies further off than any list's
Page = Annotated[int, Query(ge=1, le=1_000_000)]


@router.get("/trail", admin)
def trail(visit: Visit, page: Page = 1) -> Response:
    """Every event, latest first. It holds no ratings and nobody's words."""
    events, more = trail_queries.events(visit.db, page)
    return pages.page(visit, "people/trail.html", events=events, more=more, page=page)


@router.get("/me/looked", signed_in)
def looked(visit: Visit, page: Page = 1) -> Response:
    """Who opened my record, and when."""
    events, more = trail_queries.readings(visit.db, visit.actor.person_id, page)
    return pages.page(visit, "people/looked.html", events=events, more=more, page=page)
