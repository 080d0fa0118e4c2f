"""An open assessment and the version of the framework that it stands on."""

from pydantic import BaseModel
from starlette.responses import Response

from app.assessments import moving, queries
from app.kit import pages
from app.kit.errors import Conflict, Refused
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.kit.text import Number
from app.people.access import signed_in

router = Router()
MOVED = noop("Moved. Your answers are here under their names of today.")


class MoveForm(BaseModel):
    """The version that was shown, and which answers would go."""

    to: Number
    seen: Number


@router.get("/assessments/{id}/framework", signed_in)
def show(visit: Visit, id: Id) -> Response:
    """What moving to the version in force would do to the answers; the consent."""
    return _page(visit, id)


def _page(visit: Visit, id: int, status: int = 200, fault: str = "") -> Response:
    found = moving.preview(visit.db, visit.actor, id)
    return pages.page(visit, "assessments/framework.html", status, move=found, view=found.view, fault=fault)


@router.put("/assessments/{id}/framework", signed_in)
def move(visit: Visit, id: Id) -> Response:
    try:
        sent = parse(MoveForm, visit.posted)
        moving.move(visit.db, visit.actor, id, sent.to, sent.seen)
    except (Conflict, Refused) as problem:
        if not queries.view(visit.db, visit.actor, id).open:
            raise
        return _page(visit, id, problem.status, problem.message)
    return pages.redirect(visit, f"/assessments/{id}", note=MOVED)
