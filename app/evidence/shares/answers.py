"""The verb of a colleague who has a share in an entry: confirm it, or dispute it."""

from typing import Literal

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.evidence import scope
from app.evidence.locking import locked
from app.evidence.models import Contribution
from app.kit import clock
from app.kit.db import row
from app.kit.errors import Conflict, Forbidden, NotFound, Refused
from app.kit.i18n import gettext as _
from app.people import queries as people
from app.people.access import Actor
from app.trail.rules import record

Answer = Literal["confirmed", "disputed"]
ACTIONS = {"confirmed": "contribution.confirmed", "disputed": "contribution.disputed"}

_PLACE = select(col(Contribution.evidence_id), col(Contribution.person_id)).where(
    col(Contribution.id) == bindparam("id")
)


def answer(db: Session, actor: Actor, contribution_id: int, said: Answer, comment: str, percent: int) -> Contribution:
    """Confirm one's own share, or dispute it with a comment. `percent` is the share that was looked at.

    While the share stays she may answer otherwise later; the same answer twice has one effect.
    NotFound for others, and once the entry is deleted or private; Forbidden for the writer and who has left;
    Conflict when the share was changed in between.
    """
    evidence_id = require_own_share(db, actor, contribution_id)
    entry, one = locked(db, evidence_id), _found(db, contribution_id)
    if entry.private:
        raise NotFound()
    if not people.is_active(db, actor.person_id):
        raise Forbidden(_("Only the person whose share it is can answer."))
    if one.percent != percent:
        raise Conflict(_("Your share was changed in the meantime. Please look again before you answer."))
    if said == "disputed" and not comment:
        raise Refused(_("Please look at the marked fields; nothing is lost."), {"comment": _("Say how you see it.")})
    if (said_already(one), one.comment) == (said, comment):
        return one
    one.confirmed_at = clock.now() if said == "confirmed" else None
    one.disputed_at = clock.now() if said == "disputed" else None
    one.comment = comment
    db.flush()
    record(
        db, ACTIONS[said], actor_id=actor.person_id, subject_id=entry.person_id, object=f"evidence:{evidence_id}",
        contribution=contribution_id, percent=percent,
    )  # fmt: skip
    return one


def require_own_share(db: Session, actor: Actor, contribution_id: int) -> int:
    """The entry in which this is the actor's share. Forbidden for whoever may read it otherwise; else NotFound."""
    evidence_id, person_id = _place(db, contribution_id)
    scope.readable(db, actor, evidence_id)
    if person_id != actor.person_id:
        raise Forbidden(_("Only the person whose share it is can answer."))
    return evidence_id


def said_already(one: Contribution) -> Answer | None:
    """What a colleague has said of her share; None while it is open."""
    return "confirmed" if one.confirmed_at else "disputed" if one.disputed_at else None


def _place(db: Session, contribution_id: int) -> tuple[int, int]:
    """The entry and the person of a share."""
    found = row(db, _PLACE, id=contribution_id)
    if found is None:
        raise NotFound()
    return found.evidence_id, found.person_id


def _found(db: Session, contribution_id: int) -> Contribution:
    """NotFound when it was taken out of the split a moment ago."""
    found = db.exec(
        select(Contribution).where(Contribution.id == contribution_id).execution_options(populate_existing=True)
    ).first()
    if found is None:
        raise NotFound()
    return found
