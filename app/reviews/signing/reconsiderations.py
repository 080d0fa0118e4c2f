"""Reading reconsiderations 复议: what a person asked, who answers it today, and what came of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.commitments.queries import Name
from app.cycles.models import CycleParticipant
from app.kit import clock, workdays
from app.kit.db import rows
from app.kit.errors import NotFound
from app.people import access, lines
from app.people import queries as people
from app.people.access import Actor, Relation
from app.people.models import Person
from app.reviews.record_models import ConversationRecord, Reconsideration

WITHIN = timedelta(days=30)
"""So long after a record it can be asked for."""
WORKING_DAYS = 10
"""So many working days later it is to be answered."""

_TO: Any = aliased(Person)
_BY: Any = aliased(Person)
_ALL: Any = (
    select(
        col(Reconsideration.id),
        col(Reconsideration.participant_id),
        col(Reconsideration.record_id),
        col(ConversationRecord.number),
        col(ConversationRecord.by_id).label("signer_id"),
        col(Reconsideration.words),
        col(Reconsideration.asked_at),
        col(Reconsideration.due_on),
        col(Reconsideration.outcome),
        col(Reconsideration.answer),
        col(Reconsideration.answered_at),
        col(Person.left_on),
        col(Person.id),
        col(Person.name),
        col(Person.name_latin),
        _TO.id,
        _TO.name,
        _TO.name_latin,
        _BY.id,
        _BY.name,
        _BY.name_latin,
    )
    .join(CycleParticipant, col(CycleParticipant.id) == col(Reconsideration.participant_id))
    .join(Person, col(Person.id) == col(CycleParticipant.person_id))
    .join(ConversationRecord, col(ConversationRecord.id) == col(Reconsideration.record_id))
    .outerjoin(_TO, _TO.id == col(Reconsideration.addressee_id))
    .outerjoin(_BY, _BY.id == col(Reconsideration.answered_by_id))
    .order_by(col(Reconsideration.due_on), col(Reconsideration.id))
)
_OPEN = _ALL.where(col(Reconsideration.answered_at).is_(None))
_ONE = _ALL.where(col(Reconsideration.id) == bindparam("id"))
_OF_CONVERSATION = _ALL.where(col(Reconsideration.participant_id) == bindparam("id"))
_AROUND = _ALL.where(
    or_(
        col(CycleParticipant.person_id) == bindparam("me"),
        col(Reconsideration.addressee_id) == bindparam("me"),
        col(Reconsideration.answered_by_id) == bindparam("me"),
        bindparam("hr") & (col(Reconsideration.addressee_id).is_(None) | col(Reconsideration.answered_at).is_(None)),
    )
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One reconsideration. `number`, `signer_id`: of the record that was asked about. `to` None: HR."""

    id: int
    participant_id: int
    record_id: int
    number: int
    signer_id: int
    words: str
    asked_at: datetime
    due_on: date
    outcome: str | None
    answer: str
    answered_at: datetime | None
    left_on: date | None
    person: Name
    to: Name | None
    by: Name | None

    @property
    def open(self) -> bool:
        return self.answered_at is None

    @property
    def waits(self) -> bool:
        """Whether somebody is to answer it; nobody is once the person has left."""
        return self.open and (self.left_on is None or self.left_on > clock.today())

    @property
    def overdue(self) -> bool:
        return self.waits and self.due_on < clock.today()

    def with_hr(self, above: Collection[int]) -> bool:
        """Whether it is HR's: asked of HR, or of somebody who does not stand above her any more, or who signed since.

        `above`: everybody above her in the solid line today.
        """
        return self.to is None or self.to.id not in above or self.to.id == self.signer_id

    def answerable(self, actor: Actor, above: Collection[int]) -> bool:
        """Whether the actor is the one to answer it. Never herself, and never who signed the record."""
        if not self.waits or actor.person_id in (self.person.id, self.signer_id):
            return False
        return actor.hr if self.with_hr(above) else (self.to is not None and self.to.id == actor.person_id)

    def readable(self, actor: Actor, above: Collection[int]) -> bool:
        """The person, who is to answer, who answered and still stands above her, HR for what is HR's."""
        me = actor.person_id
        if me == self.person.id or self.answerable(actor, above):
            return True
        concerned = {one.id for one in (self.to, self.by) if one is not None}
        return (me in concerned and me in above) or (actor.hr and self.with_hr(above) and me != self.signer_id)


def one(db: Session, actor: Actor, id: int) -> tuple[Asked, Collection[int]]:
    """One reconsideration that the actor may read, and who stands above its person today; NotFound otherwise."""
    for found in rows(db, _ONE, id=id):
        asked = _asked(found)
        above = {id for id, how in access.managers(db, asked.person.id) if how != "dotted"}
        if asked.readable(actor, above):
            return asked, above
    raise NotFound()


def of_conversation(db: Session, participant_id: int) -> list[Asked]:
    """All of one conversation, the oldest first. Callers decide who may know of them."""
    return [_asked(found) for found in rows(db, _OF_CONVERSATION, id=participant_id)]


def told(relation: Relation) -> bool:
    """Whether a reader of the record is told what was asked about it and how it was answered; not in which words."""
    return relation.is_self or relation.line


def around(db: Session, actor: Actor) -> tuple[list[Asked], list[Asked], list[Asked]]:
    """(to answer, mine, others that were answered or wait for somebody else) as the actor may read them.

    Two queries, however many.
    """
    found = [_asked(one) for one in rows(db, _AROUND, me=actor.person_id, hr=actor.hr)]
    above = lines.above(db, [one.person.id for one in found]) if found else {}
    seen = [one for one in found if one.readable(actor, above.get(one.person.id, ()))]
    mine = [one for one in seen if one.person.id == actor.person_id]
    due = [one for one in seen if one.answerable(actor, above.get(one.person.id, ()))]
    return due, mine, [one for one in seen if one not in mine and one not in due]


def waiting(db: Session) -> tuple[list[Asked], dict[int, Collection[int]]]:
    """Everything that waits for an answer, and who stands above each person today; two queries."""
    found = [one for one in map(_asked, rows(db, _OPEN)) if one.waits]
    return found, dict(lines.above(db, [one.person.id for one in found])) if found else {}


def managers_manager(db: Session, person_id: int, signer_id: int) -> int | None:
    """Who leads the manager who signed, and stands above the person; None: only HR can be asked.

    When who signed does not stand above her any more, her present manager's manager.
    """
    managers = access.managers(db, person_id)
    above = {id for id, how in managers if how != "dotted"}
    direct = next((id for id, how in managers if how == "solid"), None)
    base = signer_id if signer_id in above else direct
    if base is None:
        return None
    higher = next((id for id, how in access.managers(db, base) if how == "solid"), None)
    return higher if higher in above and higher not in (signer_id, person_id) else None


def hr_can_answer(db: Session, person_id: int, signer_id: int) -> bool:
    """Whether there is anybody of HR but the person herself and who signed."""
    return bool(people.holding(db, "hr") - {person_id, signer_id})


def answered_by(day: date) -> date:
    """The last day for an answer: so many working days of the Chinese calendar after `day`."""
    for _ in range(WORKING_DAYS):
        day = workdays.next_working_day(day).on
    return day


def _asked(found: Any) -> Asked:
    names = (Name(*found[at : at + 3]) if found[at] is not None else None for at in (12, 15, 18))
    return Asked(*found[:12], *names)
