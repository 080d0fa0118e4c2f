"""The verbs of whoever was asked to verify an entry: confirm it, or return it with a comment."""

from typing import Literal

from sqlmodel import Session

from app.evidence import scope
from app.evidence.locking import locked
from app.evidence.models import Verification
from app.evidence.verification.rules import note, parties, question
from app.kit import clock
from app.kit.errors import Conflict, Forbidden, NotFound, Refused
from app.kit.i18n import gettext as _
from app.people import queries as people
from app.people.access import Actor

Outcome = Literal["confirmed", "returned"]
ACTIONS = {"confirmed": "evidence.verified", "returned": "evidence.returned"}


class ChangedSince(Conflict):
    """The entry was changed after whoever answers had looked at it."""

    def __init__(self) -> None:
        super().__init__(_("It was changed since you looked at it. Please look again before you answer."))


def answer(
    db: Session, actor: Actor, verification_id: int, outcome: Outcome, comment: str, version: int
) -> Verification:
    """Say what one was asked: confirmed, or returned with a comment. `version` is the one that was looked at.

    The same answer twice has one effect. NotFound for whoever was not asked, and once the entry is
    deleted, private or the request withdrawn; Forbidden for the writer, and for somebody who has left;
    Conflict when it was answered already, ChangedSince when the entry is no longer what was looked at.
    """
    entry, asked = locked(db, require_asked(db, actor, verification_id)), question(db, verification_id)
    if entry.private or asked.withdrawn_at is not None:
        raise NotFound()
    if not people.is_active(db, actor.person_id):
        raise Forbidden(_("Only the person who was asked can answer."))
    if asked.answered_at is not None:
        return _same_answer(asked, outcome, comment)
    if entry.version != version:
        raise ChangedSince()
    if outcome == "returned" and not comment:
        raise Refused(
            _("Please look at the marked fields; nothing is lost."), {"comment": _("Say what should be changed.")}
        )
    asked.version, asked.outcome, asked.comment, asked.answered_at = version, outcome, comment, clock.now()
    db.flush()
    note(db, actor, entry, asked, ACTIONS[outcome])
    return asked


def require_asked(db: Session, actor: Actor, verification_id: int) -> int:
    """The entry that the actor was asked about. Forbidden for whoever may read it, but was not asked; else NotFound."""
    evidence_id, verifier_id = parties(db, verification_id)
    scope.readable(db, actor, evidence_id)
    if verifier_id != actor.person_id:
        raise Forbidden(_("Only the person who was asked can answer."))
    return evidence_id


def _same_answer(asked: Verification, outcome: Outcome, comment: str) -> Verification:
    if (asked.outcome, asked.comment) != (outcome, comment):
        raise Conflict(_("You have answered already. An answer stands; the writer can ask again."))
    return asked
