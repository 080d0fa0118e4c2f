"""A person's case for the next level 述职, as page and as PDF."""

from starlette.responses import Response

from app.kit import clock, pages
from app.kit.i18n import gettext as _
from app.kit.routing import Id, Router, Visit
from app.people import access
from app.people.access import signed_in
from app.people.words import name_of
from app.reviews.packs.case import case
from app.reviews.packs.case_document import document
from app.reviews.packs.pdf_routes import sent

router = Router()


@router.get("/people/{id}/case", signed_in)
def show(visit: Visit, id: Id, target: str = "", face: str = "", basis: str = "") -> Response:
    """For herself and the managers above her; for the level of her plan, or the one asked for."""
    found = case(visit.db, visit.actor, id, target or None, face or None, basis or None)
    access.log_reading(visit, found.subject, "case")
    made = document(found, pages.zone(visit))
    return pages.page(visit, "reviews/packs/case.html", case=found, document=made, path=f"/people/{id}/case")


@router.get("/people/{id}/case.pdf", signed_in, slow=True)
def pdf(visit: Visit, id: Id, target: str = "", face: str = "", basis: str = "") -> Response:
    found = case(visit.db, visit.actor, id, target or None, face or None, basis or None)
    name = _("case of %(name)s %(day)s", name=name_of(found.subject), day=clock.today().isoformat())
    return sent(visit, found.subject, document(found, pages.zone(visit)), "case.pdf", name)
