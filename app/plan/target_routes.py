"""The target above the goals, and the hours a month there are for them."""

from starlette.responses import Response

from app.goals import target
from app.kit import pages
from app.kit.errors import Refused
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.routing import Router, Visit
from app.people.access import signed_in
from app.plan.plan_routes import plan_page
from app.plan.state_forms import HoursForm, TargetForm

router = Router()
SAVED = noop("Saved.")


@router.put("/goals/target", signed_in)
def set_target(visit: Visit) -> Response:
    try:
        sent = parse(TargetForm, visit.posted)
        target.set_target(visit.db, visit.actor, *sent.aim, sent.by_on, sent.why)
    except Refused as refused:
        return plan_page(visit, visit.actor.person_id, refused, "target")
    return pages.redirect(visit, "/goals", note=SAVED)


@router.put("/goals/hours", signed_in)
def set_hours(visit: Visit) -> Response:
    try:
        target.set_hours(visit.db, visit.actor, parse(HoursForm, visit.posted).hours_per_month)
    except Refused as refused:
        return plan_page(visit, visit.actor.person_id, refused, "hours")
    return pages.redirect(visit, "/goals#load", note=SAVED)
