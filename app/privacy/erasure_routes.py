"""Erasures as HR decides them, with what goes and what stays written out."""

from starlette.responses import Response

from app.kit import clock, pages
from app.kit.errors import Conflict, Problem, Refused
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.lists import Page
from app.kit.routing import Id, Router, Visit
from app.people.access import hr
from app.privacy import holds, queries, requests, words
from app.privacy.forms import DecisionForm
from app.privacy.whose import STAYS

router = Router()
DECLINED = noop("Declined. The person reads the reason under My data.")
GRANTED = noop("Erased.")
HALF = noop("Their own entries are erased. The record goes when its time is over.")


@router.get("/erasures", hr)
def index(visit: Visit, page: Page = 1) -> Response:
    """Those that wait for a decision first."""
    found, more = queries.erasures(visit.db, page)
    return pages.page(
        visit,
        "privacy/erasures.html",
        erasures=found,
        more=more,
        number=page,
        waiting=queries.open_requests(visit.db),
        words=words,
    )


@router.get("/erasures/{id}", hr)
def show(visit: Visit, id: Id) -> Response:
    """What would go when, what stays and why, and the decision."""
    return _show(visit, id)


def _show(visit: Visit, id: int, problem: Problem | None = None) -> Response:
    db, found = visit.db, queries.erasure(visit.db, id)
    gone = found.left_on is not None and found.left_on <= clock.today()
    until = requests.record_until(db, found.left_on or clock.today())
    return pages.page(
        visit,
        "privacy/erasure.html",
        problem.status if problem else 200,
        one=found,
        held=holds.held(db, found.person.id),
        gone=gone,
        until=until if until and until > clock.today() else None,
        mine=found.person.id == visit.actor.person_id,
        stays=STAYS,
        words=words,
        form=visit.posted.values,
        errors=problem.errors if isinstance(problem, Refused) else {},
        fault=problem.message if problem else "",
    )


@router.put("/erasures/{id}/decision", hr)
def decide(visit: Visit, id: Id) -> Response:
    try:
        sent = parse(DecisionForm, visit.posted)
        if sent.outcome == "declined":
            requests.decline(visit.db, visit.actor, id, sent.answer)
            return pages.redirect(visit, "/erasures", note=DECLINED)
        file = visit.settings.erasures_file
        complete = requests.grant(visit.db, visit.actor, id, sent.answer, sent.typed, file)
    except (Refused, Conflict) as problem:
        return _show(visit, id, problem)
    return pages.redirect(visit, "/erasures", note=GRANTED if complete else HALF)
