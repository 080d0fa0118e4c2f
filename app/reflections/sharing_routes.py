"""What a person shows of her reflections: choosing it, taking it back, and reading it as her managers do."""

from starlette.responses import Response

from app.kit import pages
from app.kit.errors import NotFound
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people import access
from app.people.access import signed_in
from app.reflections import queries, sharing
from app.reflections.forms import ShareForm

router = Router()
SHARED = noop("Saved. Your managers see what you share here, and nothing else.")
TAKEN_BACK = noop("Taken back.")


@router.put("/reflections/{id}/excerpts", signed_in)
def share(visit: Visit, id: Id) -> Response:
    """Show the ticked sentences and no others."""
    queries.one(visit.db, visit.actor, id)
    sent = parse(ShareForm, visit.posted)
    sharing.share(visit.db, visit.actor, id, sent.sentence, sent.passage, frozenset(sent.seen))
    return pages.redirect(visit, f"/reflections/{id}", note=SHARED)


@router.delete("/excerpts/{id}", signed_in)
def withdraw(visit: Visit, id: Id) -> Response:
    reflection = sharing.withdraw(visit.db, visit.actor, id)
    return pages.redirect(visit, f"/reflections/{reflection}", note=TAKEN_BACK)


@router.get("/people/{id}/excerpts", signed_in)
def of_person(visit: Visit, id: Id) -> Response:
    """What a person shares with those above her in the solid line; for everybody else there is no such page."""
    subject = access.subject(visit.db, visit.actor, id)
    if not (subject.relation.is_self or subject.relation.line):
        raise NotFound()
    excerpts = queries.together(queries.shared_excerpts(visit.db, id))
    access.log_reading(visit, subject, "excerpts")
    return pages.page(visit, "reflections/excerpts.html", subject=subject, excerpts=excerpts)
