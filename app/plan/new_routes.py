"""A new goal: which competency, what is proposed, putting it into the plan."""

import secrets
from datetime import date

from starlette.responses import Response

from app.gaps import words as gap_words
from app.goals import queries, rules
from app.goals.actions import LONGEST, Step
from app.kit import clock, pages
from app.kit.errors import NotFound, Refused
from app.kit.forms import Posted, parse
from app.kit.i18n import noop
from app.kit.routing import Router, Visit
from app.people import access
from app.people.access import signed_in
from app.plan import view, words
from app.plan.forms import DayForm, NewGoalForm
from app.plan.proposal import Proposal, offered, propose

router = Router()
ADDED = noop("The goal is in the plan. A manager can agree to it now.")


@router.get("/goals/new", signed_in)
def new(visit: Visit, competency: str = "") -> Response:
    """A goal proposed from a gap; without a competency the choice of one, gaps first. NotFound for an unknown one."""
    return _new_page(visit, competency) if competency else _choice(visit)


def _choice(visit: Visit, refused: Refused | None = None) -> Response:
    return pages.page(
        visit,
        "plan/choose.html",
        refused.status if refused else 200,
        plan=(found := _my_plan(visit)),
        goals=queries.grouped(found.open),
        words=words,
        gap_words=gap_words,
        fault=refused.message if refused else "",
    )


def _my_plan(visit: Visit) -> view.Plan:
    return view.plan(visit.db, visit.actor, access.subject(visit.db, visit.actor, visit.actor.person_id))


def _new_page(visit: Visit, competency_id: str, refused: Refused | None = None) -> Response:
    """The proposal; after a refusal what was sent of it."""
    proposal, found = _proposal(visit, competency_id)
    posted = visit.posted
    proposed = {
        "to_proficiency": proposal.to, "why": proposal.why, "measure": proposal.measure,
        "due_on": proposal.due_on.isoformat(), "hours": proposal.hours, "once": secrets.token_urlsafe(18),
    }  # fmt: skip
    days = {offer.suggestion.key: offer.on.isoformat() for offer in proposal.offers}
    return pages.page(
        visit,
        "plan/new.html",
        refused.status if refused else 200,
        proposal=proposal,
        plan=found,
        words=words,
        gap_words=gap_words,
        values={**proposed, **posted.values} if refused else proposed,
        ticked=posted.fields.get("suggested", ()) if refused else tuple(days)[:2],
        days={key: posted.get(f"on.{key}", day) for key, day in days.items()},
        errors=refused.errors if refused else {},
        fault=refused.message if refused else "",
    )


def _proposal(visit: Visit, competency_id: str) -> tuple[Proposal, view.Plan]:
    found = _my_plan(visit)
    competency = found.framework.competency(competency_id)
    if competency is None:
        raise NotFound()
    seen = found.picture
    return propose(found.framework, seen.analysis, seen.face, competency, found.target, clock.today()), found


@router.post("/goals", signed_in)
def add(visit: Visit) -> Response:
    """A new goal with the actions that were ticked. The same form sent twice makes one."""
    try:
        sent = parse(NewGoalForm, visit.posted)
        goal = rules.add(visit.db, visit.actor, sent.as_values(), _steps(visit, sent), sent.once)
    except Refused as refused:
        competency = visit.posted.get("competency")
        return _new_page(visit, competency, refused) if competency else _choice(visit, refused)
    return pages.redirect(visit, f"/goals/{goal.id}", note=ADDED)


def _steps(visit: Visit, sent: NewGoalForm) -> list[Step]:
    proposal, found = _proposal(visit, sent.competency)
    known = offered(found.framework, found.picture.analysis, proposal.competency)
    steps = []
    for key in dict.fromkeys(sent.suggested):
        if key in known:
            steps.append(Step(str(known[key].exercise.task).rstrip("。.")[:LONGEST], _day(visit.posted, f"on.{key}")))
    return [*steps, Step(sent.title, sent.day)] if sent.title else steps


def _day(posted: Posted, name: str) -> date | None:
    """The day in a field of its own name; Refused under that name."""
    try:
        return parse(DayForm, Posted({"on": posted.fields.get(name, ())})).on
    except Refused as refused:
        raise Refused(refused.message, {name: refused.errors["on"]}) from refused
