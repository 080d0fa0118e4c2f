"""The verbs of a commitment until its conversation is signed: proposed, changed, withdrawn, opened.

What becomes of it afterwards: outcomes.py. This room does not know how far a conversation is. Whoever calls
`propose` and `open_all` has checked that, and that the actor is one of its two sides.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.commitments import scope
from app.commitments.models import Commitment, CommitmentEvent
from app.cycles import queries as cycles
from app.cycles import rules as cycle_rules
from app.framework import versions
from app.goals.rules import day_fault
from app.kit import clock
from app.kit.errors import Conflict, NotFound, Refused
from app.kit.i18n import gettext as _
from app.people.access import Actor
from app.trail.rules import record

LONGEST = 300
MOST = 20
"""What one conversation holds: more than two people keep, and few enough to be looked at next time."""
_OF_CONVERSATION = (
    select(Commitment).where(col(Commitment.participant_id) == bindparam("participant")).order_by(col(Commitment.id))
)


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised, by when. `competency`: what it is to help with; `chance`: answers a 'no opportunity yet'."""

    title: str
    due_on: date
    competency: str | None = None
    chance: bool = False


class StaleCommitment(Conflict):
    """Somebody changed this proposal in between; carries what is stored, its version, and what was sent."""

    def __init__(self, stored: Promise, version: int, sent: Promise) -> None:
        super().__init__(_("This commitment was changed elsewhere in the meantime."))
        self.stored, self.version, self.sent = stored, version, sent


def propose(
    db: Session, actor: Actor, participant_id: int, person_id: int, owner_id: int, promise: Promise, once: str
) -> Commitment:
    """Something that `owner_id`, the person or who assesses her, is to promise in an open conversation.

    The caller has checked that it is open, that the actor is one of its sides and the owner too. `once` is the
    token of the form: the same one again in this conversation returns what it made. Refused with a sentence by
    field for a title or a day that will not do, or a competency that the cycle's framework lacks; without a field
    when the conversation holds 20.
    """
    talk = cycle_rules.locked_participant(db, participant_id)
    if talk.person_id != person_id:
        raise NotFound()
    present = list(db.exec(_OF_CONVERSATION, params={"participant": participant_id}))
    for made in present:
        if made.once == once:
            return made
    _require(db, talk.cycle_id, promise)
    if len(present) >= MOST:
        raise Refused(_("At most %(most)s commitments in one conversation: fewer are kept better.", most=MOST))
    now, by = clock.now(), actor.person_id
    made = Commitment(
        participant_id=participant_id, person_id=person_id, owner_id=owner_id, competency=promise.competency,
        chance=promise.chance, title=promise.title, due_on=promise.due_on, state="proposed", once=once, version=1,
        created_at=now, created_by_id=by, changed_at=now, changed_by_id=by,
    )  # fmt: skip
    db.add(made)
    db.flush()
    note(db, actor, "commitment.proposed", made)
    return made


def change_proposed(
    db: Session, actor: Actor, commitment_id: int, promise: Promise, version: int, about: int | None = None
) -> Commitment:
    """Other words, another day or competency, by either side. Whether it is a chance stays; whoever rewrites one
    for the manager's side promises it.

    `about`: the person in whose conversation the caller has found the actor to be one of the two sides; None: that
    is checked here. StaleCommitment when it was changed since `version`; Conflict once it is signed; Refused as above.
    """
    found = scope.proposed(db, actor, commitment_id, about)
    stored, sent = promise_of(found), replace(promise, chance=found.chance)
    theirs = found.chance and about is not None and found.owner_id != actor.person_id
    if stored == sent and not theirs:
        return found
    if found.version != version:
        raise StaleCommitment(stored, found.version, sent)
    cycle_id = cycles.participation(db, found.participant_id).cycle.id
    _require(db, cycle_id, sent, moved=sent.due_on != stored.due_on)
    found.title, found.due_on, found.competency = sent.title, sent.due_on, sent.competency
    if theirs:
        found.owner_id = actor.person_id
    changed(found, actor)
    db.flush()
    note(db, actor, "commitment.changed", found)
    return found


def withdraw_proposed(db: Session, actor: Actor, commitment_id: int, about: int | None = None) -> int:
    """Gone, by either side; the id of its conversation. `about` and Conflict as above.

    A chance goes with the answer that it is part of: Conflict unless the conversation itself withdraws it (`about`).
    """
    found = scope.proposed(db, actor, commitment_id, about)
    if found.chance and about is None:
        raise Conflict(_("It answers a request for an opportunity: change that answer in the conversation."))
    participant_id = found.participant_id
    note(db, actor, "commitment.withdrawn", found)
    db.delete(found)
    db.flush()
    return participant_id


def open_all(db: Session, actor: Actor, participant_id: int) -> int:
    """Everything proposed in a conversation is promised from now on; how many. For whoever signs it, in that act.

    The caller has checked that the actor may sign it.
    """
    cycle_rules.locked_participant(db, participant_id)
    proposed = [
        one for one in db.exec(_OF_CONVERSATION, params={"participant": participant_id}) if one.state == "proposed"
    ]
    for one in proposed:
        one.state = "open"
        changed(one, actor)
        happens(db, actor, one, "opened")
    db.flush()
    return len(proposed)


def promise_of(stored: Commitment) -> Promise:
    return Promise(stored.title, stored.due_on, stored.competency, stored.chance)


def changed(found: Commitment, actor: Actor) -> None:
    found.version += 1
    found.changed_at, found.changed_by_id = clock.now(), actor.person_id


def happens(
    db: Session, actor: Actor, found: Commitment, kind: str, words: str = "",
    due_before: date | None = None, owner_before_id: int | None = None,
) -> None:  # fmt: skip
    """The row that says who, when and in which words; the trail says only that it happened."""
    assert found.id is not None
    db.add(
        CommitmentEvent(
            commitment_id=found.id,
            kind=kind,
            by_id=actor.person_id,
            at=clock.now(),
            note=words,
            due_before=due_before,
            owner_before_id=owner_before_id,
        )
    )
    db.flush()
    note(db, actor, f"commitment.{kind}", found)


def note(db: Session, actor: Actor, what: str, found: Commitment) -> None:
    record(db, what, actor_id=actor.person_id, subject_id=found.person_id, object=f"commitment:{found.id}")


def _require(db: Session, cycle_id: int, promise: Promise, *, moved: bool = True) -> None:
    errors = dict(_faults(db, cycle_id, promise, moved=moved))
    if errors:
        raise Refused(_("Please look at the marked fields; nothing is lost."), errors)


def _faults(db: Session, cycle_id: int, promise: Promise, *, moved: bool) -> Iterator[tuple[str, str]]:
    """(field, sentence). What is due already may keep its day while other things in it change."""
    if not promise.title.strip():
        yield "title", _("Please fill this in.")
    elif len(promise.title) > LONGEST:
        yield "title", _("At most %(most)s characters; this has %(now)s.", most=LONGEST, now=len(promise.title))
    if moved and (sentence := day_fault(promise.due_on)):
        yield "due_on", sentence
    if promise.competency is not None:
        framework = versions.load(db, cycles.cycle(db, cycle_id).framework_version_id).framework
        if framework.competency(promise.competency) is None:
            yield "competency", _("Please choose one of the values offered.")
