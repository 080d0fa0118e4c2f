"""What happened (for administrators), and who opened my record (for everybody)."""

from starlette.responses import Response

from app.kit import pages
from app.kit.lists import Page
from app.kit.routing import Router, Visit
from app.people import trail_queries
from app.people.access import admin, signed_in

router = Router()


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
