"""The states of a goal: pause, attainment, abandonment."""

from collections.abc import Callable

from starlette.responses import Response

from app.goals import states
from app.kit import pages
from app.kit.errors import Refused
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people.access import signed_in
from app.plan.goal_routes import goal_page
from app.plan.state_forms import MetForm, ReasonForm

router = Router()
PAUSED = noop("Paused. The goal takes no hours until it goes on.")
RESUMED = noop("The goal goes on.")
MET = noop("Met. Well done.")
DROPPED = noop("Dropped. You can take it up again at any time.")
TAKEN_UP = noop("Taken up again, as a draft.")


@router.put("/goals/{id}/pause", signed_in)
def pause(visit: Visit, id: Id) -> Response:
    return _put(visit, id, "pause", PAUSED, lambda: states.pause(visit.db, visit.actor, id, _reason(visit)))


@router.delete("/goals/{id}/pause", signed_in)
def resume(visit: Visit, id: Id) -> Response:
    states.resume(visit.db, visit.actor, id)
    return pages.redirect(visit, f"/goals/{id}", note=RESUMED)


@router.put("/goals/{id}/attainment", signed_in)
def meet(visit: Visit, id: Id) -> Response:
    """Met, with the entries of evidence that were ticked."""
    return _put(
        visit, id, "attainment", MET,
        lambda: states.meet(visit.db, visit.actor, id, parse(MetForm, visit.posted).evidence),
    )  # fmt: skip


@router.delete("/goals/{id}/attainment", signed_in)
def not_met_after_all(visit: Visit, id: Id) -> Response:
    return _take_up(visit, id, "met")


@router.put("/goals/{id}/abandonment", signed_in)
def drop(visit: Visit, id: Id) -> Response:
    return _put(visit, id, "abandonment", DROPPED, lambda: states.drop(visit.db, visit.actor, id, _reason(visit)))


@router.delete("/goals/{id}/abandonment", signed_in)
def not_dropped_after_all(visit: Visit, id: Id) -> Response:
    return _take_up(visit, id, "dropped")


def _take_up(visit: Visit, id: int, after: str) -> Response:
    states.take_up(visit.db, visit.actor, id, after)
    return pages.redirect(visit, f"/goals/{id}", note=TAKEN_UP)


def _put(visit: Visit, id: int, part: str, note: str, change: Callable[[], object]) -> Response:
    """Change the state; when it is refused the page of the goal with that form open and the text kept."""
    try:
        change()
    except Refused as refused:
        return goal_page(visit, id, refused, part)
    return pages.redirect(visit, f"/goals/{id}", note=note)


def _reason(visit: Visit) -> str:
    return parse(ReasonForm, visit.posted).reason
