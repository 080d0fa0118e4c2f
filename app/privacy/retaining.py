"""`python -m app retain`: letting go of what was kept long enough. Safe to run again, and to be killed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select
from sqlmodel import Session, col
from sqlmodel import select as entities

from app.kit import clock
from app.kit.db import Database, rows
from app.kit.i18n import gettext as _
from app.people import rules as people
from app.people.hold_models import LegalHold
from app.people.models import Person
from app.privacy import holds, ledger, requests, retention, sweeping
from app.privacy.models import Erasure
from app.privacy.whose import Part
from app.trail.rules import record

_granted = and_(col(Erasure.person_id) == col(Person.id), col(Erasure.outcome) == "granted")
_hold = and_(col(LegalHold.person_id) == col(Person.id), col(LegalHold.lifted_at).is_(None))
_LEFT: Any = (
    select(
        col(Person.id),
        col(Person.left_on),
        func.max(col(Erasure.id)).label("granted"),
        func.max(col(Erasure.own_at)).label("own_at"),
        func.max(col(LegalHold.id)).label("hold"),
    )
    .outerjoin(Erasure, _granted)
    .outerjoin(LegalHold, _hold)
    .where(col(Person.left_on) <= bindparam("today"), col(Person.erased_at).is_(None))
    .group_by(col(Person.id))
    .order_by(col(Person.id))
)
_ERASURE = (
    entities(Erasure)
    .where(
        col(Erasure.person_id) == bindparam("person"),
        col(Erasure.done_at).is_(None),
        or_(col(Erasure.decided_at).is_(None), col(Erasure.outcome) == "granted"),
    )
    .order_by(col(Erasure.id).desc())
)


@dataclass(frozen=True, slots=True)
class Due:
    """A person who left and what of hers is due; `held`: a legal hold keeps it."""

    person_id: int
    parts: tuple[Part, ...]
    held: bool = False


def due(db: Session) -> Iterator[Due]:
    """Everybody of whom something is due today."""
    months = retention.months(db)
    for id, left_on, granted, own_at, hold in rows(db, _LEFT, today=clock.today()):
        if parts := _parts(left_on, granted is not None, own_at, months):
            yield Due(id, parts, hold is not None)


def _parts(left_on: date, granted: bool, own_at: datetime | None, months: dict[str, int]) -> tuple[Part, ...]:
    today = clock.today()
    record, own = (retention.over(left_on, months[kind]) for kind in (retention.RECORD, retention.OWN))
    if (record is None and granted) or (record is not None and record <= today):
        return ("own", "record")
    return ("own",) if own_at is None and (granted or (own is not None and own <= today)) else ()


def retain(database: Database, file: Path, *, dry: bool = False) -> Iterator[str]:
    """Carry it all out, each person and each kind in a transaction of its own; what went, line by line.

    With `dry` nothing changes. OSError when the file of who was erased cannot be written.
    """
    yield from again(database, file, dry=dry)
    with database.reading() as db:
        leaving = list(due(db))
        months = retention.months(db)
        if not dry:
            ledger.sync(db, file)
    for one in leaving:
        yield _leave(database, one, file, dry)
    for sweep in sweeping.SWEEPS:
        before = sweeping.moment(sweep, months.get(sweep.kind, 0))
        if before is not None:
            yield from _sweep(database, sweep, before, dry)


def again(database: Database, file: Path, *, dry: bool = False) -> Iterator[str]:
    """Erase whoever was erased before and came back with a restored copy; line by line."""
    with database.reading() as db:
        back = ledger.come_back(db, file)
    for person_id in back:
        yield _again(database, person_id, file, dry)


def _again(database: Database, person_id: int, file: Path, dry: bool) -> str:
    """She was erased, and a restored copy brought her back: whatever the retention, that holds."""
    facts = {"person": person_id}
    if dry:
        return _("Person %(person)s was erased before and is back: would be erased again", **facts)
    with database.writing() as db:
        person = people.lock(db, person_id)
        if holds.held(db, person_id):
            return _("Person %(person)s was erased before and is back, but a legal hold stands", **facts)
        if person.left_on is None or person.left_on > clock.today():
            people.leave(db, None, person_id, clock.today())
        requests.carry_out(db, _granted_one(db, person_id), ("own", "record"), file)
    return _("Person %(person)s was erased before and is back: erased again", **facts)


def _leave(database: Database, one: Due, file: Path, dry: bool) -> str:
    facts = {"person": one.person_id, "what": _what(one.parts)}
    if one.held:
        return _("Person %(person)s: %(what)s due, but a legal hold stands", **facts)
    if dry:
        return _("Person %(person)s: %(what)s would be erased", **facts)
    with database.writing() as db:
        person = people.lock(db, one.person_id)
        if person.left_on is None or person.left_on > clock.today() or holds.held(db, one.person_id):
            return _("Person %(person)s: nothing to do", **facts)
        requests.carry_out(db, _granted_one(db, one.person_id), one.parts, file)
    return _("Person %(person)s: %(what)s erased", **facts)


def _what(parts: tuple[Part, ...]) -> str:
    return _("everything") if "record" in parts else _("own entries")


def _granted_one(db: Session, person_id: int) -> Erasure:
    """The erasure that goes on: one that was granted, or waits and is granted by time, or a new one."""
    found = db.exec(_ERASURE, params={"person": person_id}).first()
    if found is None:
        found = Erasure(person_id=person_id, asked_at=clock.now())
        db.add(found)
    found.outcome, found.decided_at = "granted", found.decided_at or clock.now()
    db.flush()
    return found


def _sweep(database: Database, sweep: sweeping.Sweep, before: datetime, dry: bool) -> Iterator[str]:
    with database.reading() as db:
        number = sweeping.count(db, sweep, before)
    if not number:
        return
    if not dry:
        with database.writing() as db:
            sweeping.let_go(db, sweep, before)
            record(db, "retention.carried_out", actor_id=None, object=f"retention:{sweep.kind or 'fixed'}", rows=number)
    words = {"what": _(sweep.title), "n": number}
    yield _("Would go: %(what)s (%(n)s)", **words) if dry else _("Gone: %(what)s (%(n)s)", **words)
