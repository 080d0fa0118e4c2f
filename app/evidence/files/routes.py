"""Files of an entry: adding, reading, removing and bringing back."""

from starlette.responses import Response

from app.evidence import reading, scope
from app.evidence.files import downloads
from app.evidence.files import rules as attaching
from app.evidence.routes import entry_again
from app.kit import pages
from app.kit.downloads import attachment
from app.kit.errors import Refused
from app.kit.files import FIELD, inspect
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people import access
from app.people.access import signed_in

router = Router()
ATTACHED = noop("Attached.")
THERE_ALREADY = noop("This file is there already.")
REMOVED = noop("Removed. You can bring it back for 30 days.")
BACK = noop("Restored.")


@router.post("/evidence/{id}/attachments", signed_in, files=True)
def attach(visit: Visit, id: Id) -> Response:
    """Files for one's own entry. They are looked into before the writer's transaction begins: that takes time."""
    with visit.database.reading() as db:
        reading.require_own(scope.readable(db, visit.actor, id))
    try:
        sent = visit.posted.files.get(FIELD, ())
        if not sent:
            raise Refused(_("Please choose a file."), {FIELD: _("Please choose a file.")})
        new = attaching.attach(visit.db, visit.actor, id, [inspect(file.data, file.name) for file in sent])
    except Refused as refused:
        return entry_again(visit, id, refused, "files")
    return pages.redirect(visit, f"/evidence/{id}#files", note=ATTACHED if new else THERE_ALREADY)


@router.get("/attachments/{id}", signed_in)
def download(visit: Visit, id: Id) -> Response:
    found = downloads.download(visit.db, visit.actor, id)
    access.log_reading(visit, found.readable.owner, f"attachment:{id}")
    return attachment(found.content, found.media_type, found.name)


@router.delete("/attachments/{id}", signed_in)
def remove(visit: Visit, id: Id) -> Response:
    evidence_id = attaching.remove(visit.db, visit.actor, id)
    return pages.redirect(visit, f"/evidence/{evidence_id}#files", note=REMOVED)


@router.delete("/attachments/{id}/deletion", signed_in)
def bring_back(visit: Visit, id: Id) -> Response:
    evidence_id = attaching.bring_back(visit.db, visit.actor, id)
    return pages.redirect(visit, f"/evidence/{evidence_id}#files", note=BACK)
