"""The verbs on review cycles, all of them HR's: making one, who takes part, closing, reopening for one person."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.cycles import queries
from app.cycles.models import CycleParticipant, ReviewCycle
from app.cycles.stages import Stages
from app.framework import versions
from app.kit import clock
from app.kit.errors import Conflict, Forbidden, NotFound, Refused
from app.kit.i18n import gettext as _
from app.people import queries as people
from app.people.access import Actor
from app.trail.rules import await_turn, record

_CYCLE = select(ReviewCycle).where(col(ReviewCycle.id) == bindparam("id")).with_for_update()
_PARTICIPANT = select(CycleParticipant).where(col(CycleParticipant.id) == bindparam("id")).with_for_update()
_BY_ONCE = select(ReviewCycle).where(col(ReviewCycle.once) == bindparam("once"))


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Who takes part since now, and who does not because she is in another cycle that is not closed, or has left."""

    added: tuple[int, ...]
    busy: tuple[int, ...]
    gone: tuple[int, ...]


class StaleCycle(Conflict):
    """Another window changed this cycle in between; carries what is stored and what was sent."""

    def __init__(self, stored: tuple[str, Stages], sent: tuple[str, Stages]) -> None:
        super().__init__(_("This cycle was changed elsewhere in the meantime."))
        self.stored = stored
        self.sent = sent


def closed_sentence() -> str:
    return _("This cycle is closed.")


def require_hr(actor: Actor) -> None:
    """Forbidden for everybody but HR."""
    if not actor.hr:
        raise Forbidden(_("Review cycles are kept by HR."))


def make(db: Session, actor: Actor, name: str, stages: Stages, framework_version_id: int, once: str) -> ReviewCycle:
    """A new cycle on a framework version, its days moved off those that nobody works. The same form makes one.

    NotFound for an unknown version; Refused for days out of order.
    """
    require_hr(actor)
    if present := db.exec(_BY_ONCE, params={"once": once}).first():
        return present
    versions.load(db, framework_version_id)
    stages.require_order()
    days = stages.working()
    made = ReviewCycle(
        name=name, framework_version_id=framework_version_id, once=once, created_at=clock.now(),
        created_by_id=actor.person_id, opens_on=days.opens_on, self_by=days.self_by, manager_by=days.manager_by,
        talk_by=days.talk_by, closes_on=days.closes_on,
    )  # fmt: skip
    try:
        with db.begin_nested():
            db.add(made)
    except IntegrityError:
        return db.exec(_BY_ONCE, params={"once": once}).one()
    record(db, "cycle.made", actor_id=actor.person_id, object=f"cycle:{made.id}")
    return made


def change(db: Session, actor: Actor, cycle_id: int, name: str, stages: Stages, version: int) -> ReviewCycle:
    """Another name or other days, moved off those that nobody works.

    StaleCycle when it was changed elsewhere since; Conflict when it is closed. The day that decides who assesses, and
    the one that decides whom calibration counts, stay once they have passed.
    """
    cycle = open_cycle(db, actor, cycle_id)
    stages.require_order()
    days = stages.working()
    if (cycle.name, of(cycle)) == (name, days):
        return cycle
    if cycle.version != version:
        raise StaleCycle((cycle.name, of(cycle)), (name, days))
    if cycle.self_by != days.self_by and min(cycle.self_by, days.self_by) < clock.today():
        sentence = _("This day has passed: it has decided who assesses whom, and stays.")
        raise Refused(_("Please look at the marked fields; nothing is lost."), {"self_by": sentence})
    if cycle.manager_by != days.manager_by and min(cycle.manager_by, days.manager_by) < clock.today():
        sentence = _("This day has passed: it has decided whom calibration counts, and stays.")
        raise Refused(_("Please look at the marked fields; nothing is lost."), {"manager_by": sentence})
    cycle.name, cycle.opens_on, cycle.self_by = name, days.opens_on, days.self_by
    cycle.manager_by, cycle.talk_by, cycle.closes_on = days.manager_by, days.talk_by, days.closes_on
    cycle.version += 1
    db.flush()
    record(db, "cycle.changed", actor_id=actor.person_id, object=f"cycle:{cycle_id}")
    return cycle


def of(cycle: ReviewCycle) -> Stages:
    """The days of a stored cycle."""
    return Stages(cycle.opens_on, cycle.self_by, cycle.manager_by, cycle.talk_by, cycle.closes_on)


def open_cycle(db: Session, actor: Actor, cycle_id: int) -> ReviewCycle:
    """A cycle that is not closed, locked, for HR; Conflict once it is closed."""
    require_hr(actor)
    cycle = locked(db, cycle_id)
    if cycle.closed_at is not None:
        raise Conflict(closed_sentence())
    return cycle


def locked(db: Session, cycle_id: int) -> ReviewCycle:
    found = db.exec(_CYCLE, params={"id": cycle_id}).first()
    if found is None:
        raise NotFound()
    return found


