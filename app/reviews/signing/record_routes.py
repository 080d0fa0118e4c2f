"""A frozen record, and the person's answers to it."""

from datetime import date

from starlette.responses import Response

from app.framework import versions
from app.kit import clock, pages
from app.kit.errors import Conflict, Problem, Refused
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people import access
from app.people.access import signed_in
from app.reviews import calibrated
from app.reviews.signing import differences, queries, reconsiderations, reconsidering, rules, words
from app.reviews.signing.forms import DissentForm
from app.reviews.signing.signature_routes import KIND
from app.reviews.talk import Talk

router = Router()
SEEN = noop("Acknowledged: seen, not agreed.")
DISSENTED = noop("Your words stand beside the record now.")


@router.get("/conversations/{id}/records/{number}", signed_in)
def show(visit: Visit, id: Id, number: Id) -> Response:
    """A record, with all of the conversation beside it."""
    return _page(visit, id, number)


@router.put("/records/{id}/acknowledgement", signed_in)
def acknowledge(visit: Visit, id: Id) -> Response:
    rules.acknowledge(visit.db, visit.actor, id)
    return _back(visit, id, SEEN)


@router.put("/records/{id}/dissent", signed_in)
def dissent(visit: Visit, id: Id) -> Response:
    try:
        rules.dissent(visit.db, visit.actor, id, parse(DissentForm, visit.posted).words)
    except (Refused, Conflict) as problem:
        conversation_id, number = queries.where(visit.db, id)
        return _page(visit, conversation_id, number, problem)
    return _back(visit, id, DISSENTED)


def _back(visit: Visit, record_id: int, note: str) -> Response:
    conversation_id, number = queries.where(visit.db, record_id)
    return pages.redirect(visit, f"/conversations/{conversation_id}/records/{number}", note=note)


def _page(visit: Visit, id: int, number: int, problem: Problem | None = None) -> Response:
    found, records, record = queries.read_one(visit.db, visit.actor, id, number)
    if not visit.unsafe:
        access.log_reading(visit, found.subject, f"conversation:{id}")
    content = record.content
    asked = reconsiderations.of_conversation(visit.db, id)
    return pages.page(
        visit,
        "reviews/signing/record.html",
        problem.status if problem else 200,
        talk=found,
        records=records,
        record=record,
        content=content,
        held_on=content.held_on,
        framework=versions.load(visit.db, content.framework.version_id).framework,
        changes=differences.changes(records[number - 2].content if number > 1 else None, content),
        differing=differences.changed_ever(records),
        calibrations=calibrated.before_signing(visit.db, id, found.subject.relation, records[0].at),
        counts=record.counts,
        sides_hidden=record.sides_hidden,
        reconsiderations=asked if reconsiderations.told(found.subject.relation) else [],
        askable=_askable(found, any(one.open for one in asked)),
        amendable=found.side == "manager" and found.participation.running,
        kinds=KIND,
        words=words,
        form=visit.posted.values,
        errors=problem.errors if isinstance(problem, Refused) else {},
        fault=problem.message if problem else "",
    )


def _askable(found: Talk, open_one: bool) -> date | None:
    """The last day on which the person, if it is she who reads, can ask for a reconsideration; None: she cannot."""
    if found.side != "person" or reconsidering.why_not(found, open_one):
        return None
    return clock.day_of(found.progress.records[-1].at) + reconsiderations.WITHIN
