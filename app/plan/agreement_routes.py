"""A manager agrees to a goal, or takes the agreement back."""

from starlette.responses import Response

from app.goals import states
from app.goals.models import Goal
from app.kit import pages
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people.access import signed_in
from app.plan.state_forms import AgreementForm

router = Router()
AGREED = noop("Agreed.")
WITHDRAWN = noop("Agreement withdrawn; the goal is a draft again.")


@router.put("/goals/{id}/agreement", signed_in)
def agree(visit: Visit, id: Id) -> Response:
    """By a manager above in the solid line, to the version that he has read."""
    goal = states.agree(visit.db, visit.actor, id, parse(AgreementForm, visit.posted).version)
    return _back(visit, goal, AGREED)


@router.delete("/goals/{id}/agreement", signed_in)
def withdraw(visit: Visit, id: Id) -> Response:
    return _back(visit, states.withdraw_agreement(visit.db, visit.actor, id), WITHDRAWN)


def _back(visit: Visit, goal: Goal, note: str) -> Response:
    """To the person's plan where the button stood there, else to the goal."""
    plan = visit.posted.get("back") == "plan"
    return pages.redirect(visit, f"/people/{goal.person_id}/goals" if plan else f"/goals/{goal.id}", note=note)
