"""The verbs of legal holds 法律保全: while one stands, nothing of the person is erased."""

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.kit import clock
from app.kit.db import row
from app.kit.errors import Conflict, NotFound
from app.kit.i18n import gettext as _
from app.people import rules as people
from app.people.access import Actor
from app.people.hold_models import LegalHold
from app.trail.rules import record

_STANDING = select(LegalHold).where(col(LegalHold.person_id) == bindparam("person"), col(LegalHold.lifted_at).is_(None))
_SINCE = select(col(LegalHold.placed_at)).where(
    col(LegalHold.person_id) == bindparam("person"), col(LegalHold.lifted_at).is_(None)
)


def held(db: Session, person_id: int) -> bool:
    """Whether a hold stands."""
    return row(db, _SINCE, person=person_id) is not None


def require_none(db: Session, person_id: int) -> None:
    """Conflict while a hold stands."""
    if held(db, person_id):
        raise Conflict(_("A legal hold stands: nothing of this person is erased until it is lifted."))


def place(db: Session, actor: Actor, person_id: int, reason: str) -> LegalHold:
    """A hold from now on, with its reason. Conflict when one stands already, or when it is one's own."""
    _require_other(actor, person_id)
    people.lock(db, person_id)
    if held(db, person_id):
        raise Conflict(_("A legal hold stands already."))
    made = LegalHold(person_id=person_id, reason=reason, placed_at=clock.now(), placed_by_id=actor.person_id)
    db.add(made)
    record(db, "hold.placed", actor_id=actor.person_id, subject_id=person_id, object=f"person:{person_id}")
    db.flush()
    return made


def lift(db: Session, actor: Actor, person_id: int, reason: str) -> None:
    """The hold ends, with a reason; NotFound when none stands."""
    _require_other(actor, person_id)
    people.lock(db, person_id)
    hold = db.exec(_STANDING, params={"person": person_id}).first()
    if hold is None:
        raise NotFound()
    hold.lifted_at, hold.lifted_by_id, hold.lifted_reason = clock.now(), actor.person_id, reason
    record(db, "hold.lifted", actor_id=actor.person_id, subject_id=person_id, object=f"person:{person_id}")
    db.flush()


def _require_other(actor: Actor, person_id: int) -> None:
    if actor.person_id == person_id:
        raise Conflict(_("Ask a colleague in HR: nobody decides about their own data."))
