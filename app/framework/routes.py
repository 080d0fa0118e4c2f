"""The framework to read: the ladder, a level, a competency, and what changes between two levels."""

from starlette.responses import Response

from app.framework import versions
from app.framework.difference import between_levels
from app.framework.reading import exercises_of
from app.kit import pages
from app.kit.errors import NotFound
from app.kit.routing import Router, Visit

router = Router()


def readers(visit: Visit) -> None:
    """Policy: any signed-in person; the framework holds nothing personal."""
    visit.require_actor()


@router.get("/framework", readers)
def ladder(visit: Visit) -> Response:
    published = versions.in_force(visit.db)
    return pages.page(visit, "framework/index.html", published=published, framework=published.framework)


@router.get("/framework/difference", readers)
def difference(visit: Visit, lower: str = "", upper: str = "") -> Response:
    """What one level asks beyond another; by default the second beyond the first."""
    framework = versions.in_force(visit.db).framework
    first = framework.level(lower) if lower else framework.levels[0]
    if first is None:
        raise NotFound()
    second = framework.level(upper) if upper else framework.level_above(first.id) or first
    if second is None:
        raise NotFound()
    found = between_levels(framework, first.id, second.id)
    return pages.page(visit, "framework/difference.html", framework=framework, found=found)


@router.get("/framework/levels/{level}", readers)
def level(visit: Visit, level: str) -> Response:
    framework = versions.in_force(visit.db).framework
    found = framework.level(level)
    if found is None:
        raise NotFound()
    return pages.page(
        visit,
        "framework/level.html",
        framework=framework,
        level=found,
        below=framework.level_below(level),
        above=framework.level_above(level),
    )


@router.get("/framework/competencies/{competency}", readers)
def competency(visit: Visit, competency: str) -> Response:
    framework = versions.in_force(visit.db).framework
    found = framework.competency(competency)
    if found is None:
        raise NotFound()
    return pages.page(
        visit,
        "framework/competency.html",
        framework=framework,
        competency=found,
        exercises=exercises_of(framework, competency),
    )
