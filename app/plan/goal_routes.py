"""One goal, read; whatever its forms refuse comes back here."""

from starlette.responses import Response

from app.evidence import queries as evidence
from app.evidence.sight import sight
from app.framework import versions
from app.goals import queries, scope
from app.kit import pages
from app.kit.errors import Conflict, Problem, Refused
from app.kit.routing import Id, Router, Visit
from app.people import access
from app.people.access import signed_in
from app.plan import words

router = Router()


@router.get("/goals/{id}", signed_in)
def show(visit: Visit, id: Id) -> Response:
    return goal_page(visit, id)


def goal_page(visit: Visit, id: int, problem: Problem | None = None, part: str = "") -> Response:
    """The page of a goal. `part` names the form of it that met `problem`: an action's id, 'new', or a state's noun."""
    subject, goal = scope.scope(visit.db, visit.actor, id)
    own = subject.relation.is_self
    if not own:
        access.log_reading(visit, subject, f"goal:{id}")
    framework = versions.in_force(visit.db).framework
    met_with = queries.evidence_of(visit.db, id)
    seen = sight(subject.relation)
    found = evidence.of_person(visit.db, subject.id, with_private=own) if seen in ("all", "shared") else []
    entries = evidence.under(framework, found)
    return pages.page(
        visit,
        "plan/goal.html",
        problem.status if problem else 200,
        subject=subject,
        goal=goal,
        own=own,
        framework=framework,
        words=words,
        met_with=[entry for entry in entries if entry.id in met_with],
        fitting=[entry for entry in entries if framework.competency_id(goal.competency) in entry.competencies]
        if own
        else [],
        part=part,
        compact=False,
        conflict=problem if isinstance(problem, Conflict) else None,
        sent=visit.posted.values,
        chosen=visit.posted.fields.get("evidence", ()),
        errors=problem.errors if isinstance(problem, Refused) else {},
        fault=problem.message if problem else "",
    )
