"""A signed record as a PDF: the same content as its page, for the same readers."""

from starlette.responses import Response

from app.framework import versions
from app.kit import pages
from app.kit.i18n import gettext as _
from app.kit.routing import Id, Router, Visit
from app.people.access import signed_in
from app.reviews.packs.pdf_routes import sent
from app.reviews.packs.record_document import Recorded, document
from app.reviews.signing import differences, queries, words

router = Router()


@router.get("/conversations/{id}/records/{number}.pdf", signed_in, slow=True)
def pdf(visit: Visit, id: Id, number: Id) -> Response:
    talk, records, record = queries.read_one(visit.db, visit.actor, id, number)
    content = record.content
    found = Recorded(
        record=record,
        records=records,
        changes=differences.changes(records[number - 2].content if number > 1 else None, content),
        framework=versions.load(visit.db, content.framework.version_id).framework,
    )
    who, day = words.name(content.person), content.held_on.isoformat()
    name = _("record %(n)s of %(name)s %(day)s", n=number, name=who, day=day)
    made = document(found, pages.zone(visit))
    return sent(visit, talk.subject, made, f"conversation:{id}/records/{number}.pdf", name)
