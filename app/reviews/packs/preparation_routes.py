"""What one side of a conversation prepares with, as page and as PDF."""

from starlette.responses import Response

from app.kit import clock, pages
from app.kit.i18n import gettext as _
from app.kit.routing import Id, Router, Visit
from app.people import access
from app.people.access import signed_in
from app.people.words import name_of
from app.reviews.packs.pdf_routes import sent
from app.reviews.packs.preparation import preparation
from app.reviews.packs.preparation_document import document

router = Router()


@router.get("/conversations/{id}/preparation", signed_in)
def show(visit: Visit, id: Id) -> Response:
    """For its two sides, at any state."""
    found = preparation(visit.db, visit.actor, id)
    access.log_reading(visit, found.subject, f"conversation:{id}")
    made = document(found, pages.zone(visit))
    return pages.page(visit, "reviews/packs/preparation.html", talk=found.talk, document=made)


@router.get("/conversations/{id}/preparation.pdf", signed_in, slow=True)
def pdf(visit: Visit, id: Id) -> Response:
    found = preparation(visit.db, visit.actor, id)
    name = _("preparation with %(name)s %(day)s", name=name_of(found.subject), day=clock.today().isoformat())
    made = document(found, pages.zone(visit))
    return sent(visit, found.subject, made, f"conversation:{id}/preparation.pdf", name)
