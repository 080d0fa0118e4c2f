"""Reconsideration 复议: the person asks that somebody else looks at a record again, and is answered by a day."""

from collections.abc import Mapping
from typing import Literal

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.cycles import rules as cycles
from app.kit import clock
from app.kit.errors import Conflict, Forbidden, NotFound, Refused
from app.kit.i18n import gettext as _
from app.people.access import Actor
from app.reviews.record_models import Reconsideration
from app.reviews.signing import queries
from app.reviews.signing import reconsiderations as reading
from app.reviews.signing.amending import Changes, amend
from app.reviews.signing.snapshot import Agreed
from app.reviews.talk import Talk, talk
from app.trail.rules import record

To = Literal["manager", "hr"]
Outcome = Literal["stands", "amended"]
_ONE = select(Reconsideration).where(col(Reconsideration.id) == bindparam("id")).with_for_update()


def why_not(found: Talk, open_one: bool) -> str:
    """Why the person cannot ask now, in a sentence; empty when she can."""
    last = found.progress.record
    if last is None:
        return _("This conversation is not signed yet.")
    if found.participation.has_left:
        return _("Nothing can be written in this conversation any more.")
    if open_one:
        return _("You have asked already; it is not answered yet.")
    if clock.today() > clock.day_of(last.at) + reading.WITHIN:
        return _("A reconsideration can be asked for within 30 days of a record.")
    return ""


def ask(db: Session, actor: Actor, conversation_id: int, number: int, to: To, words: str) -> Reconsideration:
    """Ask the manager's manager, or HR, to look at the latest record again. The same form twice has one effect.

    `number`: the record that her page showed. NotFound and Forbidden for everybody but the person; Conflict when
    it cannot be asked (`why_not`), or when the record is not the latest any more; Refused with errors by field.
    """
    cycles.locked_participant(db, conversation_id)
    found = talk(db, actor, conversation_id)
    if found.side != "person":
        raise Forbidden(_("Only she herself asks for a reconsideration."))
    present = next((one for one in reading.of_conversation(db, conversation_id) if one.open), None)
    if present is not None and (present.words, present.to is None) == (words, to == "hr"):
        return db.exec(_ONE, params={"id": present.id}).one()
    if sentence := why_not(found, present is not None):
        raise Conflict(sentence)
    last = found.progress.records[-1]
    if last.number != number:
        raise Conflict(_("Another record was made in the meantime. Read it first."))
    addressee = reading.managers_manager(db, found.subject.id, last.by_id) if to == "manager" else None
    errors = {} if words.strip() else {"words": _("Please fill this in.")}
    nobody = addressee is None if to == "manager" else not reading.hr_can_answer(db, found.subject.id, last.by_id)
    if nobody:
        errors["to"] = _("Please choose one of the values offered.")
    if errors:
        raise Refused(_("Please look at the marked fields; nothing is lost."), errors)
    made = Reconsideration(
        participant_id=conversation_id, record_id=last.id, words=words, asked_at=clock.now(),
        addressee_id=addressee, due_on=reading.answered_by(clock.today()),
    )  # fmt: skip
    db.add(made)
    db.flush()
    _note(db, actor, "reconsideration.asked", made, found.subject.id, to=to)
    return made


def answer(
    db: Session, actor: Actor, id: int, after: int, outcome: Outcome, words: str, agreed: Mapping[str, Agreed]
) -> Reconsideration:
    """What comes of it: the record stands, or new ratings in a record beside it, with the reason in `words`.

    `after`: the latest record that the page showed. The same form twice has one effect. NotFound for whoever may
    not know of it; Forbidden for everybody but the one to answer; Conflict once it is answered, or when another
    record came in between; Refused with errors by field. It may be answered after the cycle was closed.
    """
    found = _locked(db, actor, id)
    asked, above = reading.one(db, actor, id)
    if found.answered_at is not None:
        same = (found.answered_by_id, found.outcome, found.answer) == (actor.person_id, outcome, words)
        if same and _as_answered(db, asked.participant_id, agreed):
            return found
        raise Conflict(_("This is answered already."))
    if not asked.waits:
        raise Conflict(_("Nothing can be written in this conversation any more."))
    if not asked.answerable(actor, above):
        raise Forbidden(_("Somebody else answers this."))
    _require(outcome, words, agreed)
    about = talk(db, actor, asked.participant_id)
    if about.progress.records[-1].number != after:
        raise Conflict(_("Another record was made in the meantime. Read it first."))
    if outcome == "amended":
        amend(db, actor, about, "amendment", Changes(agreed), words)
    found.outcome, found.answer = outcome, words
    found.answered_at, found.answered_by_id = clock.now(), actor.person_id
    db.flush()
    _note(db, actor, "reconsideration.answered", found, asked.person.id, outcome=outcome)
    return found


def _as_answered(db: Session, conversation_id: int, agreed: Mapping[str, Agreed]) -> bool:
    """Whether the ratings of a form that comes again are in the latest record."""
    latest = queries.of_conversation(db, conversation_id)[-1].content.agreed()
    return all(latest.get(competency) == one for competency, one in agreed.items())


def _locked(db: Session, actor: Actor, id: int) -> Reconsideration:
    asked, _above = reading.one(db, actor, id)
    cycles.locked_participant(db, asked.participant_id)
    found = db.exec(_ONE, params={"id": id}).first()
    if found is None:
        raise NotFound()
    return found


def _require(outcome: Outcome, words: str, agreed: Mapping[str, Agreed]) -> None:
    errors = {} if words.strip() else {"answer": _("Please fill this in.")}
    if outcome == "amended" and not agreed:
        errors["outcome"] = _("Choose a new rating for at least one competency.")
    if outcome == "stands" and agreed:
        errors["outcome"] = _("New ratings are chosen below, so the record does not stand as it is.")
    if errors:
        raise Refused(_("Please look at the marked fields; nothing is lost."), errors)


def _note(db: Session, actor: Actor, what: str, row: Reconsideration, subject_id: int, **facts: str) -> None:
    record(
        db, what, actor_id=actor.person_id, subject_id=subject_id, object=f"conversation:{row.participant_id}", **facts
    )
