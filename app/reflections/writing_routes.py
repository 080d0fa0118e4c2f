"""One reflection: writing it, ending it, reading it again, taking it out."""

from starlette.responses import Response

from app.framework import versions
from app.goals import queries as goals
from app.kit import pages
from app.kit.errors import Conflict, Problem, Refused
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people.access import signed_in
from app.reflections import finishing, queries, rules, words
from app.reflections.completing import HOURS, ending, rated
from app.reflections.finishing import Change
from app.reflections.forms import (
    LONGEST,
    AnswerForm,
    ChangedForm,
    CompletionForm,
    MadeForm,
    NothingForm,
    part_of,
)
from app.reflections.sentences import sentences

router = Router()
SAVED = noop("Saved.")
FINISHED = noop("Finished. It stays yours alone.")
GONE = noop("Deleted.")


@router.get("/reflections/{id}", signed_in)
def show(visit: Visit, id: Id) -> Response:
    """A draft to write on, or a finished one to read."""
    entry = queries.one(visit.db, visit.actor, id)
    return _read(visit, entry) if entry.finished_at else _draft(visit, entry)


def _draft(visit: Visit, entry: queries.Entry, status: int = 200, problem: Problem | None = None) -> Response:
    """The draft; with a problem, what was typed stays in the field."""
    sent = visit.posted.get("answer", entry.answer) if problem else entry.answer
    return pages.page(
        visit, "reflections/edit.html", status, entry=entry, words=words, sent=sent, problem=problem, longest=LONGEST
    )


def _read(visit: Visit, entry: queries.Entry, status: int = 200, **more: object) -> Response:
    shared = queries.shared_of(visit.db, entry.id)
    goal = goals.of_goal(visit.db, entry.goal_id) if entry.goal_id else None
    said = sentences(entry.answer)
    return pages.page(
        visit,
        "reflections/show.html",
        status,
        entry=entry,
        words=words,
        goal=goal,
        competency=versions.in_force(visit.db).framework.competency(goal.competency) if goal else None,
        sentences=said,
        shared=shared,
        in_other_words=[one for one in shared if one.text not in said],
        shared_texts={one.text for one in shared},
        **more,
    )


@router.put("/reflections/{id}", signed_in)
def write(visit: Visit, id: Id) -> Response:
    """Keep the text: the state beside it, or without script back to the page, or on to its end."""
    try:
        sent = parse(AnswerForm, visit.posted)
        rules.write(visit.db, visit.actor, id, sent.answer, sent.version)
    except (Refused, rules.StaleAnswer) as problem:
        return _not_saved(visit, id, problem)
    if visit.htmx:
        entry = queries.one(visit.db, visit.actor, id)
        return pages.fragment(visit, "reflections/_state.html", entry=entry, problem=None)
    if "completion" in visit.posted.fields:
        return pages.redirect(visit, f"/reflections/{id}/completion")
    return pages.redirect(visit, f"/reflections/{id}", note=SAVED)


def _not_saved(visit: Visit, id: int, problem: Problem) -> Response:
    """What was sent, what is stored, and what to do."""
    rules.draft(visit.db, visit.actor, id)
    entry = queries.one(visit.db, visit.actor, id)
    status = 409 if isinstance(problem, Conflict) else 422
    if visit.htmx:
        return pages.fragment(visit, "reflections/_state.html", status, entry=entry, problem=problem)
    return _draft(visit, entry, status, problem)


@router.get("/reflections/{id}/completion", signed_in)
def completion(visit: Visit, id: Id) -> Response:
    """'What do I change?': a goal made, a goal changed, or nothing for now."""
    return _ending(visit, id)


def _ending(visit: Visit, id: int, status: int = 200, **more: object) -> Response:
    found = ending(visit.db, visit.actor, id)
    if found.entry.finished_at:
        return pages.redirect(visit, f"/reflections/{id}")
    return pages.page(visit, "reflections/completion.html", status, ending=found, words=words, hours=HOURS, **more)


@router.put("/reflections/{id}/completion", signed_in)
def finish(visit: Visit, id: Id) -> Response:
    """End it. With a fault the same page, everything typed kept."""
    queries.one(visit.db, visit.actor, id)
    chosen = visit.posted.get("change")
    try:
        with visit.db.begin_nested():
            finishing.finish(visit.db, visit.actor, id, _change(visit))
    except Refused as refused:
        errors = {name if name == "change" else f"{chosen}.{name}": said for name, said in refused.errors.items()}
        return _ending(visit, id, 422, form=visit.posted.values, errors=errors, fault=refused.message)
    return pages.redirect(visit, f"/reflections/{id}", note=FINISHED)


def _change(visit: Visit) -> Change:
    chosen = parse(CompletionForm, visit.posted).change
    part = part_of(visit.posted, chosen)
    if chosen == "made":
        sent = parse(MadeForm, part)
        return sent.as_change(rated(visit.db, visit.actor, sent.competency))
    return parse(ChangedForm, part).as_change() if chosen == "changed" else parse(NothingForm, part).as_change()


@router.delete("/reflections/{id}", signed_in)
def take_out(visit: Visit, id: Id) -> Response:
    rules.take_out(visit.db, visit.actor, id)
    return pages.redirect(visit, "/reflections", note=GONE)
