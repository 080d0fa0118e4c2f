"""The writer's verbs of verification 核验: ask somebody, and withdraw. The answers stand in verdicts.py.

Nobody verifies herself. A confirmation is of one version; a changed entry needs verifying again.
"""

from sqlalchemy import bindparam, func
from sqlmodel import Session, col, select

from app.evidence import rules
from app.evidence.kinds import kind
from app.evidence.models import Evidence, Verification
from app.kit import clock
from app.kit.db import row
from app.kit.errors import Conflict, Forbidden, NotFound, Refused
from app.kit.i18n import gettext as _
from app.people import queries as people
from app.people.access import Actor
from app.trail.rules import record

MAX_OPEN = 5
# one writer's questions never fill the page of what others ask somebody (asked_of_me.MOST)
MAX_OPEN_TO_ONE = 30

_PLACE = select(col(Verification.evidence_id), col(Verification.verifier_id)).where(
    col(Verification.id) == bindparam("id")
)

_OPEN_TO_ONE = (
    select(func.count().label("n"))
    .select_from(Verification)
    .join(Evidence, col(Evidence.id) == col(Verification.evidence_id))
    .where(
        col(Evidence.person_id) == bindparam("writer"),
        col(Verification.verifier_id) == bindparam("verifier"),
        col(Verification.answered_at).is_(None),
        col(Verification.withdrawn_at).is_(None),
    )
)


def ask(db: Session, actor: Actor, evidence_id: int, verifier_id: int, message: str = "") -> Verification:
    """Ask somebody to verify the actor's own entry as it stands now.

    Whoever has an open request keeps that one; asked again, it is about the present version.
    Conflict for a private entry or a kind that is not verified; Refused for the field "verifier"
    for oneself, somebody who cannot sign in, has confirmed it already, or has
    too much of hers to answer.
    """
    entry = rules.mine(db, actor, evidence_id)
    require_verifiable(entry)
    _require_can_verify(db, actor, verifier_id)
    asked = _asked(db, evidence_id)
    _require_not_confirmed(entry, asked, verifier_id)
    still_open = [one for one in asked if one.answered_at is None and one.withdrawn_at is None]
    for one in still_open:
        if one.verifier_id == verifier_id:
            one.version, one.message = entry.version, message or one.message
            return one
    if len(still_open) >= MAX_OPEN:
        raise Refused(_("Wait for an answer, or withdraw a request, before you ask somebody else."))
    if row(db, _OPEN_TO_ONE, writer=actor.person_id, verifier=verifier_id).n >= MAX_OPEN_TO_ONE:
        _refuse_verifier(_("%(most)s questions of yours wait for this person already.", most=MAX_OPEN_TO_ONE))
    new = Verification(
        evidence_id=evidence_id,
        version=entry.version,
        verifier_id=verifier_id,
        message=message,
        asked_at=clock.now(),
    )
    db.add(new)
    db.flush()
    note(db, actor, entry, new, "verification.asked")
    return new


def require_verifiable(entry: Evidence) -> None:
    """Conflict when nobody can be asked about this entry."""
    if entry.private:
        raise Conflict(_("A private entry is for you alone, so nobody can be asked to verify it."))
    if not kind(entry.kind).verifiable:
        raise Conflict(_("Entries of this kind are not verified."))


def _require_can_verify(db: Session, actor: Actor, verifier_id: int) -> None:
    if verifier_id == actor.person_id:
        _refuse_verifier(_("Nobody verifies their own work. Choose somebody else."))
    if not people.is_active(db, verifier_id):
        _refuse_verifier(_("This person cannot sign in here. Choose somebody else."))


def _require_not_confirmed(entry: Evidence, asked: list[Verification], verifier_id: int) -> None:
    if any(
        one.verifier_id == verifier_id and one.version == entry.version and one.outcome == "confirmed" for one in asked
    ):
        _refuse_verifier(_("This person has confirmed it as it stands."))


def _refuse_verifier(sentence: str) -> None:
    raise Refused(_("Please look at the marked fields; nothing is lost."), {"verifier": sentence})


def withdraw(db: Session, actor: Actor, verification_id: int) -> int:
    """Take back the question about the actor's own entry, whose id is returned. Twice is one effect.

    Conflict once it was answered; Forbidden for whoever was asked.
    """
    evidence_id, verifier_id = parties(db, verification_id)
    if verifier_id == actor.person_id:
        raise Forbidden(_("Only the person who asked can withdraw the request."))
    entry = rules.mine(db, actor, evidence_id)
    asked = question(db, verification_id)
    if asked.answered_at is not None:
        raise Conflict(_("It was answered in the meantime."))
    if asked.withdrawn_at is None:
        asked.withdrawn_at = clock.now()
        note(db, actor, entry, asked, "verification.withdrawn")
    return evidence_id


def parties(db: Session, verification_id: int) -> tuple[int, int]:
    """The entry and the verifier of a request."""
    found = row(db, _PLACE, id=verification_id)
    if found is None:
        raise NotFound()
    return found.evidence_id, found.verifier_id


def question(db: Session, verification_id: int) -> Verification:
    return db.exec(
        select(Verification).where(Verification.id == verification_id).execution_options(populate_existing=True)
    ).one()


def _asked(db: Session, evidence_id: int) -> list[Verification]:
    return list(db.exec(select(Verification).where(Verification.evidence_id == evidence_id)))


def note(db: Session, actor: Actor, entry: Evidence, asked: Verification, action: str) -> None:
    record(
        db, action, actor_id=actor.person_id, subject_id=entry.person_id, object=f"evidence:{entry.id}",
        verification=asked.id, version=asked.version,
    )  # fmt: skip
