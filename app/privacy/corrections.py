"""The verbs of corrections: a person asks HR to set right what is recorded of her, and HR answers."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func
from sqlmodel import Session, col, select

from app.kit import clock
from app.kit.errors import Conflict, NotFound, Refused, TooMany
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.people import rules as people
from app.people.access import Actor
from app.people.models import Person
from app.privacy.models import Correction
from app.trail.rules import record

MOST_OPEN = 10
AGAIN = 3600


@dataclass(frozen=True, slots=True)
class Correctable:
    """Something that HR records. `most`: characters; 0: what has dates or belongs elsewhere, corrected by hand."""

    id: str
    title: str
    most: int = 0


FIELDS: tuple[Correctable, ...] = (
    Correctable("name", noop("Name"), 200),
    Correctable("name_latin", noop("Name in Latin letters"), 200),
    Correctable("staff_number", noop("Staff number"), 60),
    Correctable("email", noop("E-mail"), 200),
    Correctable("department", noop("Department"), 200),
    Correctable("joined_on", noop("First day")),
    Correctable("level", noop("Level, or since when")),
    Correctable("line", noop("Who I report to")),
    Correctable("other", noop("Something else")),
)
BY_ID = {one.id: one for one in FIELDS}

_OPEN = select(func.count()).where(
    col(Correction.person_id) == bindparam("person"), col(Correction.answered_at).is_(None)
)
_SAME = select(Correction).where(
    col(Correction.person_id) == bindparam("person"),
    col(Correction.answered_at).is_(None),
    col(Correction.field) == bindparam("field"),
    col(Correction.wanted) == bindparam("wanted"),
)
_ONE = select(Correction).where(col(Correction.id) == bindparam("id")).with_for_update()


def ask(db: Session, actor: Actor, field: str, wanted: str, words: str) -> Correction:
    """The person asks for a correction. The same one asked twice is one request; TooMany beyond ten open ones."""
    me = actor.person_id
    people.lock(db, me)
    same = db.exec(_SAME, params={"person": me, "field": field, "wanted": wanted}).first()
    if same is not None:
        return same
    if db.exec(_OPEN, params={"person": me}).one() >= MOST_OPEN:
        raise TooMany(_("Ten of your requests are open. Please wait for an answer."), AGAIN)
    made = Correction(person_id=me, field=field, wanted=wanted, words=words, asked_at=clock.now())
    db.add(made)
    db.flush()
    record(db, "correction.asked", actor_id=me, subject_id=me, object=f"correction:{made.id}", field=field)
    return made


def withdraw(db: Session, actor: Actor, correction_id: int) -> None:
    """The person takes a request back. NotFound when it is not hers; Conflict once it was answered."""
    found = db.exec(_ONE, params={"id": correction_id}).first()
    if found is None or found.person_id != actor.person_id:
        raise NotFound()
    _require_open(found)
    _answer(found, actor, "withdrawn", "")
    record(
        db, "correction.withdrawn", actor_id=actor.person_id, subject_id=actor.person_id,
        object=f"correction:{correction_id}",
    )  # fmt: skip
    db.flush()


def answer(db: Session, actor: Actor, correction_id: int, outcome: str, value: str, words: str) -> None:
    """HR corrects (what is recorded becomes `value`, where it has no dates) or declines with a reason.

    Conflict when it was answered, and for one's own. Refused for an empty reason, or a value that cannot be.
    """
    found = db.exec(_ONE, params={"id": correction_id}).first()
    if found is None or not actor.hr:
        raise NotFound()
    if found.person_id == actor.person_id:
        raise Conflict(_("Ask a colleague in HR: nobody decides about their own data."))
    if outcome == "declined" and not words:
        raise Refused(_("Please look at the marked fields; nothing is lost."), {"answer": _("Please fill this in.")})
    _require_open(found)
    if outcome == "corrected" and BY_ID[found.field].most:
        _correct(db, actor, found, value)
    _answer(found, actor, outcome, words)
    record(
        db, f"correction.{outcome}", actor_id=actor.person_id, subject_id=found.person_id,
        object=f"correction:{correction_id}", field=found.field,
    )  # fmt: skip
    db.flush()


def _require_open(found: Correction) -> None:
    if found.answered_at is not None:
        raise Conflict(_("This was answered already."))


def _answer(found: Correction, actor: Actor, outcome: str, words: str) -> None:
    found.outcome, found.answer = outcome, words
    found.answered_at, found.answered_by_id = clock.now(), actor.person_id


def _correct(db: Session, actor: Actor, found: Correction, value: str) -> None:
    field = BY_ID[found.field]
    person = people.lock(db, found.person_id)
    if field.id == "name" and not value:
        raise Refused(_("Please look at the marked fields; nothing is lost."), {"value": _("Please fill this in.")})
    if len(value) > field.most:
        words = _("At most %(most)s characters; this has %(now)s.", most=field.most, now=len(value))
        raise Refused(_("Please look at the marked fields; nothing is lost."), {"value": words})
    changed = {"department_id": _department(db, value)} if field.id == "department" else {field.id: value}
    values = {**_recorded(person), **changed}
    try:
        people.correct_person(db, actor.person_id, found.person_id, **values)
    except Refused as refused:
        raise Refused(refused.message, {"value": next(iter(refused.errors.values()), refused.message)}) from None


def _recorded(person: Person) -> dict[str, Any]:
    names = ("name", "name_latin", "staff_number", "email", "department_id")
    return {name: getattr(person, name) for name in names}


def _department(db: Session, title: str) -> int | None:
    return people.department(db, title).id if title else None