def enrol(db: Session, actor: Actor, cycle_id: int, chosen: Iterable[int]) -> Enrolled:
    """Let people take part, at the beginning or later. Who does already is passed over.

    Nobody is in two cycles at once that are not closed; NotFound for an unknown person.
    """
    open_cycle(db, actor, cycle_id)
    wanted = sorted(set(chosen))
    known = people.by_id(db, wanted)
    if len(known) < len(wanted):
        raise NotFound()
    await_turn(db)
    before = queries.of_people(db, wanted)
    here = {one.person_id for one in before if one.cycle.id == cycle_id}
    busy = {one.person_id for one in before if one.excused_at is None and _goes_on(one)} - here
    gone = {id for id, one in known.items() if one.left_on is not None and one.left_on <= clock.today()}
    added = [id for id in wanted if id not in here | busy | gone]
    for person_id in added:
        db.add(
            CycleParticipant(cycle_id=cycle_id, person_id=person_id, added_at=clock.now(), added_by_id=actor.person_id)
        )
        record(db, "cycle.joined", actor_id=actor.person_id, subject_id=person_id, object=f"cycle:{cycle_id}")
    db.flush()
    return Enrolled(tuple(added), tuple(sorted(busy - gone)), tuple(sorted(gone - here)))


def _goes_on(one: queries.Participation) -> bool:
    return one.cycle.closed_at is None or one.reopened_at is not None


def excuse(db: Session, actor: Actor, participant_id: int, reason: str) -> CycleParticipant:
    """Take somebody out of the cycle, with the reason; what was written stays. Twice has one effect."""
    found = participant(db, actor, participant_id)
    _require_reason(reason)
    if found.excused_at is None:
        found.excused_at, found.excused_by_id, found.excused_reason = clock.now(), actor.person_id, reason
        _note(db, actor, "cycle.excused", found)
    return found


def readmit(db: Session, actor: Actor, participant_id: int) -> CycleParticipant:
    """Let somebody who was excused take part again. Conflict when she is in another cycle by now."""
    found = participant(db, actor, participant_id)
    if found.excused_at is not None:
        _require_free(db, found)
        found.excused_at, found.excused_by_id, found.excused_reason = None, None, ""
        _note(db, actor, "cycle.readmitted", found)
    return found


def close(db: Session, actor: Actor, cycle_id: int) -> ReviewCycle:
    """Nothing is written in the cycle any more, but by whom it is reopened for. Twice has one effect."""
    require_hr(actor)
    cycle = locked(db, cycle_id)
    if cycle.closed_at is None:
        cycle.closed_at, cycle.closed_by_id = clock.now(), actor.person_id
        db.flush()
        record(db, "cycle.closed", actor_id=actor.person_id, object=f"cycle:{cycle_id}")
    return cycle


def reopen(db: Session, actor: Actor, participant_id: int, reason: str) -> CycleParticipant:
    """Let one person go on in a closed cycle, with the reason.

    Conflict while it is not closed, and when she is in another cycle by now.
    """
    found = participant(db, actor, participant_id)
    _require_reason(reason)
    if locked(db, found.cycle_id).closed_at is None:
        raise Conflict(_("This cycle is not closed."))
    if found.reopened_at is None:
        _require_free(db, found)
        found.reopened_at, found.reopened_by_id, found.reopened_reason = clock.now(), actor.person_id, reason
        _note(db, actor, "cycle.reopened", found)
    return found


def close_again(db: Session, actor: Actor, participant_id: int) -> CycleParticipant:
    """End what was reopened for one person."""
    found = participant(db, actor, participant_id)
    if found.reopened_at is not None:
        found.reopened_at, found.reopened_by_id, found.reopened_reason = None, None, ""
        _note(db, actor, "cycle.closed_again", found)
    return found


def participant(db: Session, actor: Actor, participant_id: int) -> CycleParticipant:
    """Somebody's part in a cycle, locked, for HR; nobody's own."""
    require_hr(actor)
    found = locked_participant(db, participant_id)
    if found.person_id == actor.person_id:
        raise Forbidden(_("Somebody else has to do this for you."))
    return found


def locked_participant(db: Session, participant_id: int) -> CycleParticipant:
    """The row that everything about one conversation waits for; NotFound when there is none."""
    found = db.exec(_PARTICIPANT, params={"id": participant_id}).first()
    if found is None:
        raise NotFound()
    return found


def _require_free(db: Session, found: CycleParticipant) -> None:
    await_turn(db)
    others = queries.of_people(db, [found.person_id])
    if any(one.id != found.id and one.excused_at is None and _goes_on(one) for one in others):
        raise Conflict(_("She takes part in another cycle that is not closed."))


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Please look at the marked fields; nothing is lost."), {"reason": _("Please fill this in.")})


def _note(db: Session, actor: Actor, what: str, found: CycleParticipant) -> None:
    db.flush()
    record(db, what, actor_id=actor.person_id, subject_id=found.person_id, object=f"cycle:{found.cycle_id}")
