"""My page, and a person's page."""

from typing import Any

from starlette.responses import Response

from app.evidence.sight import sight
from app.framework import versions
from app.framework.model import Level
from app.gaps import words
from app.gaps.picture import picture
from app.kit import pages
from app.kit.routing import Id, Router, Visit
from app.people import access, queries
from app.people.access import signed_in
from app.reminders.due import due_now
from app.reviews.level_changes import queries as level_changes
from app.reviews.level_changes import words as level_change_words

router = Router()


@router.get("/", signed_in)
def my_page(visit: Visit) -> Response:
    """Where I stand, what is between me and the next rung, what is due, what to do next."""
    me = visit.actor.person_id
    return _page(
        visit,
        access.subject(visit.db, visit.actor, me),
        "home/mine.html",
        due=due_now(visit.db, me),
        dotted=queries.reports(visit.db, me, "dotted"),
    )


@router.get("/people/{id}", signed_in)
def person(visit: Visit, id: Id) -> Response:
    """A person: all of it for herself, her line and HR; name, level and department for others."""
    subject = access.subject(visit.db, visit.actor, id)
    if subject.relation.sees_development:
        return _page(visit, subject, "home/person.html")
    return pages.page(visit, "home/stranger.html", subject=subject, level=_level(visit, subject))


def _level(visit: Visit, subject: access.Subject) -> Level | None:
    return versions.in_force(visit.db).framework.level(subject.level) if subject.level else None


def _page(visit: Visit, subject: access.Subject, template: str, **more: Any) -> Response:
    found = picture(visit.db, visit.actor, subject)
    access.log_reading(visit, subject, f"person:{subject.id}")
    return pages.page(
        visit,
        template,
        picture=found,
        subject=subject,
        words=words,
        sight=sight,
        lines=queries.lines_today(visit.db, subject.id),
        reports=queries.reports(visit.db, subject.id),
        level_change=level_changes.news(visit.db, subject),
        level_change_words=level_change_words,
        **more,
    )
