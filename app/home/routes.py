"""My page, and a person's page."""

from starlette.responses import Response

from app.framework import versions
from app.framework.model import Level
from app.gaps import words
from app.gaps.picture import picture
from app.kit import pages
from app.kit.routing import Id, Router, Visit
from app.people import access, queries
from app.people.access import signed_in

router = Router()


@router.get("/", signed_in)
def my_page(visit: Visit) -> Response:
    """Where I stand, what is between me and the next rung, what is due, what to do next."""
    return _page(visit, visit.actor.person_id, "home/mine.html")


@router.get("/people/{id}", signed_in)
def person(visit: Visit, id: Id) -> Response:
    """A person: all of it for herself, her line and HR; name, level and department for others."""
    subject = access.subject(visit.db, visit.actor, id)
    mine = subject.relation
    if mine.is_self or mine.line or mine.dotted or mine.hr:
        return _page(visit, id, "home/person.html")
    return pages.page(visit, "home/stranger.html", subject=subject, level=_level(visit, subject))


def _level(visit: Visit, subject: access.Subject) -> Level | None:
    return versions.in_force(visit.db).framework.level(subject.level) if subject.level else None


def _page(visit: Visit, person_id: int, template: str) -> Response:
    subject = access.subject_of_line(visit.db, visit.actor, person_id)
    found = picture(visit.db, visit.actor, subject)
    access.log_reading(visit, subject, f"person:{person_id}")
    return pages.page(
        visit,
        template,
        picture=found,
        subject=subject,
        words=words,
        lines=[line for line in queries.lines(visit.db, person_id) if line.until is None],
        reports=queries.reports(visit.db, person_id),
        dotted=queries.reports(visit.db, person_id, "dotted") if subject.relation.is_self else [],
    )
