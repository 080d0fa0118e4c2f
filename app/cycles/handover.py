"""Handing the manager's side of a conversation over, explicitly: nothing passes on by itself when a line changes."""

from sqlmodel import Session

from app.cycles import queries, rules
from app.cycles.models import CycleHandover
from app.kit import clock
from app.kit.errors import Conflict, Forbidden, Refused
from app.kit.i18n import gettext as _
from app.people import access
from app.people.access import Actor
from app.trail.rules import record


def hand_over(db: Session, actor: Actor, participant_id: int, to_id: int, reason: str) -> CycleHandover | None:
    """Let `to_id` assess and hold the conversation from now on; None when he does already.

    HR may, to anybody above the person in the solid line today, but not about herself; whoever leads her
    directly may take it over himself. NotFound for whoever may not know of it; Conflict when nothing can be
    written any more.
    """
    rules.locked_participant(db, participant_id)
    found = queries.participation(db, participant_id)
    relation = access.subject_of_line(db, actor, found.person_id).relation
    if relation.is_self or not (actor.hr or (relation.direct and to_id == actor.person_id)):
        raise Forbidden(_("HR hands a conversation over, or the present manager takes it over."))
    if not found.running:
        raise Conflict(_("Nothing can be written in this conversation any more."))
    if to_id not in {manager for manager, how in access.managers(db, found.person_id) if how != "dotted"}:
        sentence = _("Choose somebody above her in the solid line.")
        raise Refused(_("Please look at the marked fields; nothing is lost."), {"to": sentence})
    before = queries.assessors(db, [found])[found.id]
    if before == to_id:
        return None
    row = CycleHandover(
        participant_id=participant_id, from_id=before, to_id=to_id, by_id=actor.person_id, at=clock.now(), reason=reason
    )
    db.add(row)
    db.flush()
    record(
        db, "conversation.handed_over", actor_id=actor.person_id, subject_id=found.person_id,
        object=f"conversation:{participant_id}", from_id=before, to_id=to_id,
    )  # fmt: skip
    return row
