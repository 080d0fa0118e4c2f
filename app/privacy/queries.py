"""Reading requests about people's data. Rows, not entities."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.kit.db import row, rows
from app.kit.errors import NotFound
from app.people.hold_models import LegalHold
from app.people.models import Department, Person
from app.privacy.models import Correction, Erasure

PAGE = 50
_by = aliased(Person)


@dataclass(frozen=True, slots=True)
class Named:
    id: int
    name: str
    name_latin: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A correction that somebody asked for."""

    id: int
    field: str
    wanted: str
    words: str
    asked_at: datetime
    outcome: str | None
    answer: str
    answered_at: datetime | None
    person: Named
    by: Named | None


@dataclass(frozen=True, slots=True)
class Request:
    """An erasure: asked for, decided, under way or done. `staff_number` and `left_on` are the person's."""

    id: int
    words: str
    asked_at: datetime
    asked_by_id: int | None
    outcome: str | None
    answer: str
    decided_at: datetime | None
    own_at: datetime | None
    done_at: datetime | None
    person: Named
    staff_number: str | None
    left_on: date | None
    by: Named | None

    @property
    def state(self) -> str:
        """waiting, declined, withdrawn, half (the record is kept for a while) or done."""
        if self.outcome != "granted":
            return self.outcome or "waiting"
        return "done" if self.done_at else "half"


@dataclass(frozen=True, slots=True)
class Hold:
    reason: str
    placed_at: datetime
    lifted_at: datetime | None
    lifted_reason: str
    by: Named | None
    lifter: Named | None


_PERSON = (col(Person.id), col(Person.name), col(Person.name_latin))
_BY = (col(_by.id), col(_by.name), col(_by.name_latin))
_CORRECTION: Any = (
    select(
        col(Correction.id),
        col(Correction.field),
        col(Correction.wanted),
        col(Correction.words),
        col(Correction.asked_at),
        col(Correction.outcome),
        col(Correction.answer),
        col(Correction.answered_at),
        *_PERSON,
        *_BY,
    )
    .join(Person, col(Person.id) == col(Correction.person_id))
    .outerjoin(_by, col(_by.id) == col(Correction.answered_by_id))
)
_LATEST = _CORRECTION.order_by(col(Correction.answered_at).is_not(None), col(Correction.id).desc())
_CORRECTIONS = _LATEST.limit(PAGE + 1).offset(bindparam("skip"))
_ONE_CORRECTION = _CORRECTION.where(col(Correction.id) == bindparam("id"))
_MY_CORRECTIONS = _LATEST.where(col(Correction.person_id) == bindparam("person")).limit(PAGE)
_ERASURE: Any = (
    select(
        col(Erasure.id),
        col(Erasure.words),
        col(Erasure.asked_at),
        col(Erasure.asked_by_id),
        col(Erasure.outcome),
        col(Erasure.answer),
        col(Erasure.decided_at),
        col(Erasure.own_at),
        col(Erasure.done_at),
        *_PERSON,
        col(Person.staff_number),
        col(Person.left_on),
        *_BY,
    )
    .join(Person, col(Person.id) == col(Erasure.person_id))
    .outerjoin(_by, col(_by.id) == col(Erasure.decided_by_id))
)
_ERASURES = (
    _ERASURE.order_by(col(Erasure.decided_at).is_not(None), col(Erasure.id).desc())
    .limit(PAGE + 1)
    .offset(bindparam("skip"))
)
_ONE_ERASURE = _ERASURE.where(col(Erasure.id) == bindparam("id"))
_MY_ERASURE = _ERASURE.where(col(Erasure.person_id) == bindparam("person")).order_by(col(Erasure.id).desc()).limit(1)
_lifter = aliased(Person)
_HOLDS: Any = (
    select(
        col(LegalHold.reason),
        col(LegalHold.placed_at),
        col(LegalHold.lifted_at),
        col(LegalHold.lifted_reason),
        *_BY,
        col(_lifter.id),
        col(_lifter.name),
        col(_lifter.name_latin),
    )
    .outerjoin(_by, col(_by.id) == col(LegalHold.placed_by_id))
    .outerjoin(_lifter, col(_lifter.id) == col(LegalHold.lifted_by_id))
    .where(col(LegalHold.person_id) == bindparam("person"))
    .order_by(col(LegalHold.id).desc())
)
_RECORDED: Any = (
    select(
        col(Person.name),
        col(Person.name_latin),
        col(Person.staff_number),
        col(Person.email),
        col(Department.title).label("department"),
    )
    .outerjoin(Department, col(Department.id) == col(Person.department_id))
    .where(col(Person.id) == bindparam("person"))
)
_OPEN = select(
    select(func.count()).where(col(Correction.answered_at).is_(None)).scalar_subquery(),
    select(func.count()).where(col(Erasure.decided_at).is_(None)).scalar_subquery(),
)


def _named(values: Any) -> Named | None:
    return Named(*values) if values[0] is not None else None


def _asked(found: Any) -> Asked:
    values: tuple[Any, ...] = (*found[:8], Named(*found[8:11]), _named(found[11:14]))
    return Asked(*values)


def _request(found: Any) -> Request:
    values: tuple[Any, ...] = (*found[:9], Named(*found[9:12]), *found[12:14], _named(found[14:17]))
    return Request(*values)


def _hold(found: Any) -> Hold:
    values: tuple[Any, ...] = (*found[:4], _named(found[4:7]), _named(found[7:10]))
    return Hold(*values)


def corrections(db: Session, page: int) -> tuple[list[Asked], bool]:
    """One page of what people asked to have corrected, open ones first, and whether there are more."""
    found = [_asked(one) for one in rows(db, _CORRECTIONS, skip=(page - 1) * PAGE)]
    return found[:PAGE], len(found) > PAGE


def correction(db: Session, id: int) -> Asked:
    """One of them; NotFound otherwise."""
    if (found := row(db, _ONE_CORRECTION, id=id)) is None:
        raise NotFound()
    return _asked(found)


def my_corrections(db: Session, person_id: int) -> list[Asked]:
    """What a person asked to have corrected, open ones first."""
    return [_asked(one) for one in rows(db, _MY_CORRECTIONS, person=person_id)]


def erasures(db: Session, page: int) -> tuple[list[Request], bool]:
    """One page of erasures, those that wait for a decision first, and whether there are more."""
    found = [_request(one) for one in rows(db, _ERASURES, skip=(page - 1) * PAGE)]
    return found[:PAGE], len(found) > PAGE


def erasure(db: Session, id: int) -> Request:
    """One of them; NotFound otherwise."""
    if (found := row(db, _ONE_ERASURE, id=id)) is None:
        raise NotFound()
    return _request(found)


def my_erasure(db: Session, person_id: int) -> Request | None:
    """The latest erasure of a person, or None."""
    found = row(db, _MY_ERASURE, person=person_id)
    return _request(found) if found else None


def holds(db: Session, person_id: int) -> list[Hold]:
    """The legal holds of a person, the latest first."""
    return [_hold(one) for one in rows(db, _HOLDS, person=person_id)]


def recorded(db: Session, person_id: int) -> dict[str, str]:
    """What is recorded of a person now, by the id of the field."""
    found = row(db, _RECORDED, person=person_id)
    return {name: value or "" for name, value in found._mapping.items()} if found else {}


def open_requests(db: Session) -> tuple[int, int]:
    """How many corrections and how many erasures wait for HR; one query."""
    found = row(db, _OPEN)
    return found[0], found[1]
