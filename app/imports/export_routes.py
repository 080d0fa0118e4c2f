"""Everybody as a file."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO

from starlette.responses import Response, StreamingResponse

from app.imports import export
from app.kit import clock
from app.kit.downloads import HEADERS, disposition
from app.kit.errors import NotFound
from app.kit.i18n import gettext as _
from app.kit.routing import Router, Visit
from app.kit.tables.formats import FORMATS
from app.people.access import hr
from app.trail.rules import record

router = Router()
CHUNK = 1 << 16
OFFERED = ("xlsx", "csv")


@router.get("/people/export.{format}", hr, slow=True)
def people(visit: Visit, format: str) -> Response:
    """Everybody, in the form in which the import takes them back."""
    if format not in OFFERED:
        raise NotFound()
    kind = FORMATS[format]
    made = TemporaryFile()  # noqa: SIM115
    table, count = export.table(visit.db, visit.actor.name)
    kind.write(table, made)
    with visit.database.writing() as db:
        record(db, "people.exported", actor_id=visit.actor.person_id, object="people", format=format, rows=count)
    size = made.seek(0, 2)
    name = f"{_('People')} {clock.today().isoformat()}.{format}"
    headers = {**HEADERS, "Content-Disposition": disposition(name), "Content-Length": str(size)}
    return StreamingResponse(_chunks(made), headers=headers, media_type=kind.media_type)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk
