"""The list of versions, with what HR uploads and has not published yet."""

from starlette.responses import Response

from app.framework import source, versions
from app.kit import pages
from app.kit.routing import Router, Visit
from app.people.access import signed_in
from app.revisions import queries

router = Router()


@router.get("/framework/versions", signed_in)
def index(visit: Visit) -> Response:
    """Every version and since when it is in force; for HR the open drafts and the form for a new one."""
    return listing(visit)


def listing(visit: Visit, status: int = 200, fault: str = "") -> Response:
    return pages.page(
        visit,
        "revisions/index.html",
        status,
        versions=queries.versions(visit.db),
        current=versions.in_force(visit.db).id,
        drafts=queries.drafts(visit.db) if visit.actor.hr else [],
        files=source.FILES,
        fault=fault,
    )
