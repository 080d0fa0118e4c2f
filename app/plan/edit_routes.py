"""Changing a goal; two tabs meet on a page with both texts."""

from starlette.responses import Response

from app.framework import versions
from app.goals import rules, scope
from app.goals.rules import StaleGoal, Values
from app.kit import pages
from app.kit.errors import Refused
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people.access import signed_in
from app.plan import words
from app.plan.forms import GoalForm

router = Router()
SAVED = noop("Saved.")


@router.get("/goals/{id}/edit", signed_in)
def edit(visit: Visit, id: Id) -> Response:
    return _edit_page(visit, id)


def _edit_page(visit: Visit, id: int, problem: Refused | StaleGoal | None = None) -> Response:
    """After a conflict both texts stand there, and the form holds what was sent, on the version stored now."""
    goal = scope.changeable(visit.db, visit.actor, id)
    stored = rules.values_of(goal)
    values = {**_shown(stored), "version": goal.version}
    if problem:
        version = goal.version if isinstance(problem, StaleGoal) else visit.posted.get("version")
        values |= {**visit.posted.values, "version": version}
    return pages.page(
        visit,
        "plan/edit.html",
        problem.status if problem else 200,
        goal=goal,
        framework=versions.in_force(visit.db).framework,
        words=words,
        stored=stored,
        conflict=problem if isinstance(problem, StaleGoal) else None,
        values=values,
        errors=problem.errors if isinstance(problem, Refused) else {},
        fault=problem.message if isinstance(problem, Refused) else "",
    )


@router.put("/goals/{id}", signed_in)
def change(visit: Visit, id: Id) -> Response:
    stored = rules.values_of(scope.changeable(visit.db, visit.actor, id))
    try:
        sent = parse(GoalForm, visit.posted)
        rules.change(visit.db, visit.actor, id, sent.as_values(stored), sent.version)
    except (Refused, StaleGoal) as problem:
        return _edit_page(visit, id, problem)
    return pages.redirect(visit, f"/goals/{id}", note=SAVED)


def _shown(values: Values) -> dict[str, object]:
    return {
        "to_proficiency": values.to_proficiency,
        "why": values.why,
        "measure": values.measure,
        "due_on": values.due_on.isoformat(),
        "hours": values.hours,
    }
