"""Reading one file of an entry, for whoever may read the entry at this moment."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.evidence import scope
from app.evidence.models import Attachment
from app.evidence.scope import Readable
from app.kit.db import row
from app.kit.errors import NotFound
from app.people.access import Actor

_FILE = select(col(Attachment.evidence_id), col(Attachment.name), col(Attachment.media_type)).where(
    col(Attachment.id) == bindparam("id"), col(Attachment.deleted_at).is_(None)
)
_CONTENT = select(col(Attachment.content)).where(col(Attachment.id) == bindparam("id"))


@dataclass(frozen=True, slots=True)
class Download:
    """A file with its content, and how its reader may read the entry it belongs to."""

    name: str
    media_type: str
    content: bytes
    readable: Readable


def download(db: Session, actor: Actor, attachment_id: int) -> Download:
    """A file of an entry that the actor may read today; NotFound otherwise, and for a colleague with a share in it."""
    found = row(db, _FILE, id=attachment_id)
    if found is None:
        raise NotFound()
    readable = scope.readable(db, actor, found.evidence_id)
    if readable.how == "contributor":
        raise NotFound()
    return Download(found.name, found.media_type, row(db, _CONTENT, id=attachment_id).content, readable)
