"""My conversations, whoever assesses in one of them, and the assessment that it begins with."""

from starlette.responses import Response

from app.cycles import handover
from app.kit import pages
from app.kit.errors import Refused
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people.access import signed_in
from app.reviews.cycles import mine, words
from app.reviews.cycles.beginning import begin
from app.reviews.cycles.forms import HandoverForm
from app.reviews.cycles.handing import handing

router = Router()
HANDED = noop("Handed over.")


@router.get("/conversations", signed_in)
def index(visit: Visit) -> Response:
    """My own conversations, those of people whom I assess, and those that I may take over."""
    found = mine.conversations(visit.db, visit.actor)
    return pages.page(visit, "reviews/cycles/conversations.html", mine=found, words=words)


@router.post("/conversations/{id}/assessments", signed_in)
def assess(visit: Visit, id: Id) -> Response:
    """My side's assessment for the cycle: a new one, or the one that is there."""
    return pages.redirect(visit, f"/assessments/{begin(visit.db, visit.actor, id)}")


@router.get("/conversations/{id}/assessor", signed_in)
def assessor(visit: Visit, id: Id) -> Response:
    """Who assesses, how it was handed over before, and for whom may: handing it over."""
    return _assessor_page(visit, id)


def _assessor_page(visit: Visit, id: int, refused: Refused | None = None) -> Response:
    return pages.page(
        visit,
        "reviews/cycles/assessor.html",
        refused.status if refused else 200,
        view=handing(visit.db, visit.actor, id),
        form=visit.posted.values if refused else {},
        errors=refused.errors if refused else {},
        fault=refused.message if refused else "",
    )


@router.put("/conversations/{id}/assessor", signed_in)
def hand_over(visit: Visit, id: Id) -> Response:
    handing(visit.db, visit.actor, id)
    try:
        sent = parse(HandoverForm, visit.posted)
        handover.hand_over(visit.db, visit.actor, id, sent.to, sent.reason)
    except Refused as refused:
        return _assessor_page(visit, id, refused)
    return pages.redirect(visit, f"/conversations/{id}/assessor", note=HANDED)
