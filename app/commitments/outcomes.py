"""What becomes of a commitment after its conversation was signed: kept, moved, released, and back.

open → kept or released → (taken back) → open; while open, its day may move and a former manager's may be taken over.
Both sides may do all of it, each with their name: it was promised by one and heard by the other.
`about`, in all verbs: the person in whose open conversation the caller has found the actor to be one of the two
sides; None: app/commitments/scope.py is asked. `version`: of the commitment as it was read; Conflict when it has
changed since, unless by this very act.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.commitments import scope
from app.commitments.models import Commitment, CommitmentEvent
from app.commitments.rules import changed, happens
from app.goals.rules import day_fault
from app.kit.errors import Conflict, Forbidden, Refused
from app.kit.i18n import gettext as _
from app.people.access import Actor

AFTER: Mapping[str, str] = {
    "opened": "open",
    "kept": "kept",
    "reopened": "open",
    "moved": "open",
    "handed_over": "open",
    "released": "released",
}
"""Event → the state of a commitment after it."""
_LAST = (
    select(CommitmentEvent)
    .where(col(CommitmentEvent.commitment_id) == bindparam("id"))
    .order_by(col(CommitmentEvent.id).desc())
    .limit(1)
)


def keep(
    db: Session, actor: Actor, commitment_id: int, note: str, version: int, about: int | None = None
) -> Commitment:
    """Kept, with words about it or without. Sent twice it has one effect."""
    found = scope.promised(db, actor, commitment_id, about)
    if not _just_done(db, actor, found, "kept", note):
        _require(found, "open", version)
        _put(db, actor, found, "kept", note)
    return found


def reopen(
    db: Session, actor: Actor, commitment_id: int, after: str, reason: str, version: int, about: int | None = None
) -> Commitment:
    """Not kept, or not released, after all (`after` says which), with the reason. Sent twice it has one effect."""
    found = scope.promised(db, actor, commitment_id, about)
    _require_reason(reason)
    if not _just_done(db, actor, found, "reopened", reason):
        _require(found, after, version)
        _put(db, actor, found, "reopened", reason)
    return found


def move(
    db: Session, actor: Actor, commitment_id: int, due_on: date, reason: str, version: int, about: int | None = None
) -> Commitment:
    """By another day, with the reason; the day before stays on record. Sent twice it has one effect.

    Refused for the day that it has, a past one, or one too far away.
    """
    found = scope.promised(db, actor, commitment_id, about)
    if found.due_on == due_on and _just_done(db, actor, found, "moved", reason):
        return found
    _require_reason(reason)
    _require(found, "open", version)
    sentence = _("It is due on this day already.") if found.due_on == due_on else day_fault(due_on)
    if sentence:
        raise Refused(_("Please look at the marked fields; nothing is lost."), {"due_on": sentence})
    before, found.due_on = found.due_on, due_on
    _put(db, actor, found, "moved", reason, due_before=before)
    return found


def release(
    db: Session, actor: Actor, commitment_id: int, reason: str, version: int, about: int | None = None
) -> Commitment:
    """Nobody has to keep it any more, with the reason. Sent twice it has one effect."""
    found = scope.promised(db, actor, commitment_id, about)
    _require_reason(reason)
    if not _just_done(db, actor, found, "released", reason):
        _require(found, "open", version)
        _put(db, actor, found, "released", reason)
    return found


def take_over(db: Session, actor: Actor, commitment_id: int, version: int) -> Commitment:
    """Her present direct manager promises what a former one did. Sent twice it has one effect.

    Forbidden for everybody else, and while who promised it still leads her or is she herself.
    """
    found = scope.promised(db, actor, commitment_id, None)
    if found.owner_id == actor.person_id and _just_done(db, actor, found, "handed_over", ""):
        return found
    if not scope.standing(db, actor, found).may_take_over:
        raise Forbidden(_("Only the present manager takes over what a former one promised."))
    _require(found, "open", version)
    before, found.owner_id = found.owner_id, actor.person_id
    _put(db, actor, found, "handed_over", "", owner_before_id=before)
    return found


def _put(
    db: Session, actor: Actor, found: Commitment, kind: str, words: str,
    due_before: date | None = None, owner_before_id: int | None = None,
) -> None:  # fmt: skip
    found.state = AFTER[kind]
    changed(found, actor)
    happens(db, actor, found, kind, words, due_before, owner_before_id)


def _just_done(db: Session, actor: Actor, found: Commitment, kind: str, words: str) -> bool:
    """Whether the last thing that happened to it is this one, by the same person in the same words."""
    last = db.exec(_LAST, params={"id": found.id}).first()
    return last is not None and (last.kind, last.by_id, last.note) == (kind, actor.person_id, words)


def _require(found: Commitment, state: str, version: int) -> None:
    if found.state == "proposed":
        raise Conflict(_("It is promised once the conversation is signed."))
    if (found.state, found.version) != (state, version):
        raise Conflict(_("This commitment was changed elsewhere in the meantime."))


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Please look at the marked fields; nothing is lost."), {"reason": _("Please fill this in.")})
