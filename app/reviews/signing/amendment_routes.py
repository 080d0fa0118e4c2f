"""Amending a signed conversation: a record beside those before, with its reason."""

from starlette.responses import Response

from app.framework import versions
from app.kit import pages
from app.kit.errors import Conflict, Problem, Refused
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people.access import signed_in
from app.reviews.signing import amending, queries, rules, words
from app.reviews.signing.forms import AmendmentForm, new_ratings

router = Router()
AMENDED = noop("The amendment stands beside the record. The person is asked to acknowledge it.")


@router.get("/conversations/{id}/amendments/new", signed_in)
def new(visit: Visit, id: Id) -> Response:
    """The ratings as they are, to choose others, and an addition to the notes."""
    amending.require_amendable(rules.managers(visit.db, visit.actor, id))
    return _page(visit, id)


@router.post("/conversations/{id}/amendments", signed_in)
def amend(visit: Visit, id: Id) -> Response:
    """A new record. The same form sent twice makes one."""
    amending.require_amendable(rules.managers(visit.db, visit.actor, id))
    try:
        sent = parse(AmendmentForm, visit.posted)
        changes = amending.Changes(agreed=new_ratings(visit.posted), addition=sent.addition)
        made = amending.amend_as_manager(visit.db, visit.actor, id, sent.after, changes, sent.reason)
    except (Refused, Conflict) as problem:
        return _page(visit, id, problem)
    return pages.redirect(visit, f"/conversations/{id}/records/{made.number}", note=AMENDED)


def _page(visit: Visit, id: int, problem: Problem | None = None) -> Response:
    found, records = queries.read(visit.db, visit.actor, id)
    latest = records[-1]
    return pages.page(
        visit,
        "reviews/signing/amendment.html",
        problem.status if problem else 200,
        talk=found,
        latest=latest,
        content=latest.content,
        framework=versions.load(visit.db, latest.content.framework.version_id).framework,
        words=words,
        form=visit.posted.values,
        errors=problem.errors if isinstance(problem, Refused) else {},
        fault=problem.message if problem else "",
    )
