"""What the API is: a page for people, a description for programs."""

import inspect

from starlette.responses import Response

from app.api import development_routes, openapi, people_routes, report_routes
from app.api.openapi import OPERATIONS
from app.api.scopes import SCOPES
from app.kit import machine, pages
from app.kit.routing import Router, Visit
from app.people.access import signed_in

router = Router()


def summaries() -> dict[str, str]:
    """Path → the first line of what its handler says."""
    return {
        route["path"]: (inspect.getdoc(route["endpoint"]) or "").partition("\n")[0]
        for room in (people_routes, development_routes, report_routes)
        for route in room.router.routes
    }


@router.get("/api", signed_in)
def about(visit: Visit) -> Response:
    """Addresses, scopes, one example."""
    origin = visit.settings.public_origin
    return pages.page(
        visit, "api/about.html", operations=OPERATIONS, summaries=summaries(), scopes=SCOPES, origin=origin
    )


@router.get("/api/openapi.json", signed_in)
def description(visit: Visit) -> Response:
    return machine.answer(openapi.description(visit.settings.public_origin, summaries()))
