"""The team page, for whoever leads people. There is no id: it is always one's own team."""

from typing import Any

from starlette.responses import Response

from app.kit import pages
from app.kit.lists import Page, Word, plain
from app.kit.routing import Router, Visit
from app.people import access
from app.people.access import signed_in
from app.team import queries, words
from app.team.choosing import Against, Filter, Whom

router = Router()


@router.get("/team", signed_in)
def team(
    visit: Visit,
    whom: Whom = "direct",
    against: Against = "present",
    department: Word = "",
    level: Word = "",
    q: Word = "",
    page: Page = 1,
) -> Response:
    """The people below me: how they are rated, what is due for whom, who has stood still."""
    wanted = Filter(whom, against, plain(department), plain(level), plain(q), page)
    found = queries.team(visit.db, visit.actor, wanted)
    access.log_readings(visit, found.read, "team")
    values: dict[str, Any] = {"team": found, "wanted": wanted, "words": words, "say": words.Cells(found.framework)}
    if not visit.htmx:
        return pages.page(visit, "team/show.html", **values)
    return pages.fragment(visit, "team/_team.html", **values) if found.leads else pages.redirect(visit, "/team")
