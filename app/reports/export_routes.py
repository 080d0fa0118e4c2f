"""HR's reports as files. What takes long becomes a job, whose page shows how far it is."""

import secrets
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO, Annotated

from pydantic import BaseModel, Field
from starlette.responses import Response, StreamingResponse

from app.jobs import rules as jobs
from app.kit import forms, pages
from app.kit.downloads import HEADERS, disposition
from app.kit.routing import Router, Visit
from app.kit.text import Line, OptionalLine
from app.kit.turns import TURNS
from app.people.access import hr
from app.reports import asking, exporting, registry
from app.reports.page_routes import choice

router = Router()
CHUNK = 1 << 16


class ExportForm(BaseModel):
    """One export: `format`, the token of the form, and the filters as they stood in the address."""

    format: str = ""
    once: Annotated[Line, Field(min_length=8, max_length=64)]
    department: str = ""
    level: str = ""
    manager: str = ""
    cycle: str = ""
    day: str = ""
    word: OptionalLine = ""


@router.get("/reports/{name}.{format}", hr, slow=True)
def file(
    visit: Visit, name: str, format: str, department: str = "", level: str = "", manager: str = "", cycle: str = "",
    day: str = "", word: str = "",
) -> Response:  # fmt: skip
    """The file, or for many people a page that offers to make it as a task."""
    report, kind = registry.report(name), exporting.format_of(format)
    chosen = choice(department, level, manager, cycle, day, word)
    asked = asking.asked(visit.db, visit.actor, report, chosen)
    me = visit.actor.person_id
    TURNS.take(me)
    try:
        if exporting.is_long(visit.db, report, asked):
            return pages.page(
                visit, "reports/long.html", report=report, format=kind, chosen=chosen.values(), most=exporting.AT_ONCE,
                once=secrets.token_urlsafe(18),
            )  # fmt: skip
        made = TemporaryFile()  # noqa: SIM115
        written = exporting.write(visit.db, report, asked, kind, made, lambda done: None)
    finally:
        TURNS.end(me)
    exporting.note(visit.database, report, asked, chosen, kind.name, written)
    size = made.seek(0, 2)
    headers = {**HEADERS, "Content-Disposition": disposition(exporting.file_name(report, asked, kind))}
    return StreamingResponse(
        _chunks(made), headers={**headers, "Content-Length": str(size)}, media_type=kind.media_type
    )


@router.post("/reports/{name}/exports", hr)
def begin(visit: Visit, name: str) -> Response:
    """Make the file as a task."""
    report, sent = registry.report(name), forms.parse(ExportForm, visit.posted)
    kind = exporting.format_of(sent.format)
    chosen = choice(sent.department, sent.level, sent.manager, sent.cycle, sent.day, sent.word)
    asking.asked(visit.db, visit.actor, report, chosen)
    params = exporting.params(report, kind, chosen)
    job = jobs.begin(visit.db, visit.actor.person_id, exporting.KIND.name, params, sent.once)
    return pages.redirect(visit, f"/jobs/{job.id}")


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk
