"""Whom a draft of the framework would change, before it is published."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from app.kit import pages
from app.kit.lists import Page
from app.kit.routing import Id, Router, Visit
from app.people import access
from app.people.access import hr
from app.revisions import impact_words
from app.revisions.impact_page import Asked, draft, preview

router = Router()
Choice = Annotated[str, Query(max_length=60)]


@router.get("/framework/drafts/{id}/impact", hr)
def show(visit: Visit, id: Id, level: Choice = "", competency: Choice = "", page: Page = 1) -> Response:
    """Counts by level and competency, and the people; each of those shown can read that she was."""
    asked = Asked(level, competency, page)
    found = draft(visit.db, id)
    seen = None
    if found.framework and not found.over:
        seen = preview(visit.db, found.framework, found.renames, asked)
        access.log_readings(visit, [one.person.id for one in seen.shown], "framework-impact")
    return pages.page(visit, "revisions/impact.html", draft=found, preview=seen, asked=asked, words=impact_words)
