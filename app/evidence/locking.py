"""An entry that somebody else than its writer acts on, locked."""

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.evidence.models import Evidence
from app.kit.errors import NotFound

_ENTRY = (
    select(Evidence)
    .where(col(Evidence.id) == bindparam("id"), col(Evidence.deleted_at).is_(None))
    .with_for_update()
    .execution_options(populate_existing=True)
)


def locked(db: Session, evidence_id: int) -> Evidence:
    """The entry as it is now, nobody else changing it until the transaction ends; NotFound once it is deleted."""
    found = db.exec(_ENTRY, params={"id": evidence_id}).first()
    if found is None:
        raise NotFound()
    return found
