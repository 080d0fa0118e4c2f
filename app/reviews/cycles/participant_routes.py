"""HR says who takes part: joining late, excused and readmitted, reopened after the cycle was closed."""

from collections.abc import Callable

from starlette.responses import Response

from app.cycles import queries, rules
from app.kit import pages
from app.kit.errors import Conflict, Refused
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people.access import hr
from app.reviews.cycles import choosing
from app.reviews.cycles.cycle_routes import progress_page
from app.reviews.cycles.forms import ReasonForm, WhoForm
from app.reviews.cycles.keeping_routes import outcome, who
from app.reviews.cycles.progress import Filter

router = Router()
EXCUSED = noop("Excused from the cycle. What was written stays.")
READMITTED = noop("Takes part again.")
REOPENED = noop("Reopened for this one person.")
CLOSED_AGAIN = noop("Closed again for this person.")


@router.get("/cycles/{id}/participants", hr)
def joining(visit: Visit, id: Id) -> Response:
    return _joining_page(visit, id)


def _joining_page(visit: Visit, id: int, refused: Refused | None = None) -> Response:
    cycle = queries.cycle(visit.db, id)
    if cycle.closed_at:
        raise Conflict(rules.closed_sentence())
    return pages.page(
        visit,
        "reviews/cycles/joining.html",
        refused.status if refused else 200,
        cycle=cycle,
        errors=refused.errors if refused else {},
        fault=refused.message if refused else "",
        **who(visit, refused),
    )


@router.post("/cycles/{id}/participants", hr)
def join(visit: Visit, id: Id) -> Response:
    """More people, at the beginning or later. Who takes part already is passed over."""
    try:
        sent = parse(WhoForm, visit.posted)
        people = choosing.chosen(visit.db, sent.departments, sent.levels, sent.lines)
        joined = choosing.enrol(visit.db, visit.actor, id, people)
    except Refused as refused:
        return _joining_page(visit, id, refused)
    return pages.redirect(visit, f"/cycles/{id}", **outcome(joined))


@router.put("/participants/{id}/excuse", hr)
def excuse(visit: Visit, id: Id) -> Response:
    return _change(visit, id, EXCUSED, lambda: rules.excuse(visit.db, visit.actor, id, _reason(visit)))


@router.delete("/participants/{id}/excuse", hr)
def readmit(visit: Visit, id: Id) -> Response:
    return _change(visit, id, READMITTED, lambda: rules.readmit(visit.db, visit.actor, id))


@router.put("/participants/{id}/reopening", hr)
def reopen(visit: Visit, id: Id) -> Response:
    return _change(visit, id, REOPENED, lambda: rules.reopen(visit.db, visit.actor, id, _reason(visit)))


@router.delete("/participants/{id}/reopening", hr)
def close_again(visit: Visit, id: Id) -> Response:
    return _change(visit, id, CLOSED_AGAIN, lambda: rules.close_again(visit.db, visit.actor, id))


def _reason(visit: Visit) -> str:
    return parse(ReasonForm, visit.posted).reason


def _change(visit: Visit, id: int, note: str, change: Callable[[], object]) -> Response:
    """Run a change to one person's part; refused, the cycle's page comes back with what was typed."""
    cycle_id = queries.participation(visit.db, id).cycle.id
    try:
        change()
    except (Refused, Conflict) as problem:
        return progress_page(visit, cycle_id, Filter(), id, problem)
    return pages.redirect(visit, f"/cycles/{cycle_id}", note=note, person=id)
