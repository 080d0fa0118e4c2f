"""My data: what is kept about me, and what I ask HR to do with it."""

from starlette.responses import Response

from app.kit import pages
from app.kit.errors import Conflict, Problem, Refused, TooMany
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people.access import signed_in
from app.privacy import corrections, holds, kinds, queries, requests, retention, words
from app.privacy.forms import CorrectionForm, ErasureForm
from app.privacy.whose import STAYS

router = Router()
ASKED = noop("Sent to HR. You find the answer here.")
WITHDRAWN = noop("Taken back.")


@router.get("/me/data", signed_in)
def show(visit: Visit) -> Response:
    """What is kept about me, why, how long and who reads it; corrections and erasure."""
    return _page(visit)


def _page(visit: Visit, part: str = "", problem: Problem | None = None) -> Response:
    db, me = visit.db, visit.actor.person_id
    return pages.page(
        visit,
        "privacy/mine.html",
        problem.status if problem else 200,
        kinds=kinds.KINDS,
        amounts=kinds.amounts(db, me),
        term=kinds.term,
        months=retention.months(db),
        fields=corrections.FIELDS,
        field_titles={one.id: one.title for one in corrections.FIELDS},
        recorded=queries.recorded(db, me),
        asked=queries.my_corrections(db, me),
        erasure=queries.my_erasure(db, me),
        held=holds.held(db, me),
        stays=STAYS,
        words=words,
        part=part,
        form=visit.posted.values,
        errors=problem.errors if isinstance(problem, Refused) else {},
        fault=problem.message if problem else "",
    )


@router.post("/me/corrections", signed_in)
def ask_correction(visit: Visit) -> Response:
    try:
        sent = parse(CorrectionForm, visit.posted)
        corrections.ask(visit.db, visit.actor, sent.field, sent.wanted, sent.words)
    except (Refused, TooMany) as problem:
        return _page(visit, "correction", problem)
    return pages.redirect(visit, "/me/data#requests", note=ASKED)


@router.delete("/me/corrections/{id}", signed_in)
def withdraw_correction(visit: Visit, id: Id) -> Response:
    try:
        corrections.withdraw(visit.db, visit.actor, id)
    except Conflict as problem:
        return _page(visit, "requests", problem)
    return pages.redirect(visit, "/me/data#requests", note=WITHDRAWN)


@router.post("/me/erasure", signed_in)
def ask_erasure(visit: Visit) -> Response:
    try:
        requests.ask(visit.db, visit.actor, parse(ErasureForm, visit.posted).words)
    except Refused as problem:
        return _page(visit, "erasure", problem)
    return pages.redirect(visit, "/me/data#erasure", note=ASKED)


@router.delete("/me/erasure", signed_in)
def withdraw_erasure(visit: Visit) -> Response:
    requests.withdraw(visit.db, visit.actor)
    return pages.redirect(visit, "/me/data#erasure", note=WITHDRAWN)
