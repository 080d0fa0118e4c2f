"""A version to read, to compare with another, and to take away as YAML or as a CASE package."""

from starlette.responses import Response

from app.framework import case, versions
from app.framework.difference.comparison import compare
from app.framework.names import Renames
from app.framework.versions import Release
from app.kit import pages
from app.kit.downloads import attachment
from app.kit.errors import NotFound
from app.kit.routing import Id, Router, Visit
from app.people.access import signed_in
from app.revisions import packing

router = Router()
MOST_WORDS = 200


@router.get("/framework/versions/{id}.zip", signed_in)
def as_yaml(visit: Visit, id: Id) -> Response:
    release = _release(visit, id)[0]
    data = packing.as_yaml(versions.load(visit.db, id).framework, release.published_at)
    return attachment(data, "application/zip", f"framework-{id}.zip")


@router.get("/framework/versions/{id}.json", signed_in)
def as_case(visit: Visit, id: Id) -> Response:
    """1EdTech CASE 1.0: a CFPackage."""
    release = _release(visit, id)[0]
    issue = case.Issue(str(id), release.effective_on, release.published_at)
    data = packing.as_case(versions.load(visit.db, id).framework, issue)
    return attachment(data, "application/json", f"framework-{id}.json")


@router.get("/framework/versions/{id}", signed_in)
def show(visit: Visit, id: Id) -> Response:
    """The whole version on one page: the ladder, what each level asks, every competency."""
    release, before = _release(visit, id)
    return pages.page(
        visit,
        "revisions/version.html",
        framework=versions.load(visit.db, id).framework,
        release=release,
        before=before,
        current=versions.in_force(visit.db).id,
    )


@router.get("/framework/versions/{id}/difference", signed_in)
def difference(visit: Visit, id: Id) -> Response:
    """What the version changed of the one before it; NotFound for the first."""
    release, before = _release(visit, id)
    if before is None:
        raise NotFound()
    old, new = versions.load(visit.db, before.id).framework, versions.load(visit.db, id).framework
    comparison = compare(old, new, Renames.read(release.renames))
    return pages.page(
        visit,
        "revisions/difference.html",
        release=release,
        before=before,
        base=before,
        comparison=comparison,
        words=comparison.reworded(MOST_WORDS),
    )


def _release(visit: Visit, id: int) -> tuple[Release, Release | None]:
    """The version and the one that was in force before it; NotFound."""
    releases = versions.releases(visit.db)
    place = next((place for place, release in enumerate(releases) if release.id == id), None)
    if place is None:
        raise NotFound()
    return releases[place], releases[place - 1] if place else None
