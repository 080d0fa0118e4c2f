"""How long what was deleted can be taken back, and what happens to it then."""

from datetime import timedelta

from sqlalchemy import bindparam, delete, select
from sqlmodel import Session, col

from app.evidence.models import Attachment, Evidence
from app.kit import clock
from app.people.hold_models import LegalHold

KEPT = timedelta(days=30)

_held = select(col(LegalHold.person_id)).where(col(LegalHold.lifted_at).is_(None))
_OVERDUE = (
    delete(Evidence).where(col(Evidence.deleted_at) < bindparam("before"), col(Evidence.person_id).not_in(_held)),
    delete(Attachment).where(
        col(Attachment.deleted_at) < bindparam("before"),
        col(Attachment.evidence_id).not_in(select(col(Evidence.id)).where(col(Evidence.person_id).in_(_held))),
    ),
)


def purge(db: Session) -> None:
    """Erase for good the entries and files that anybody deleted more than 30 days ago, but for a legal hold.

    Done whenever somebody adds or deletes one, and by `python -m app remind`.
    """
    for statement in _OVERDUE:
        db.connection().execute(statement, {"before": clock.now() - KEPT})
