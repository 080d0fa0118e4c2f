"""What people ask to have corrected, as HR answers it."""

from starlette.responses import Response

from app.kit import pages
from app.kit.errors import Conflict, Problem, Refused
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.lists import Page
from app.kit.routing import Id, Router, Visit
from app.people.access import hr
from app.privacy import corrections, queries, words
from app.privacy.forms import AnswerForm

router = Router()
ANSWERED = noop("Answered. The person reads it under My data.")


@router.get("/corrections", hr)
def index(visit: Visit, page: Page = 1) -> Response:
    """Open ones first."""
    found, more = queries.corrections(visit.db, page)
    return pages.page(
        visit,
        "privacy/corrections.html",
        asked=found,
        more=more,
        number=page,
        field_titles={one.id: one.title for one in corrections.FIELDS},
        waiting=queries.open_requests(visit.db),
        words=words,
    )


@router.get("/corrections/{id}", hr)
def show(visit: Visit, id: Id) -> Response:
    """What is recorded, what is wanted, and the answer."""
    return _show(visit, id)


def _show(visit: Visit, id: int, problem: Problem | None = None) -> Response:
    found = queries.correction(visit.db, id)
    return pages.page(
        visit,
        "privacy/correction.html",
        problem.status if problem else 200,
        one=found,
        field=corrections.BY_ID[found.field],
        recorded=queries.recorded(visit.db, found.person.id),
        words=words,
        form=visit.posted.values,
        errors=problem.errors if isinstance(problem, Refused) else {},
        fault=problem.message if problem else "",
    )


@router.put("/corrections/{id}/answer", hr)
def answer(visit: Visit, id: Id) -> Response:
    try:
        sent = parse(AnswerForm, visit.posted)
        corrections.answer(visit.db, visit.actor, id, sent.outcome, sent.value, sent.answer)
    except (Refused, Conflict) as problem:
        return _show(visit, id, problem)
    return pages.redirect(visit, "/corrections", note=ANSWERED)
