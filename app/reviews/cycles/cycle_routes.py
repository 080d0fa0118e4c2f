"""All cycles that somebody may look at, and how far one of them is."""

from datetime import date
from typing import Any

from starlette.responses import Response

from app.cycles.queries import Cycle
from app.cycles.stages import Stages
from app.framework import versions
from app.kit import pages
from app.kit.errors import Problem
from app.kit.lists import Page, Word, plain
from app.kit.routing import Id, Router, Visit
from app.kit.text import DATABASE_INTEGER
from app.people import queries as people
from app.people.access import Listed, signed_in
from app.reviews.cycles import listing, words
from app.reviews.cycles.progress import Filter, overview

router = Router()


@router.get("/cycles", signed_in)
def index(visit: Visit) -> Response:
    """All cycles for HR, for a manager those of the people below him, the latest first."""
    return pages.page(visit, "reviews/cycles/index.html", cycles=listing.cycles(visit.db, visit.actor), words=words)


@router.get("/cycles/{id}", signed_in)
def show(
    visit: Visit,
    id: Id,
    department: Word = "",
    state: Word = "",
    assessor: Word = "",
    page: Page = 1,
    person: Word = "",
    asked: Word = "",
    joined: Word = "",
    busy: Word = "",
) -> Response:
    """How far everybody is; for HR what can be done about one `person` (the number of her part in the cycle).

    `asked`, `joined` and `busy` tell, once, what became of the days asked for and of those who were to join.
    """
    wanted = Filter(plain(department), plain(state), _number(assessor), page)
    return progress_page(visit, id, wanted, _number(person), told={"asked": asked, "joined": joined, "busy": busy})


def progress_page(
    visit: Visit,
    id: int,
    wanted: Filter,
    participant_id: int = 0,
    problem: Problem | None = None,
    told: dict[str, str] | None = None,
) -> Response:
    found = overview(visit.db, visit.actor, id, wanted, participant_id if visit.actor.hr else 0)
    told = told or {}
    values: dict[str, Any] = {"view": found, "wanted": wanted, "words": words}
    if visit.htmx and problem is None and not visit.unsafe:
        return pages.fragment(visit, "reviews/cycles/_progress.html", **values)
    return pages.page(
        visit,
        "reviews/cycles/show.html",
        problem.status if problem else 200,
        **values,
        version=versions.load(visit.db, found.cycle.framework_version_id),
        moved=_moved(found.cycle, told.get("asked", "")),
        joined=_number(told.get("joined", "")) if visit.actor.hr and told.get("joined") else None,
        busy=_busy(visit, busy := [_number(word) for word in told.get("busy", "").split(".") if word]),
        more_busy=0 in busy,
        fault=problem.message if problem else "",
        errors=getattr(problem, "errors", {}),
    )


def _number(word: str) -> int:
    """A number in an address; 0 for anything else."""
    return int(word) if word.isascii() and word.isdigit() and int(word) <= DATABASE_INTEGER else 0


def _moved(cycle: Cycle, asked: str) -> list[str]:
    """What became of the days that were asked for; nothing where they did not become those of this cycle."""
    try:
        stages = Stages(*map(date.fromisoformat, asked.split("_")))
        known = stages.working() == cycle.stages
    except (ValueError, TypeError, OverflowError):
        return []
    return words.moved_in_words(stages, cycle.stages) if known else []


def _busy(visit: Visit, ids: list[int]) -> list[Listed]:
    return list(people.by_id(visit.db, ids).values()) if visit.actor.hr and any(ids) else []
