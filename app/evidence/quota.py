"""How much one person's record may hold: far more than anybody writes, and little enough for one server."""

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from app.evidence.models import Attachment, Evidence
from app.kit.db import row
from app.kit.errors import Refused
from app.kit.i18n import gettext as _

MOST_ENTRIES = 2000
MB = 1_000_000
MOST_BYTES = 500 * MB

# what can still be taken back is stored too, so it counts
_ENTRIES = select(func.count().label("n")).where(col(Evidence.person_id) == bindparam("person"))
_BYTES = (
    select(func.coalesce(func.sum(col(Attachment.size)), 0).label("n"))
    .select_from(Attachment)
    .join(Evidence, col(Evidence.id) == col(Attachment.evidence_id))
    .where(col(Evidence.person_id) == bindparam("person"))
)


def require_room_for_entry(db: Session, person_id: int) -> None:
    """Refused when this person has as many entries as a record holds."""
    if row(db, _ENTRIES, person=person_id).n >= MOST_ENTRIES:
        raise Refused(
            _("A record holds at most %(most)s entries, those deleted in the last 30 days included.", most=MOST_ENTRIES)
        )


def require_room_for_bytes(db: Session, person_id: int, more: int) -> None:
    """Refused for the field "file" when so many more bytes do not fit into this person's record."""
    if row(db, _BYTES, person=person_id).n + more > MOST_BYTES:
        sentence = _(
            "All your files together hold at most %(most)s MB, those removed in the last 30 days included.",
            most=MOST_BYTES // MB,
        )
        raise Refused(sentence, {"file": sentence})
