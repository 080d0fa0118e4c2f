"""The manager's answer to 'no opportunity yet': a chance, which is a commitment of his, or the reason why not."""

from dataclasses import dataclass
from secrets import token_hex

from sqlmodel import Session, col, select

from app.commitments import rules as commitments
from app.commitments.models import Commitment
from app.commitments.rules import Promise
from app.kit import clock
from app.kit.errors import Conflict, Forbidden, NotFound
from app.kit.i18n import gettext as _
from app.people.access import Actor
from app.reviews.conversations.contents import items
from app.reviews.conversations.items import reply_version
from app.reviews.conversations.writing import Stale, note, one_of, refuse, saved, to_talk
from app.reviews.models import OpportunityAnswer
from app.reviews.talk import Talk

_row = one_of(OpportunityAnswer, "competency")


@dataclass(frozen=True, slots=True)
class Answered:
    """A chance, or a reason: one of the two."""

    chance: Promise | None = None
    reason: str = ""


def answer_opportunity(
    db: Session, actor: Actor, conversation_id: int, competency: str, sent: Answered, version: int
) -> bool:
    """Answer a request for an opportunity; whether that changed anything. The manager's side only (Forbidden).

    A chance becomes a commitment of the manager who answered last. NotFound for an unknown competency; Conflict where
    nobody asks for an opportunity; Refused unless exactly one of the two is given, and for a title or day that will
    not do; Stale when another window saved something else since `version`.
    """
    talk = to_talk(db, actor, conversation_id)
    if talk.side != "manager":
        raise Forbidden(_("The manager answers this."))
    item = next((item for item in items(db, actor, talk) if item.id == competency), None)
    if item is None:
        raise NotFound()
    stored = _row(db, talk.id, competency)
    commitment = _commitment(db, stored.commitment_id) if stored else None
    before = _said(stored, commitment)
    sent = _as_chance(sent, competency)
    own = commitment is None or commitment.owner_id == actor.person_id
    if before == sent and own and (stored is not None or not item.asks):
        return False
    if version != (reply_version(stored.version, commitment.version if commitment else 0) if stored else 0):
        who = saved(db, stored.saved_by_id, stored.saved_at, stored.version) if stored else None
        raise Stale(before, who, sent)
    _require_one(sent, asks=item.asks)
    _put(db, actor, talk, competency, stored, commitment, sent)
    note(db, actor, talk, "opportunity.answered", competency=competency)
    return True


def _as_chance(sent: Answered, competency: str) -> Answered:
    if sent.chance is None:
        return sent
    return Answered(Promise(sent.chance.title, sent.chance.due_on, competency, chance=True), sent.reason)


def _require_one(sent: Answered, *, asks: bool) -> None:
    """One of the two while somebody asks for an opportunity; afterwards only none, which takes the answer back."""
    if not asks:
        if sent != Answered():
            raise Conflict(_("Nobody asks for an opportunity here any more."))
    elif sent.chance is not None and sent.reason:
        raise refuse(reason=_("Either a chance or a reason, not both."))
    elif sent == Answered():
        raise refuse(title=_("Name a chance with its day, or say why there is none yet."))


def _put(
    db: Session, actor: Actor, talk: Talk, competency: str, stored: OpportunityAnswer | None,
    present: Commitment | None, sent: Answered,
) -> None:  # fmt: skip
    chance = _chance(db, actor, talk, present, sent.chance) if sent.chance else None
    found = stored or OpportunityAnswer(
        participant_id=talk.id, competency=competency, version=0, saved_at=clock.now(), saved_by_id=actor.person_id
    )
    found.commitment_id, found.reason = chance, sent.reason
    found.saved_at, found.saved_by_id = clock.now(), actor.person_id
    found.version += 1
    if sent == Answered():
        db.delete(found)
    else:
        db.add(found)
    db.flush()
    if present is not None and present.id != chance:
        commitments.withdraw_proposed(db, actor, present.id or 0, talk.subject.id)


def _chance(db: Session, actor: Actor, talk: Talk, present: Commitment | None, promise: Promise) -> int:
    """The commitment of a chance: the one there is with other words, or a new one."""
    if present is None:
        made = commitments.propose(db, actor, talk.id, talk.subject.id, actor.person_id, promise, token_hex(16))
    else:
        made = commitments.change_proposed(db, actor, present.id or 0, promise, present.version, talk.subject.id)
    assert made.id is not None
    return made.id


def _said(stored: OpportunityAnswer | None, commitment: Commitment | None) -> Answered:
    if stored is None:
        return Answered()
    return Answered(commitments.promise_of(commitment) if commitment else None, stored.reason)


def _commitment(db: Session, id: int | None) -> Commitment | None:
    return db.exec(select(Commitment).where(col(Commitment.id) == id)).first() if id else None
