"""The writer's page for the contribution split."""

from starlette.responses import Response

from app.evidence import proof_queries, rules
from app.evidence.shares import named as sharing_named
from app.evidence.shares import seen as seen_split
from app.evidence.shares.form import NEW_ROWS, SeenForm, split_sent
from app.evidence.shares.rules import StaleSplit
from app.kit import pages
from app.kit.errors import Problem, Refused
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people.access import signed_in

router = Router()
SHARED = noop("Saved. Each colleague is asked to confirm their share.")


@router.get("/evidence/{id}/contributions", signed_in)
def split(visit: Visit, id: Id) -> Response:
    """The form of the split, for the writer."""
    return _split_page(visit, id)


def _split_page(visit: Visit, id: int, problem: Problem | None = None) -> Response:
    found = proof_queries.split(visit.db, visit.actor, id)
    stored = {share.person_id: share.percent for share in found.shares}
    return pages.page(
        visit,
        "evidence/share.html",
        problem.status if problem else 200,
        split=found,
        seen=seen_split.encoded(stored),
        new_rows=[f"new{n}" for n in range(NEW_ROWS)],
        sent=visit.posted.values,
        stale=problem if isinstance(problem, StaleSplit) else None,
        errors=problem.errors if isinstance(problem, Refused) else {},
        fault=problem.message if problem else "",
    )


@router.put("/evidence/{id}/contributions", signed_in)
def share(visit: Visit, id: Id) -> Response:
    rules.mine(visit.db, visit.actor, id)
    try:
        seen = seen_split.decoded(parse(SeenForm, visit.posted).seen)
        rows = split_sent(visit.posted)
        sharing_named.share_named(visit.db, visit.actor, id, rows, seen)
    except (Refused, StaleSplit) as problem:
        return _split_page(visit, id, problem)
    return pages.redirect(visit, f"/evidence/{id}#contributions", note=SHARED)
