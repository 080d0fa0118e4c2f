"""The verbs of erasure: asking for it, taking that back, deciding it; and carrying it out."""

import json
from collections.abc import Collection
from datetime import date
from pathlib import Path

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.kit import clock
from app.kit.errors import Conflict, Forbidden, NotFound, Refused
from app.kit.i18n import gettext as _
from app.people import rules as people
from app.people.access import Actor
from app.people.models import Person
from app.privacy import erasing, holds, ledger, retention
from app.privacy.models import Erasure
from app.privacy.whose import Part
from app.trail.rules import record

_WAITING = select(Erasure).where(
    col(Erasure.person_id) == bindparam("person"), col(Erasure.decided_at).is_(None)
)  # fmt: skip
_GRANTED = select(Erasure).where(
    col(Erasure.person_id) == bindparam("person"),
    col(Erasure.outcome) == "granted",
    col(Erasure.done_at).is_(None),
)
_ONE = select(Erasure).where(col(Erasure.id) == bindparam("id")).with_for_update()


def ask(db: Session, actor: Actor, words: str) -> Erasure:
    """The person asks for the erasure of her data. Asked twice it is one request."""
    return _asked(db, actor, actor.person_id, words)


def ask_for(db: Session, actor: Actor, person_id: int, words: str) -> Erasure:
    """HR writes down that somebody who left asks for it, by letter for example. Forbidden for others."""
    if not actor.hr:
        raise Forbidden()
    if actor.person_id == person_id:
        raise Conflict(_("Ask a colleague in HR: nobody decides about their own data."))
    return _asked(db, actor, person_id, words)


def _asked(db: Session, actor: Actor, person_id: int, words: str) -> Erasure:
    people.lock(db, person_id)
    found = db.exec(_WAITING, params={"person": person_id}).first()
    found = found or db.exec(_GRANTED, params={"person": person_id}).first()
    if found is not None:
        return found
    made = Erasure(person_id=person_id, asked_at=clock.now(), asked_by_id=actor.person_id, words=words)
    db.add(made)
    db.flush()
    record(db, "erasure.asked", actor_id=actor.person_id, subject_id=person_id, object=f"erasure:{made.id}")
    return made


def withdraw(db: Session, actor: Actor) -> None:
    """The person takes her request back; NotFound when none waits."""
    people.lock(db, actor.person_id)
    found = db.exec(_WAITING, params={"person": actor.person_id}).first()
    if found is None:
        raise NotFound()
    found.outcome, found.decided_at, found.decided_by_id = "withdrawn", clock.now(), actor.person_id
    record(db, "erasure.withdrawn", actor_id=actor.person_id, subject_id=actor.person_id, object=f"erasure:{found.id}")
    db.flush()


def waiting(db: Session, actor: Actor, erasure_id: int) -> tuple[Erasure, Person]:
    """A request that is to be decided, and whose it is; locked. NotFound; Conflict when decided, or one's own."""
    found = db.exec(_ONE, params={"id": erasure_id}).first()
    if found is None or not actor.hr:
        raise NotFound()
    if found.decided_at is not None:
        raise Conflict(_("This was decided already."))
    if found.person_id == actor.person_id:
        raise Conflict(_("Ask a colleague in HR: nobody decides about their own data."))
    return found, people.lock(db, found.person_id)


def decline(db: Session, actor: Actor, erasure_id: int, answer: str) -> None:
    """The request is declined, with a reason that the person reads."""
    found, person = waiting(db, actor, erasure_id)
    if not answer:
        raise Refused(_("Please look at the marked fields; nothing is lost."), {"answer": _("Please fill this in.")})
    found.outcome, found.answer = "declined", answer
    found.decided_at, found.decided_by_id = clock.now(), actor.person_id
    record(db, "erasure.declined", actor_id=actor.person_id, subject_id=person.id, object=f"erasure:{found.id}")
    db.flush()


def grant(db: Session, actor: Actor, erasure_id: int, answer: str, typed: str, file: Path) -> bool:
    """Erase her own entries now, and the record too when it need not be kept any longer; whether all went.

    `typed`: the name or staff number, by which HR says whom. Conflict while a legal hold stands or she is still here.
    """
    found, person = waiting(db, actor, erasure_id)
    if typed not in filter(None, (person.name, person.name_latin, person.staff_number)):
        raise Refused(
            _("Nothing was erased."), {"typed": _("Type the name or the staff number exactly as it stands above.")}
        )
    holds.require_none(db, found.person_id)
    _require_gone(person)
    found.outcome, found.answer = "granted", answer
    found.decided_at, found.decided_by_id = clock.now(), actor.person_id
    record(db, "erasure.granted", actor_id=actor.person_id, subject_id=person.id, object=f"erasure:{found.id}")
    return carry_out(db, found, due(db, person), file)


def _require_gone(person: Person) -> None:
    if person.left_on is None or person.left_on > clock.today():
        raise Conflict(_("She is still here. Her last day must be recorded, and over, before anything is erased."))


def record_until(db: Session, left_on: date) -> date | None:
    """The first day on which the record may go; None: it need not be kept."""
    return retention.over(left_on, retention.months(db)[retention.RECORD])


def due(db: Session, person: Person) -> tuple[Part, ...]:
    """What may go today of what a granted erasure takes."""
    until = record_until(db, person.left_on) if person.left_on else None
    return ("own",) if until and until > clock.today() else ("own", "record")


def carry_out(db: Session, erasure: Erasure, parts: Collection[Part], file: Path) -> bool:
    """Delete these parts of a granted erasure; whether nothing is left to go. The caller holds the person's lock."""
    person_id = erasure.person_id
    holds.require_none(db, person_id)
    complete = "record" in parts
    if complete:
        erasure.begun_at = clock.now()
        ledger.remember(db, person_id, file)
    db.flush()
    erasure_id = erasure.id
    went = erasing.erase(db, person_id, parts)
    erasure = db.get_one(Erasure, erasure_id)
    # one number: how many of which kind would tell that she reflected
    total = sum(went.values()) + (json.loads(erasure.receipt)["rows"] if erasure.receipt else 0)
    erasure.receipt, erasure.own_at = json.dumps({"rows": total}), erasure.own_at or clock.now()
    if complete:
        erasure.done_at = clock.now()
    db.flush()
    record(
        db, "data.erased", actor_id=erasure.decided_by_id, subject_id=person_id, object=f"erasure:{erasure_id}",
        parts=" ".join(parts), rows=sum(went.values()),
    )  # fmt: skip
    return complete
