"""The manager signs; the person answers: seen, or seen and not agreed."""

from collections.abc import Sequence

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.commitments import rules as commitments
from app.cycles import rules as cycles
from app.kit import clock
from app.kit.errors import Conflict, Forbidden, Refused
from app.kit.i18n import gettext as _
from app.people.access import Actor
from app.reviews.conversations.missing import Missing
from app.reviews.record_models import ConversationRecord, RecordAnswer
from app.reviews.signing import marks, queries
from app.reviews.signing.draft import Draft, draft
from app.reviews.signing.freezing import freeze
from app.reviews.signing.marks import Changed, Marks
from app.reviews.talk import Talk, talk
from app.trail.rules import record

_RECORD = select(ConversationRecord).where(col(ConversationRecord.id) == bindparam("id"))
_ANSWER = select(RecordAnswer).where(
    col(RecordAnswer.record_id) == bindparam("id"), col(RecordAnswer.kind) == bindparam("kind")
)


class NotComplete(Refused):
    """Something stands against a signature; `missing` says what."""

    def __init__(self, lacking: Sequence[Missing]) -> None:
        super().__init__(_("It cannot be signed yet."))
        self.missing = tuple(lacking)


class Stale(Conflict):
    """The record has changed since the page was shown; `changed` says where."""

    def __init__(self, changed: Sequence[Changed]) -> None:
        super().__init__(_("Something changed since this page was shown. Nothing is signed yet."))
        self.changed = tuple(changed)


def sign(db: Session, actor: Actor, conversation_id: int, shown: str, seen: Marks) -> ConversationRecord:
    """Freeze the conversation as record number 1, and let its commitments count from now on. Twice has one effect.

    `shown`, `seen`: the digest and the marks of what the page showed (marks.py). NotFound and Forbidden for
    everybody but the manager who holds it; Conflict in any state but open; NotComplete; Stale.
    """
    cycles.locked_participant(db, conversation_id)
    found = managers(db, actor, conversation_id)
    if found.progress.records:
        return first(db, found)
    require_open(found)
    ready = draft(db, actor, found)
    if ready.missing:
        raise NotComplete(ready.missing)
    if marks.shown(ready.content) != shown:
        raise Stale(tuple(marks.changed(seen, ready.marks)))
    made = freeze(db, actor, conversation_id, 1, "signed", ready.content, "")
    commitments.open_all(db, actor, conversation_id)
    return made


def managers(db: Session, actor: Actor, conversation_id: int) -> Talk:
    """A conversation that the actor holds; NotFound and Forbidden for everybody else."""
    found = talk(db, actor, conversation_id)
    if found.side != "manager":
        raise Forbidden(_("Only the manager who holds this conversation signs it."))
    return found


def require_open(found: Talk) -> None:
    """Conflict in every state in which nothing can be signed."""
    if found.state == "preparing":
        raise Conflict(_("The conversation opens once both assessments are submitted."))
    if not found.changeable:
        raise Conflict(_("Nothing can be written in this conversation any more."))


def first(db: Session, found: Talk) -> ConversationRecord:
    """The record number 1 of a signed conversation."""
    return by_id(db, found.progress.records[0].id)


def by_id(db: Session, record_id: int) -> ConversationRecord:
    """A record whose id the caller has from the database."""
    return db.exec(_RECORD, params={"id": record_id}).one()


def shown(db: Session, actor: Actor, conversation_id: int) -> tuple[Talk, Draft, tuple[Missing, ...]]:
    """What the manager reads before he signs, and what stands against it. Errors as in `sign`."""
    found = managers(db, actor, conversation_id)
    require_open(found)
    ready = draft(db, actor, found)
    return found, ready, ready.missing


def acknowledge(db: Session, actor: Actor, record_id: int) -> RecordAnswer:
    """The person has seen a record, which is not to say that she agrees. Twice has one effect.

    She may after the cycle was closed, too: it changes nothing of the record. NotFound for whoever may not know of
    it, Forbidden for everybody else but her, Conflict once she has left.
    """
    return _answer(db, actor, record_id, "acknowledged", "")


def dissent(db: Session, actor: Actor, record_id: int, words: str) -> RecordAnswer:
    """The person does not agree with a record, in her own words: once for each, and never changed.

    Errors as above; Refused without words; Conflict when she has said something else already.
    """
    if not words.strip():
        raise Refused(_("Please look at the marked fields; nothing is lost."), {"words": _("Please fill this in.")})
    return _answer(db, actor, record_id, "dissent", words)


def _answer(db: Session, actor: Actor, record_id: int, kind: str, words: str) -> RecordAnswer:
    conversation_id, number = queries.where(db, record_id)
    cycles.locked_participant(db, conversation_id)
    found = talk(db, actor, conversation_id)
    if found.side != "person":
        raise Forbidden(_("Only she herself answers to her record."))
    if found.participation.has_left:
        raise Conflict(_("Nothing can be written in this conversation any more."))
    present = db.exec(_ANSWER, params={"id": record_id, "kind": kind}).first()
    if present is not None:
        if present.words != words:
            raise Conflict(_("You have answered to this record already; what was said stays as it is."))
        return present
    made = RecordAnswer(record_id=record_id, kind=kind, words=words, at=clock.now(), by_id=actor.person_id)
    db.add(made)
    db.flush()
    record(
        db, f"record.{kind}", actor_id=actor.person_id, subject_id=found.subject.id,
        object=f"conversation:{conversation_id}", number=number,
    )  # fmt: skip
    return made
