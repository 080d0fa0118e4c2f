"""How long what was deleted can be taken back, and what happens to it then."""

from datetime import timedelta

from sqlalchemy import bindparam, delete
from sqlmodel import Session, col

from app.evidence.models import Attachment, Evidence
from app.kit import clock

KEPT = timedelta(days=30)

_OVERDUE = (
    delete(Evidence).where(col(Evidence.deleted_at) < bindparam("before")),
    delete(Attachment).where(col(Attachment.deleted_at) < bindparam("before")),
)


def purge(db: Session) -> None:
    """Erase for good the entries and files that anybody deleted more than 30 days ago.

    Done whenever somebody adds or deletes one, and by `python -m app remind`.
    """
    for statement in _OVERDUE:
        db.connection().execute(statement, {"before": clock.now() - KEPT})
