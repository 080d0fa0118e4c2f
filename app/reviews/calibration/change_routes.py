"""Changing one rating after calibration."""

from starlette.responses import Response

from app.kit import pages
from app.kit.errors import Conflict, Problem, Refused
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people import access
from app.people.access import signed_in
from app.reviews.calibration import changing
from app.reviews.calibration.changing import Calibrating
from app.reviews.calibration.forms import ChangeForm

router = Router()
CHANGED = noop("The rating is changed. The person and her manager see it, with your name and reason.")


@router.get("/conversations/{id}/calibrations/new", signed_in)
def new(visit: Visit, id: Id, competency: str = "") -> Response:
    """The ratings as they stand, and the one that is to be another."""
    found = changing.calibrating(visit.db, visit.actor, id)
    access.log_reading(visit, found.talk.subject, f"conversation:{id}")
    return _page(visit, found, form={"competency": competency})


@router.post("/conversations/{id}/calibrations", signed_in)
def change(visit: Visit, id: Id) -> Response:
    """Change it. The same form sent twice makes one change."""
    found = changing.calibrating(visit.db, visit.actor, id)
    try:
        sent = parse(ChangeForm, visit.posted)
        changing.change(visit.db, visit.actor, id, sent.competency, sent.to, sent.reason, sent.seen)
    except (Refused, Conflict) as problem:
        return _page(visit, found, visit.posted.values, problem)
    return pages.redirect(visit, f"/conversations/{id}", note=CHANGED)


def _page(visit: Visit, found: Calibrating, form: dict[str, str], problem: Problem | None = None) -> Response:
    return pages.page(
        visit,
        "reviews/calibration/change.html",
        problem.status if problem else 200,
        found=found,
        form=form,
        errors=problem.errors if isinstance(problem, Refused) else {},
        fault=problem.message if problem else "",
    )
