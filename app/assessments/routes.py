"""Assessment pages: history, the assessment itself, saving a rating, submitting."""

from starlette.responses import Response

from app.assessments import in_cycle, over_time, queries, rules
from app.assessments.forms import RatingForm, StartForm, of_competency, sent_competencies
from app.assessments.in_cycle import Due
from app.assessments.logged import logged
from app.assessments.queries import View
from app.assessments.rules import StaleRating
from app.kit import pages
from app.kit.errors import Conflict, Problem, Refused
from app.kit.forms import parse
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people import access
from app.people.access import Subject, signed_in

router = Router()
SUBMITTED = noop("Submitted. It is frozen now, and your gaps are worked out from it.")
SUBMITTED_FOR_ANOTHER = noop("Submitted. It is frozen now, and opens to the other side once both have submitted.")
DISCARDED = noop("The draft is deleted.")
SAVED = noop("Saved.")


@router.get("/assessments", signed_in)
def index(visit: Visit) -> Response:
    """My own assessments, latest first, and what changed between them."""
    subject = access.subject(visit.db, visit.actor, visit.actor.person_id)
    entries = queries.history(visit.db, visit.actor, subject)
    own = [entry for entry in entries if entry.of_oneself]
    shown = over_time.steps(visit.db, [e for e in entries if e.submitted_at and (e.of_oneself or e.agreed)])
    columns, rows = over_time.lines(shown)
    return pages.page(
        visit,
        "assessments/index.html",
        subject=subject,
        draft=next((entry for entry in own if not entry.submitted_at), None),
        steps=[step for step in shown if not step.entry.agreed],
        agreed=[step for step in shown if step.entry.agreed],
        columns=columns,
        rows=rows,
        others=[entry for entry in entries if not entry.of_oneself and not entry.agreed],
    )


@router.get("/assessments/new", signed_in)
def new(visit: Visit, person: Id | None = None) -> Response:
    """What an assessment is, and the button that starts one; an open one is simply continued."""
    subject = access.subject_of_line(visit.db, visit.actor, person or visit.actor.person_id)
    rules.require_may_assess(subject)
    history = queries.history(visit.db, visit.actor, subject)
    entries = [entry for entry in history if entry.author_id == visit.actor.person_id and not entry.agreed]
    draft = next((entry for entry in entries if not entry.submitted_at), None)
    due, sealed = _due(visit, subject)
    return pages.page(
        visit,
        "assessments/new.html",
        subject=subject,
        draft=draft,
        last=entries[-1] if entries and not draft else None,
        due=due,
        sealed=sealed,
    )


def _due(visit: Visit, subject: Subject) -> tuple[Due | None, str]:
    """The cycle for which a new assessment would count; or why there is none while the other side's is awaited."""
    try:
        return in_cycle.due(visit.db, subject.id, visit.actor.person_id), ""
    except Refused as refused:
        return None, refused.message


@router.post("/assessments", signed_in)
def start(visit: Visit) -> Response:
    """A new one, or the open one."""
    person_id = parse(StartForm, visit.posted).person or visit.actor.person_id
    subject = access.subject_of_line(visit.db, visit.actor, person_id)
    assessment = rules.start(visit.db, visit.actor, subject)
    return pages.redirect(visit, f"/assessments/{assessment.id}")


@router.get("/assessments/{id}", signed_in)
def show(visit: Visit, id: Id) -> Response:
    found = queries.view(visit.db, visit.actor, id)
    if found.mine and found.open:
        return _form(visit, found)
    if not found.mine:
        access.log_reading(visit, found.subject, f"assessment:{id}")
    return pages.page(visit, "assessments/show.html", view=found, cycle=in_cycle.belongs(visit.db, found.entry))


def _form(visit: Visit, found: View, status: int = 200, **values: object) -> Response:
    """The open assessment, with what was logged since the last one beside each competency."""
    beside = {"states": {}, "tried": {}, "logged": logged(visit.db, found)}
    cycle = in_cycle.belongs(visit.db, found.entry)
    return pages.page(visit, "assessments/edit.html", status, view=found, cycle=cycle, **{**beside, **values})


