"""The verbs on what is written in a conversation: shared notes, a manager's private ones, views of the next level."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from app.commitments import rules as commitments
from app.commitments.models import Commitment
from app.commitments.rules import Promise
from app.cycles import rules as cycle_rules
from app.kit import clock
from app.kit.errors import Conflict, Forbidden
from app.kit.i18n import gettext as _
from app.people.access import Actor
from app.reviews.conversations.items import Side
from app.reviews.conversations.queries import Verdict
from app.reviews.conversations.writing import Stale, note, one_of, refuse, saved, to_talk
from app.reviews.models import Conversation, NextLevelView, PrivateNote
from app.reviews.talk import Talk, taking_part

AHEAD = timedelta(days=366)
_view = one_of(NextLevelView, "side")
_private = one_of(PrivateNote, "author_id")
_notes = one_of(Conversation, "participant_id")


@dataclass(frozen=True, slots=True)
class Written:
    """The shared notes and the day of the conversation."""

    text: str = ""
    held_on: date | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one side says about the next level."""

    verdict: Verdict
    words: str = ""


def write_notes(db: Session, actor: Actor, conversation_id: int, sent: Written, version: int) -> bool:
    """Save the shared notes and the day, by either side; whether that changed anything.

    Refused for a day before the cycle opened or more than a year ahead; Stale when the other side, or another
    window, saved something else since `version` (0: nothing was saved yet).
    """
    talk = to_talk(db, actor, conversation_id)
    stored = _notes(db, talk.id, talk.id)
    before = Written(stored.notes, stored.held_on) if stored else Written()
    if before == sent:
        return False
    if version != (stored.version if stored else 0):
        raise Stale(
            before, saved(db, stored.changed_by_id, stored.changed_at, stored.version) if stored else None, sent
        )
    _require_day(talk, sent.held_on)
    found = stored or Conversation(
        participant_id=talk.id, version=0, changed_at=clock.now(), changed_by_id=actor.person_id
    )
    found.notes, found.held_on = sent.text, sent.held_on
    found.changed_at, found.changed_by_id = clock.now(), actor.person_id
    found.version += 1
    db.add(found)
    db.flush()
    note(db, actor, talk, "conversation.noted")
    return True


def write_private(db: Session, actor: Actor, conversation_id: int, text: str, version: int) -> bool:
    """Save the manager's own notes; whether that changed anything. Nothing of it stands in the trail.

    While he prepares the conversation, holds it, and after it, until the cycle ends. Forbidden for everybody but
    who holds it; Stale when another window of his saved something else since.
    """
    cycle_rules.locked_participant(db, conversation_id)
    talk = taking_part(db, actor, conversation_id)
    if talk.side != "manager":
        raise Forbidden(_("These notes belong to the manager who holds the conversation."))
    if not talk.participation.running:
        raise Conflict(_("Nothing can be written in this conversation any more."))
    stored = _private(db, talk.id, actor.person_id)
    if (stored.text if stored else "") == text:
        return False
    if version != (stored.version if stored else 0):
        who = saved(db, stored.author_id, stored.saved_at, stored.version) if stored else None
        raise Stale(stored.text if stored else "", who, text)
    found = stored or PrivateNote(participant_id=talk.id, author_id=actor.person_id, version=0, saved_at=clock.now())
    found.text, found.saved_at = text, clock.now()
    found.version += 1
    db.add(found)
    db.flush()
    return True


def say_next_level(db: Session, actor: Actor, conversation_id: int, sent: Opinion, version: int) -> bool:
    """Save what the actor's side says about the next level; whether that changed anything. Each side has its own.

    Stale when another window of that side saved something else since.
    """
    talk = to_talk(db, actor, conversation_id)
    stored = _view(db, talk.id, talk.side)
    before = Opinion(stored.verdict, stored.words) if stored else None  # type: ignore[arg-type]
    if before == sent:
        return False
    if version != (stored.version if stored else 0):
        who = saved(db, stored.saved_by_id, stored.saved_at, stored.version) if stored else None
        raise Stale(before, who, sent)
    found = stored or NextLevelView(
        participant_id=talk.id, side=talk.side, verdict=sent.verdict, version=0, saved_at=clock.now(),
        saved_by_id=actor.person_id,
    )  # fmt: skip
    found.verdict, found.words = sent.verdict, sent.words
    found.saved_at, found.saved_by_id = clock.now(), actor.person_id
    found.version += 1
    db.add(found)
    db.flush()
    note(db, actor, talk, "next_level.said")
    return True


def promise(db: Session, actor: Actor, conversation_id: int, owner: Side, sent: Promise, once: str) -> Commitment:
    """A new commitment of either side, proposed by either. The same form (`once`) makes one. Refused as propose."""
    talk = to_talk(db, actor, conversation_id)
    assert talk.assessor is not None
    owner_id = talk.subject.id if owner == "person" else talk.assessor.id
    return commitments.propose(db, actor, talk.id, talk.subject.id, owner_id, sent, once)


def _require_day(talk: Talk, held_on: date | None) -> None:
    if held_on is None:
        return
    if held_on < talk.participation.cycle.stages.opens_on:
        raise refuse(held_on=_("The cycle had not opened then."))
    if held_on > clock.today() + AHEAD:
        raise refuse(held_on=_("This day is too far away."))
