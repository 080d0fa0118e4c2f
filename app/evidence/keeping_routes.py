"""Deleted entries and taking them back, an entry's history, and who may see it."""

from starlette.responses import Response

from app.evidence import reading, rules, scope
from app.evidence.kinds import results
from app.framework import versions
from app.kit import pages
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people.access import signed_in

router = Router()
RESTORED = noop("Restored.")
PRIVATE = noop("Only you see it now. It does not count until you show it again.")
OPENED = noop("Your managers can see it now.")


@router.get("/evidence/deleted", signed_in)
def deleted(visit: Visit) -> Response:
    """What I deleted and can still take back, and until when."""
    found = reading.deleted(visit.db, visit.actor.person_id)
    return pages.page(visit, "evidence/deleted.html", entries=found)


@router.delete("/evidence/{id}/deletion", signed_in)
def restore(visit: Visit, id: Id) -> Response:
    rules.restore(visit.db, visit.actor, id)
    return pages.redirect(visit, f"/evidence/{id}", note=RESTORED)


@router.get("/evidence/{id}/history", signed_in)
def history(visit: Visit, id: Id) -> Response:
    """Every version of my own entry, and what changed in it."""
    current, found = reading.history(visit.db, scope.readable(visit.db, visit.actor, id))
    return pages.page(
        visit,
        "evidence/history.html",
        id=id,
        entry_title=current.content["title"],
        versions=found,
        framework=versions.in_force(visit.db).framework,
        counted=results,
    )


@router.put("/evidence/{id}/privacy", signed_in)
def keep_private(visit: Visit, id: Id) -> Response:
    rules.keep_private(visit.db, visit.actor, id, True)
    return pages.redirect(visit, f"/evidence/{id}", note=PRIVATE)


@router.delete("/evidence/{id}/privacy", signed_in)
def open_to_line(visit: Visit, id: Id) -> Response:
    rules.keep_private(visit.db, visit.actor, id, False)
    return pages.redirect(visit, f"/evidence/{id}", note=OPENED)
