"""My growth file: as a page, as a PDF, as a download of everything. There is no id: it is always one's own."""

from collections.abc import Iterator
from typing import IO, Annotated, Literal

from fastapi import Query
from starlette.responses import Response, StreamingResponse

from app.growth import export, parts
from app.growth.chapters import document
from app.growth.gather import gather
from app.kit import clock, document_pdf, pages
from app.kit.downloads import HEADERS, attachment, disposition
from app.kit.i18n import gettext as _
from app.kit.routing import Router, Visit
from app.kit.turns import TURNS
from app.people import access
from app.people.access import signed_in

router = Router()
CHUNK = 1 << 16
# the form sends an empty one, so that a form without any tick is not taken for the bare address
Part = Literal[
    "", "standing", "assessments", "evidence", "private", "plan", "reviews", "excerpts", "reflections", "account"
]  # fmt: skip
Parts = list[Part]


@router.get("/me/file", signed_in)
def show(visit: Visit) -> Response:
    """Everything about me on one page, made to be printed too."""
    found = document(gather(visit.db, visit.actor), pages.zone(visit))
    return pages.page(visit, "growth/file.html", document=found, parts=parts.PARTS)


@router.get("/me/file.pdf", signed_in, slow=True)
def pdf(
    visit: Visit,
    with_: Annotated[Parts | None, Query(alias="with")] = None,
    without: Annotated[Parts | None, Query()] = None,
) -> Response:
    """The same as a PDF, or parts of it; what is private is in it only when asked for."""
    chosen = parts.chosen(with_ or (), without or ())
    TURNS.take(visit.actor.person_id)
    try:
        found = document(gather(visit.db, visit.actor), pages.zone(visit), chosen)
        data = document_pdf.pdf(found, visit.settings.font_dir)
    finally:
        TURNS.end(visit.actor.person_id)
    access.log_download(visit, "file.pdf", parts=" ".join(sorted(chosen)))
    return attachment(data, "application/pdf", _name(visit, "pdf"))


@router.get("/me/data.zip", signed_in, slow=True)
def data(visit: Visit) -> Response:
    """Everything about me as JSON, with all my files. Its turn lasts until it is read: it lies on the disk so long."""
    me = visit.actor.person_id
    TURNS.take(me)
    try:
        file = export.write(visit.db, visit.actor)
        access.log_download(visit, "data.zip")
    except BaseException:
        TURNS.end(me)
        raise
    size = file.seek(0, 2)
    headers = {**HEADERS, "Content-Disposition": disposition(_name(visit, "zip")), "Content-Length": str(size)}
    return StreamingResponse(_chunks(file, me), media_type="application/zip", headers=headers)


def _name(visit: Visit, kind: str) -> str:
    return _("growth file of %(name)s %(day)s", name=visit.actor.name, day=clock.today().isoformat()) + f".{kind}"


def _chunks(file: IO[bytes], person_id: int) -> Iterator[bytes]:
    """The file from its beginning; gone once it is read or the reader leaves."""
    try:
        with file:
            file.seek(0)
            while chunk := file.read(CHUNK):
                yield chunk
    finally:
        TURNS.end(person_id)
