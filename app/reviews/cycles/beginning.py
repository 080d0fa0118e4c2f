"""Beginning one side's assessment for the cycle, from the conversation."""

from sqlmodel import Session

from app.assessments import rules
from app.cycles.rules import locked_participant
from app.kit.errors import Conflict
from app.kit.i18n import gettext as _
from app.people.access import Actor
from app.reviews.talk import taking_part


def begin(db: Session, actor: Actor, conversation_id: int) -> int:
    """The id of the actor's own side's assessment for the cycle: submitted, open, or a new one.

    NotFound and Forbidden as for the conversation; Conflict when nothing can be written in it any more.
    """
    locked_participant(db, conversation_id)
    found = taking_part(db, actor, conversation_id)
    submitted = found.progress.own if found.side == "person" else found.progress.managers
    if submitted is not None:
        return submitted
    if not found.participation.running:
        raise Conflict(_("Nothing can be written in this conversation any more."))
    id = rules.start(db, actor, found.subject).id
    assert id is not None
    return id
