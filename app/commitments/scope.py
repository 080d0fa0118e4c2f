"""Who may see a commitment and decide what becomes of it: the person it was made about, and the manager's side.

That is who promised it, while he stands above her in the solid line; her present direct manager; and who holds
her conversation. Whoever else stands above her, and HR, read the signed record of the conversation and nothing here.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.commitments import queries
from app.commitments.models import Commitment
from app.commitments.queries import Promised
from app.cycles import queries as cycles
from app.cycles import rules as cycle_rules
from app.kit.errors import Conflict, NotFound
from app.kit.i18n import gettext as _
from app.people import access
from app.people.access import Actor, Subject

_LOCKED = select(Commitment).where(col(Commitment.id) == bindparam("id")).with_for_update()
_OF = select(col(Commitment.participant_id)).where(col(Commitment.id) == bindparam("id"))


@dataclass(frozen=True, slots=True)
class Standing:
    """How the actor stands to a commitment that he may see.

    `owner_leads`: who promised it is the person herself, or still stands above her in the solid line.
    """

    subject: Subject
    owner_id: int
    owner_leads: bool

    @property
    def may_take_over(self) -> bool:
        """Her present direct manager may, when who promised it does not lead her any more."""
        return self.subject.relation.direct and not self.owner_leads


def standing(db: Session, actor: Actor, of: Commitment | Promised) -> Standing:
    """How the actor stands to a commitment; NotFound for whoever may not know of it."""
    if isinstance(of, Promised):
        person_id, owner_id = of.person.id, of.owner.id
    else:
        person_id, owner_id = of.person_id, of.owner_id
    subject = access.subject(db, actor, person_id)
    above = {id for id, how in access.managers(db, person_id) if how != "dotted"}
    if not subject.relation.is_self and not _on_managers_side(db, actor, of, owner_id, subject, above):
        raise NotFound()
    return Standing(subject, owner_id, owner_id in above or owner_id == person_id)


def _on_managers_side(
    db: Session, actor: Actor, of: Commitment | Promised, owner_id: int, subject: Subject, above: Collection[int]
) -> bool:
    """What is only proposed is seen by the two sides of its conversation; later her direct manager sees it too."""
    if actor.person_id not in above:
        return False
    proposed = of.state == "proposed"
    if actor.person_id == owner_id or (subject.relation.direct and not proposed):
        return True
    talk = cycles.participation(db, of.participant_id) if proposed else cycles.running(db, subject.id)
    return talk is not None and cycles.assessors(db, [talk])[talk.id] == actor.person_id


def seen(db: Session, actor: Actor, commitment_id: int) -> tuple[Promised, Standing]:
    """A commitment that the actor may see, and how he stands to it; NotFound otherwise."""
    found = queries.one(db, commitment_id)
    if found is None:
        raise NotFound()
    return found, standing(db, actor, found)


def proposed(db: Session, actor: Actor, commitment_id: int, about: int | None) -> Commitment:
    """One that is only proposed, locked together with its conversation, for one of the two sides.

    `about`: whose conversation it has to be made in, when the caller has found the actor to be one of its sides.
    Conflict once it was signed, and when nothing can be written in the conversation any more.
    """
    participant_id = db.exec(_OF, params={"id": commitment_id}).first()
    if participant_id is None:
        raise NotFound()
    cycle_rules.locked_participant(db, participant_id)
    found = promised(db, actor, commitment_id, about)
    if found.state != "proposed":
        raise Conflict(_("The conversation is signed: what was promised in it stands."))
    if not cycles.participation(db, participant_id).running:
        raise Conflict(_("Nothing can be written in this conversation any more."))
    return found


def promised(db: Session, actor: Actor, commitment_id: int, about: int | None) -> Commitment:
    """A commitment that the actor may see, locked. `about` as above."""
    found = db.exec(_LOCKED, params={"id": commitment_id}).first()
    if found is None or about not in (None, found.person_id):
        raise NotFound()
    if about is None:
        standing(db, actor, found)
    return found
