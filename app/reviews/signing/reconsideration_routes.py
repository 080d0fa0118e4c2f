"""Reconsideration: asking for it, what was asked of whom, and the answer."""

from starlette.responses import Response

from app.framework import versions
from app.kit import clock, pages
from app.kit.errors import Conflict, Forbidden, Problem, Refused
from app.kit.forms import parse
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people import access
from app.people import queries as people
from app.people.access import signed_in
from app.reviews.signing import queries, reconsiderations, reconsidering, words
from app.reviews.signing.forms import AnswerForm, AskForm, new_ratings

router = Router()
ASKED = noop("Asked. You will find the answer here.")
ANSWERED = noop("Answered. The person reads it now.")


@router.get("/conversations/{id}/reconsiderations/new", signed_in)
def new(visit: Visit, id: Id) -> Response:
    """To whom, by when it will be answered, and the person's words."""
    return _ask_page(visit, id)


@router.post("/conversations/{id}/reconsiderations", signed_in)
def ask(visit: Visit, id: Id) -> Response:
    try:
        sent = parse(AskForm, visit.posted)
        made = reconsidering.ask(visit.db, visit.actor, id, sent.number, sent.to, sent.words)
    except (Refused, Conflict) as problem:
        return _ask_page(visit, id, problem)
    return pages.redirect(visit, f"/reconsiderations/{made.id}", note=ASKED)


def _ask_page(visit: Visit, id: int, problem: Problem | None = None) -> Response:
    found, records = queries.read(visit.db, visit.actor, id)
    if found.side != "person":
        raise Forbidden(_("Only she herself asks for a reconsideration."))
    open_one = any(one.open for one in reconsiderations.of_conversation(visit.db, id))
    sentence = reconsidering.why_not(found, open_one)
    if not records:
        raise Conflict(sentence)
    manager = reconsiderations.managers_manager(visit.db, found.subject.id, records[-1].by_id)
    return pages.page(
        visit,
        "reviews/signing/ask.html",
        problem.status if problem else 200,
        talk=found,
        latest=records[-1],
        hr=reconsiderations.hr_can_answer(visit.db, found.subject.id, records[-1].by_id),
        manager=people.by_id(visit.db, [manager])[manager] if manager else None,
        answered_by=reconsiderations.answered_by(clock.today()),
        until=clock.day_of(records[-1].at) + reconsiderations.WITHIN,
        sentence=sentence,
        words=words,
        form=visit.posted.values,
        errors=problem.errors if isinstance(problem, Refused) else {},
        fault=problem.message if problem else "",
    )


@router.get("/reconsiderations", signed_in)
def index(visit: Visit) -> Response:
    """What waits for the reader's answer, what she asked herself, and what else she may read."""
    due, mine, others = reconsiderations.around(visit.db, visit.actor)
    return pages.page(visit, "reviews/signing/reconsiderations.html", due=due, mine=mine, others=others, words=words)


@router.get("/reconsiderations/{id}", signed_in)
def show(visit: Visit, id: Id) -> Response:
    return _page(visit, id)


@router.put("/reconsiderations/{id}/answer", signed_in)
def answer(visit: Visit, id: Id) -> Response:
    """It stands, or new ratings in a record of their own. The same form sent twice has one effect."""
    try:
        sent = parse(AnswerForm, visit.posted)
        agreed = new_ratings(visit.posted)
        reconsidering.answer(visit.db, visit.actor, id, sent.after, sent.outcome, sent.answer, agreed)
    except (Refused, Conflict) as problem:
        return _page(visit, id, problem)
    return pages.redirect(visit, f"/reconsiderations/{id}", note=ANSWERED)


def _page(visit: Visit, id: int, problem: Problem | None = None) -> Response:
    asked, above = reconsiderations.one(visit.db, visit.actor, id)
    found, records = queries.read(visit.db, visit.actor, asked.participant_id)
    if not visit.unsafe:
        access.log_reading(visit, found.subject, f"reconsideration:{id}")
    latest = records[-1]
    return pages.page(
        visit,
        "reviews/signing/reconsideration.html",
        problem.status if problem else 200,
        asked=asked,
        talk=found,
        latest=latest,
        content=latest.content,
        framework=versions.load(visit.db, latest.content.framework.version_id).framework,
        to_answer=asked.answerable(visit.actor, above),
        with_hr=asked.with_hr(above),
        words=words,
        form=visit.posted.values,
        errors=problem.errors if isinstance(problem, Refused) else {},
        fault=problem.message if problem else "",
    )
