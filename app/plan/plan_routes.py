"""The plan: one's own, and a person's for those above her."""

from starlette.responses import Response

from app.gaps import words as gap_words
from app.goals import scope, target
from app.kit import pages
from app.kit.charts.bars import bars
from app.kit.errors import Refused
from app.kit.routing import Id, Router, Visit
from app.people import access
from app.people.access import signed_in
from app.plan import view, words

router = Router()
CHARTED = 12


@router.get("/goals", signed_in)
def mine(visit: Visit) -> Response:
    """My target, my goals by quarter, the load, whether it adds up, and the advice."""
    return plan_page(visit, visit.actor.person_id)


@router.get("/people/{id}/goals", signed_in)
def of_person(visit: Visit, id: Id) -> Response:
    return plan_page(visit, id)


def plan_page(visit: Visit, person_id: int, refused: Refused | None = None, part: str = "") -> Response:
    """`part`: which form of the page was refused."""
    subject = scope.subject(visit.db, visit.actor, person_id)
    found = view.plan(visit.db, visit.actor, subject)
    own = subject.relation.is_self
    if not own:
        access.log_reading(visit, subject, "goals")
    charted = found.months[:CHARTED]
    return pages.page(
        visit,
        "plan/show.html",
        refused.status if refused else 200,
        plan=found,
        own=own,
        words=words,
        gap_words=gap_words,
        charted=charted,
        chart=bars([(month.tenths, month.capacity) for month in charted]),
        choices=target.choices(found.framework, subject.level, subject.face),
        advice=view.advice(visit.db, found) if own else (),
        part=part,
        sent=visit.posted.values,
        errors=refused.errors if refused else {},
        fault=refused.message if refused else "",
    )
