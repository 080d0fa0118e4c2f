"""The actions of a goal: added, changed, ticked, removed; with script only the list is drawn anew."""

from starlette.responses import Response

from app.goals import actions, scope
from app.goals.actions import StaleAction
from app.kit import pages
from app.kit.errors import Problem, Refused
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people.access import signed_in
from app.plan import words
from app.plan.goal_routes import goal_page
from app.plan.state_forms import ActionForm, ChangedActionForm

router = Router()
SAVED = noop("Saved.")
ADDED = noop("Added.")
REMOVED = noop("The action is removed.")


@router.post("/goals/{id}/actions", signed_in)
def add(visit: Visit, id: Id) -> Response:
    try:
        actions.add(visit.db, visit.actor, id, parse(ActionForm, visit.posted).as_step())
    except Refused as refused:
        return _not_saved(visit, id, refused, "new")
    return _saved(visit, id, ADDED)


@router.put("/actions/{id}", signed_in)
def change(visit: Visit, id: Id) -> Response:
    try:
        sent = parse(ChangedActionForm, visit.posted)
        goal_id = actions.change(visit.db, visit.actor, id, sent.as_step(), sent.version).goal_id
    except (Refused, StaleAction) as problem:
        return _not_saved(visit, actions.goal_of(visit.db, id), problem, str(id))
    return _saved(visit, goal_id, SAVED)


@router.put("/actions/{id}/completion", signed_in)
def complete(visit: Visit, id: Id) -> Response:
    return _saved(visit, actions.complete(visit.db, visit.actor, id).goal_id)


@router.delete("/actions/{id}/completion", signed_in)
def reopen(visit: Visit, id: Id) -> Response:
    return _saved(visit, actions.reopen(visit.db, visit.actor, id).goal_id)


@router.delete("/actions/{id}", signed_in)
def remove(visit: Visit, id: Id) -> Response:
    return _saved(visit, actions.remove(visit.db, visit.actor, id), REMOVED)


def _saved(visit: Visit, goal_id: int, note: str = "") -> Response:
    """The list as it is now; without script back to the page where the button stood."""
    if visit.htmx:
        return _list(visit, goal_id)
    if visit.posted.get("back") == "plan":
        return pages.redirect(visit, f"/goals#goal-{goal_id}", note=note)
    return pages.redirect(visit, f"/goals/{goal_id}#actions-{goal_id}", note=note)


def _not_saved(visit: Visit, goal_id: int, problem: Refused | StaleAction, part: str) -> Response:
    """The same list or page with what was sent, what is stored, and what to do."""
    scope.alive(visit.db, visit.actor, goal_id)
    if visit.htmx:
        return _list(visit, goal_id, problem, part)
    return goal_page(visit, goal_id, problem, part)


def _list(visit: Visit, goal_id: int, problem: Problem | None = None, part: str = "") -> Response:
    _, goal = scope.scope(visit.db, visit.actor, goal_id)
    return pages.fragment(
        visit,
        "plan/_actions.html",
        problem.status if problem else 200,
        goal=goal,
        own=True,
        compact=visit.posted.get("back") == "plan",
        words=words,
        part=part,
        sent=visit.posted.values,
        conflict=problem if isinstance(problem, StaleAction) else None,
        errors=problem.errors if isinstance(problem, Refused) else {},
    )