@router.put("/assessments/{id}/ratings/{competency}", signed_in)
def rate(visit: Visit, id: Id, competency: str) -> Response:
    """Save one rating: the state beside it and the progress; without script, back to its card."""
    posted = of_competency(visit.posted, competency)
    try:
        sent = parse(RatingForm, posted)
        rules.rate(visit.db, visit.actor, id, competency, sent.as_answer(), sent.version)
    except (Refused, StaleRating) as problem:
        return _not_saved(visit, id, {competency: problem}, [competency])
    if not visit.htmx:
        return pages.redirect(visit, f"/assessments/{id}", note=SAVED)
    found = queries.view(visit.db, visit.actor, id)
    return pages.fragment(visit, "assessments/_saved.html", view=found, card=found.card(competency), states={})


@router.put("/assessments/{id}/ratings", signed_in)
def rate_all(visit: Visit, id: Id) -> Response:
    """Save the whole page, as one form without script does: all of it, or nothing and the text kept."""
    rules.draft(visit.db, visit.actor, id)
    problems = _save_all(visit, id)
    if problems:
        return _not_saved(visit, id, problems, sent_competencies(visit.posted))
    if "submission" in visit.posted.fields:
        return pages.redirect(visit, f"/assessments/{id}/submission")
    return pages.redirect(visit, f"/assessments/{id}", note=SAVED)


def _save_all(visit: Visit, id: int) -> dict[str, Problem]:
    """Save what changed; with any problem nothing is kept."""
    problems: dict[str, Problem] = {}
    before = queries.view(visit.db, visit.actor, id)
    with visit.db.begin_nested() as attempt:
        for competency in sent_competencies(visit.posted):
            try:
                sent = parse(RatingForm, of_competency(visit.posted, competency))
                if not rules.unchanged(before.card(competency).rating, sent.as_answer()):
                    rules.rate(visit.db, visit.actor, id, competency, sent.as_answer(), sent.version)
            except (Refused, StaleRating) as problem:
                problems[competency] = problem
        if problems:
            attempt.rollback()
    return problems


def _not_saved(visit: Visit, id: int, problems: dict[str, Problem], sent: list[str]) -> Response:
    """The same partial or page with what was sent of each competency, what is stored, and what to do."""
    rules.draft(visit.db, visit.actor, id)
    found = queries.view(visit.db, visit.actor, id)
    status = 409 if any(isinstance(problem, Conflict) for problem in problems.values()) else 422
    if visit.htmx:
        card = found.card(next(iter(problems)))
        return pages.fragment(visit, "assessments/_state.html", status, view=found, card=card, states=problems)
    tried = {competency: of_competency(visit.posted, competency).values for competency in sent}
    return _form(
        visit,
        found,
        status,
        states=problems,
        tried=tried,
        fault=_("Nothing was saved yet. Look at the marked competencies; everything you typed is still here."),
    )


@router.get("/assessments/{id}/submission", signed_in)
def submission(visit: Visit, id: Id) -> Response:
    """What submitting means, with what is still open; the confirmation."""
    found = queries.view(visit.db, visit.actor, id)
    if not found.open:
        return pages.redirect(visit, f"/assessments/{id}")
    return _submission(visit, found)


def _submission(visit: Visit, found: View, status: int = 200, fault: str = "") -> Response:
    cycle = in_cycle.belongs(visit.db, found.entry)
    return pages.page(visit, "assessments/submission.html", status, view=found, cycle=cycle, fault=fault)


@router.put("/assessments/{id}/submission", signed_in)
def submit(visit: Visit, id: Id) -> Response:
    try:
        assessment = rules.submit(visit.db, visit.actor, id)
    except Refused as refused:
        return _submission(visit, queries.view(visit.db, visit.actor, id), 422, refused.message)
    own = assessment.person_id == visit.actor.person_id
    return pages.redirect(
        visit, "/gaps" if own else f"/people/{assessment.person_id}", note=SUBMITTED if own else SUBMITTED_FOR_ANOTHER
    )


@router.delete("/assessments/{id}", signed_in)
def discard(visit: Visit, id: Id) -> Response:
    rules.discard(visit.db, visit.actor, id)
    return pages.redirect(visit, "/assessments", note=DISCARDED)
