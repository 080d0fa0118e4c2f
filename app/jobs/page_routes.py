"""Long work as the person who asked sees it: how far it is, its file, stopping it."""

from typing import Any

from starlette.responses import Response, StreamingResponse

from app.jobs import keeping, queries, rules
from app.jobs.kinds import Kind
from app.jobs.queries import Seen
from app.jobs.ranges import part
from app.jobs.workshop import Workshop
from app.kit import pages
from app.kit.downloads import HEADERS, disposition
from app.kit.errors import NotFound
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people.access import signed_in

router = Router()
STOPPED = noop("Stopped. Nothing was changed by it.")


def workshop(visit: Visit) -> Workshop:
    """The workshop of the application."""
    found: Workshop = visit.request.app.state.workshop
    return found


@router.get("/jobs", signed_in)
def index(visit: Visit) -> Response:
    """What I asked for in the last day."""
    shop = workshop(visit)
    found = [(job, kind) for job in queries.latest(visit.db, visit.actor.person_id) if (kind := _kind(visit, job))]
    return pages.page(visit, "jobs/index.html", jobs=found, now=shop.live)


@router.get("/jobs/{id}", signed_in)
def show(visit: Visit, id: Id) -> Response:
    """How far it is. Its bar is asked for again every second while it goes on, and at last makes way for the file."""
    job, kind = _mine(visit, id)
    done, total = workshop(visit).live.get(id, (job.done, job.total))
    values: dict[str, Any] = {
        "job": job,
        "title": kind.title(job.params),
        "back": kind.back(job.params),
        "done": done,
        "total": total,
    }
    if not visit.htmx:
        return pages.page(visit, "jobs/show.html", **values)
    if job.open:
        return pages.fragment(visit, "jobs/_bar.html", **values)
    answer = pages.fragment(visit, "jobs/_job.html", **values)
    answer.headers["HX-Retarget"] = "#job"
    return answer


@router.delete("/jobs/{id}", signed_in)
def stop(visit: Visit, id: Id) -> Response:
    _mine(visit, id)
    rules.stop(visit.db, visit.actor.person_id, id)
    return pages.redirect(visit, f"/jobs/{id}", note=STOPPED)


@router.get("/jobs/{id}/file", signed_in)
def file(visit: Visit, id: Id) -> Response:
    """The file, or the part of it that is asked for, so that a broken download goes on where it was."""
    job, _kind_of = _mine(visit, id)
    if not job.has_file:
        raise NotFound()
    etag = f'"{job.sha256}"'
    headers = {**HEADERS, "Content-Disposition": disposition(job.file_name), "Accept-Ranges": "bytes", "ETag": etag}
    asked = visit.request.headers
    first, last, status = 0, job.size - 1, 200
    if "range" in asked and asked.get("if-range", etag) == etag:
        try:
            found = part(asked["range"], job.size)
        except ValueError:
            return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{job.size}"})
        if found is not None:
            first, last, status = *found, 206
            headers["Content-Range"] = f"bytes {first}-{last}/{job.size}"
    headers["Content-Length"] = str(last - first + 1)
    body = keeping.read(visit.database, id, first, last)
    return StreamingResponse(body, status, headers=headers, media_type=job.media_type)


def _mine(visit: Visit, id: int) -> tuple[Seen, Kind]:
    job = queries.job_of(visit.db, visit.actor.person_id, id)
    kind = _kind(visit, job)
    if kind is None:
        raise NotFound()
    return job, kind


def _kind(visit: Visit, job: Seen) -> Kind | None:
    """The kind of a job, as long as the person may still ask for such."""
    kind = workshop(visit).kinds.get(job.kind)
    return kind if kind is not None and kind.allowed(visit.actor) else None
