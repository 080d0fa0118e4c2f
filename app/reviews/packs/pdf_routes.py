"""A pack as a PDF to keep: one at a time for each person, written down like a reading of its page."""

from starlette.responses import Response

from app.kit import document_pdf
from app.kit.document import Document
from app.kit.downloads import attachment
from app.kit.routing import Visit
from app.kit.turns import TURNS
from app.people import access
from app.people.access import Subject


def sent(visit: Visit, about: Subject, document: Document, what: str, name: str) -> Response:
    """Set and answer it. `what`: how the trail calls it; `name`: of the file, without its extension."""
    TURNS.take(visit.actor.person_id)
    try:
        data = document_pdf.pdf(document, visit.settings.font_dir)
    finally:
        TURNS.end(visit.actor.person_id)
    if about.relation.is_self:
        access.log_download(visit, what)
    else:
        access.log_reading(visit, about, what)
    return attachment(data, "application/pdf", f"{name}.pdf")
