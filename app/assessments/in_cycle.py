"""Which assessment belongs to which review cycle."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.assessments.models import Assessment
from app.assessments.sealing import Entry
from app.cycles import queries as cycles
from app.cycles.queries import Cycle
from app.kit.db import rows
from app.kit.errors import Conflict, Refused
from app.kit.i18n import gettext as _

_WRITTEN = (
    select(
        col(Assessment.id),
        col(Assessment.cycle_id),
        col(Assessment.person_id),
        col(Assessment.author_id),
        col(Assessment.submitted_at),
    )
    .where(
        col(Assessment.cycle_id).in_(bindparam("cycles", expanding=True)),
        col(Assessment.person_id).in_(bindparam("people", expanding=True)),
        col(Assessment.agreed_in).is_(None),
    )
    .order_by(col(Assessment.id))
)


@dataclass(frozen=True, slots=True)
class Written:
    """That somebody writes, or has submitted, an assessment in a cycle; nothing of what is in it."""

    id: int
    cycle_id: int
    person_id: int
    author_id: int
    submitted: bool

    @property
    def of_oneself(self) -> bool:
        return self.person_id == self.author_id


@dataclass(frozen=True, slots=True)
class Due:
    """The cycle for which an author is due to write an assessment, its framework version, and the last day for it."""

    cycle_id: int
    framework_version_id: int
    cycle: str
    by: date


@dataclass(frozen=True, slots=True)
class Belongs:
    """The cycle to which an assessment belongs, or will once it is submitted; `by`: the last day for it.

    `ended`: nothing is written for it any more. `misfit`: the draft is on another version of the framework, so
    that it will count for no cycle.
    """

    cycle: str
    by: date
    ended: bool = False
    misfit: bool = False


def written(db: Session, cycle_ids: list[int], people: list[int]) -> list[Written]:
    """The assessments of these people in these cycles, oldest first; one query. Callers decide who may know what."""
    found = rows(db, _WRITTEN, cycles=sorted(set(cycle_ids)), people=sorted(set(people)))
    return [Written(one.id, one.cycle_id, one.person_id, one.author_id, one.submitted_at is not None) for one in found]


def due(db: Session, person_id: int, author_id: int) -> Due | None:
    """The running cycle in which the author assesses this person and has not submitted yet.

    None: there is none, or both sides are in and a new assessment is free. Refused while the author's own is in
    and the other side's is not: a second one would let the seal be seen through.
    """
    running = cycles.running(db, person_id)
    if running is None:
        return None
    if author_id not in (person_id, cycles.assessors(db, [running])[running.id]):
        return None
    own_side = author_id == person_id
    found = written(db, [running.cycle.id], [person_id])
    if not any(one.submitted for one in found if one.author_id == author_id):
        cycle = running.cycle
        return Due(cycle.id, cycle.framework_version_id, cycle.name, _by(cycle, own_side))
    if not any(one.submitted for one in found if one.of_oneself != own_side):
        raise Refused(
            _(
                "Your assessment for “%(cycle)s” is submitted and sealed until the other side's is in. "
                "You can begin another one then.",
                cycle=running.cycle.name,
            )
        )
    return None


def _by(cycle: Cycle, own_side: bool) -> date:
    return cycle.stages.self_by if own_side else cycle.stages.manager_by


def belongs(db: Session, entry: Entry) -> Belongs | None:
    """The cycle of an assessment that the actor may read; of a draft without one, that in which it is due."""
    if entry.cycle_id is not None:
        here = next(one for one in cycles.of_people(db, [entry.person_id]) if one.cycle.id == entry.cycle_id)
        return Belongs(here.cycle.name, _by(here.cycle, entry.of_oneself), ended=not here.running)
    if entry.submitted_at is not None:
        return None
    try:
        wanted = due(db, entry.person_id, entry.author_id)
    except Refused:
        return None
    if wanted is None:
        return None
    return Belongs(wanted.cycle, wanted.by, misfit=wanted.framework_version_id != entry.framework_version_id)


def adopt(db: Session, assessment: Assessment, wanted: Due | None) -> None:
    """Let an open assessment that was begun outside of the cycle count for it.

    Conflict when it is on another version of the framework: it has to be submitted or deleted first.
    """
    if wanted is None or assessment.cycle_id is not None:
        return
    if assessment.framework_version_id != wanted.framework_version_id:
        raise Conflict(
            _(
                "Your open assessment is on another version of the framework than the review cycle. "
                "Submit it or delete it first."
            )
        )
    assessment.cycle_id = wanted.cycle_id
    db.flush()


def settle(db: Session, assessment: Assessment) -> None:
    """On submission: for the running cycle in which it is due, where it fits; for none that has ended meanwhile."""
    if assessment.cycle_id is not None:
        running = cycles.running(db, assessment.person_id)
        if running is None or running.cycle.id != assessment.cycle_id:
            assessment.cycle_id = None
        return
    wanted = due(db, assessment.person_id, assessment.author_id)
    if wanted is not None and wanted.framework_version_id == assessment.framework_version_id:
        assessment.cycle_id = wanted.cycle_id
