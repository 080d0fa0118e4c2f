"""Level changes: proposing one from a conversation, all that somebody may read, one of them with HR's decision."""

from datetime import timedelta

from starlette.responses import Response

from app.framework import versions
from app.kit import clock, pages, workdays
from app.kit.errors import Conflict, Problem, Refused
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.lists import Page
from app.kit.routing import Id, Router, Visit
from app.people import access
from app.people.access import signed_in
from app.reviews.level_changes import queries, rules, words
from app.reviews.level_changes.forms import DecisionForm, ProposalForm
from app.reviews.level_changes.readiness import from_json, in_order, points

router = Router()
PROPOSED = noop("Proposed. HR decides, and you find the decision here.")
DECIDED = noop("Decided. The person and her manager read it now.")
WITHDRAWN = noop("Taken back.")


@router.get("/conversations/{id}/level-changes/new", signed_in)
def new(visit: Visit, id: Id, level: str = "") -> Response:
    """The readiness list as it is now, and the proposer's words."""
    return _new(visit, id, level[:130])


def _new(visit: Visit, id: int, wanted: str, problem: Problem | None = None) -> Response:
    found = rules.proposing(visit.db, visit.actor, id)
    subject, framework = found.subject, versions.in_force(visit.db).framework
    offered = rules.offered(framework, subject.level, subject.face)
    aimed = next((one for one in offered if "/".join(filter(None, one)) == wanted), offered[0] if offered else None)
    listed = points(visit.db, visit.actor, subject, *aimed)[1] if aimed else ()
    return pages.page(
        visit,
        "reviews/level_changes/new.html",
        problem.status if problem else 200,
        talk=found,
        framework=framework,
        offered=offered,
        aimed=aimed,
        grouped=in_order(listed),
        words=words,
        form=visit.posted.values,
        errors=problem.errors if isinstance(problem, Refused) else {},
        fault=problem.message if problem else "",
    )


@router.post("/conversations/{id}/level-changes", signed_in)
def propose(visit: Visit, id: Id) -> Response:
    try:
        sent = parse(ProposalForm, visit.posted)
        made = rules.propose(visit.db, visit.actor, id, *sent.target(), sent.words)
    except (Refused, Conflict) as problem:
        return _new(visit, id, visit.posted.get("level")[:130], problem)
    return pages.redirect(visit, f"/level-changes/{made.id}", note=PROPOSED)


@router.get("/level-changes", signed_in)
def index(visit: Visit, page: Page = 1) -> Response:
    """What waits first: for HR all, for a manager those of the people below him, for a person her own."""
    found, more = queries.readable(visit.db, visit.actor, page)
    framework = versions.in_force(visit.db).framework
    return pages.page(
        visit,
        "reviews/level_changes/index.html",
        changes=found,
        framework=framework,
        number=page,
        more=more,
        words=words,
    )


@router.get("/level-changes/{id}", signed_in)
def show(visit: Visit, id: Id) -> Response:
    """Who proposed what and why, the list as it was and as it is, and the decision."""
    return _show(visit, id)


def _show(visit: Visit, id: int, problem: Problem | None = None) -> Response:
    subject, change = queries.one(visit.db, visit.actor, id)
    if not visit.unsafe:
        access.log_reading(visit, subject, f"level_change:{id}")
    framework = versions.in_force(visit.db).framework
    target = framework.level(change.to_level)
    known = target is not None and change.to_face in (None, *target.faces)
    now = points(visit.db, visit.actor, subject, change.to_level, change.to_face)[1] if known else ()
    me = visit.actor.person_id
    waits = change.state == "waiting"
    return pages.page(
        visit,
        "reviews/level_changes/show.html",
        problem.status if problem else 200,
        change=change,
        subject=subject,
        framework=framework,
        before=in_order(from_json(change.readiness)),
        now=in_order(now) if waits else [],
        skipped=words.skipped(framework, change.from_level, change.to_level),
        decides=waits and visit.actor.hr and me not in (change.person_id, change.proposed_by_id),
        withdraws=waits and me == change.proposed_by_id,
        next_day=workdays.next_working_day(clock.today() - timedelta(days=1)).on,
        words=words,
        form=visit.posted.values,
        errors=problem.errors if isinstance(problem, Refused) else {},
        fault=problem.message if problem else "",
    )


@router.put("/level-changes/{id}/decision", signed_in)
def decide(visit: Visit, id: Id) -> Response:
    try:
        sent = parse(DecisionForm, visit.posted)
        rules.decide(visit.db, visit.actor, id, sent.outcome, sent.reason, sent.effective_on)
    except (Refused, Conflict) as problem:
        return _show(visit, id, problem)
    return pages.redirect(visit, f"/level-changes/{id}", note=DECIDED)


@router.put("/level-changes/{id}/withdrawal", signed_in)
def withdraw(visit: Visit, id: Id) -> Response:
    try:
        rules.withdraw(visit.db, visit.actor, id)
    except Conflict as problem:
        return _show(visit, id, problem)
    return pages.redirect(visit, f"/level-changes/{id}", note=WITHDRAWN)
