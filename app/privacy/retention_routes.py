"""How long each kind is kept: HR sets it, administrators read it."""

from typing import Annotated

from fastapi import Path
from starlette.responses import Response

from app.kit import pages
from app.kit.errors import Conflict, Forbidden, Problem, Refused
from app.kit.forms import parse
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.routing import Router, Visit
from app.people.access import hr, signed_in
from app.privacy import queries, retention
from app.privacy.forms import MonthsForm

router = Router()
Kind = Annotated[str, Path(max_length=40)]
SAVED = noop("Saved.")


def keepers(visit: Visit) -> None:
    """Policy: the roles hr and admin."""
    signed_in(visit)
    if not (visit.actor.hr or visit.actor.admin):
        raise Forbidden(_("Your role does not include this page."))


@router.get("/retention", keepers)
def show(visit: Visit) -> Response:
    return _show(visit)


def _show(visit: Visit, kind: str = "", problem: Problem | None = None) -> Response:
    errors = problem.errors if isinstance(problem, Refused) else {}
    wrong = errors.get("months") or errors.get(kind) or (problem.message if problem else "")
    return pages.page(
        visit,
        "privacy/retention.html",
        problem.status if problem else 200,
        kinds=retention.KINDS,
        fixed=retention.FIXED,
        months=retention.months(visit.db),
        waiting=queries.open_requests(visit.db) if visit.actor.hr else (0, 0),
        most=retention.MOST,
        part=kind,
        typed=visit.posted.get("months"),
        wrong=wrong,
        fault=problem.message if problem else "",
    )


@router.put("/retention/{kind}", hr)
def set_months(visit: Visit, kind: Kind) -> Response:
    try:
        sent = parse(MonthsForm, visit.posted)
        retention.set_months(visit.db, visit.actor, kind, sent.months, sent.before)
    except (Refused, Conflict) as problem:
        return _show(visit, kind, problem)
    return pages.redirect(visit, "/retention", note=SAVED)
