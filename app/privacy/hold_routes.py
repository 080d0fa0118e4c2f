"""A person's legal hold, and the erasure that HR asks for her."""

from collections.abc import Callable

from starlette.responses import Response

from app.kit import clock, pages
from app.kit.errors import Conflict, Problem, Refused
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people import access
from app.people.access import hr
from app.privacy import holds, queries, requests, words
from app.privacy.forms import ErasureForm, HoldForm

router = Router()
PLACED = noop("The legal hold stands. Nothing of this person is erased.")
LIFTED = noop("The legal hold is lifted.")


@router.get("/people/{id}/legal-hold", hr)
def show(visit: Visit, id: Id) -> Response:
    """Whether a hold stands and why, those before it, and the way to an erasure."""
    return _show(visit, id)


def _show(visit: Visit, id: int, problem: Problem | None = None) -> Response:
    subject = access.subject(visit.db, visit.actor, id)
    found = queries.holds(visit.db, id)
    return pages.page(
        visit,
        "privacy/hold.html",
        problem.status if problem else 200,
        subject=subject,
        standing=found[0] if found and found[0].lifted_at is None else None,
        lifted=[one for one in found if one.lifted_at],
        erasure=queries.my_erasure(visit.db, id),
        gone=subject.left_on is not None and subject.left_on <= clock.today(),
        mine=id == visit.actor.person_id,
        words=words,
        form=visit.posted.values,
        errors=problem.errors if isinstance(problem, Refused) else {},
        fault=problem.message if problem else "",
    )


def _change(visit: Visit, id: int, change: Callable[[str], object], note: str) -> Response:
    access.subject(visit.db, visit.actor, id)
    try:
        change(parse(HoldForm, visit.posted).reason)
    except (Refused, Conflict) as problem:
        return _show(visit, id, problem)
    return pages.redirect(visit, f"/people/{id}/legal-hold", note=note)


@router.put("/people/{id}/legal-hold", hr)
def place(visit: Visit, id: Id) -> Response:
    return _change(visit, id, lambda reason: holds.place(visit.db, visit.actor, id, reason), PLACED)


@router.delete("/people/{id}/legal-hold", hr)
def lift(visit: Visit, id: Id) -> Response:
    return _change(visit, id, lambda reason: holds.lift(visit.db, visit.actor, id, reason), LIFTED)


@router.post("/people/{id}/erasures", hr)
def ask(visit: Visit, id: Id) -> Response:
    """HR writes down that somebody asks for it; the decision is the next page."""
    access.subject(visit.db, visit.actor, id)
    try:
        made = requests.ask_for(visit.db, visit.actor, id, parse(ErasureForm, visit.posted).words)
    except (Refused, Conflict) as problem:
        return _show(visit, id, problem)
    return pages.redirect(visit, f"/erasures/{made.id}")
