"""The verbs on jobs: asking for one, stopping it, letting its file go after a day."""

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from weakref import WeakSet

from sqlalchemy import bindparam, delete, event, func
from sqlmodel import Session, col, select

from app.jobs.kinds import Stopped
from app.jobs.models import Job, JobPiece
from app.kit import clock
from app.kit.db import rows
from app.kit.errors import NotFound, TooMany
from app.kit.i18n import gettext as _
from app.kit.i18n import language
from app.people.models import Person

KEPT = timedelta(days=1)
MOST_OPEN = 3
AGAIN = 10

_ONCE = select(Job).where(col(Job.once) == bindparam("once"))
_OPEN = select(func.count()).where(col(Job.asked_by_id) == bindparam("person"), col(Job.finished_at).is_(None))
_TURN = select(col(Person.id)).where(col(Person.id) == bindparam("person")).with_for_update()
_OLD = select(col(Job.id)).where(col(Job.kept_until) <= bindparam("now"), col(Job.size) > 0)
_MINE = select(Job).where(col(Job.id) == bindparam("id"), col(Job.asked_by_id) == bindparam("person")).with_for_update()

listeners: "WeakSet[Callable[[], None]]" = WeakSet()
"""Who of this process is told that a job waits."""


def begin(db: Session, person_id: int, kind: str, params: Mapping[str, Any], once: str) -> Job:
    """Ask for a job; the same `once` of the same person is the same job. It starts once the transaction is over.

    TooMany while three of hers wait or run.
    """
    db.exec(_TURN, params={"person": person_id})  # two of hers at once come one after the other
    found = db.exec(_ONCE, params={"once": once}).first()
    if found is not None:
        if found.asked_by_id != person_id:
            raise NotFound()
        return found
    if db.exec(_OPEN, params={"person": person_id}).one() >= MOST_OPEN:
        raise TooMany(_("Three of your tasks are still going on. Please wait until one is done."), AGAIN)
    job = Job(
        kind=kind, asked_by_id=person_id, asked_at=clock.now(), language=language(), once=once,
        params=json.dumps(dict(params), ensure_ascii=False, sort_keys=True),
    )  # fmt: skip
    db.add(job)
    db.flush()
    event.listen(db, "after_commit", _told, once=True)
    return job


def _told(_db: Session) -> None:
    for listener in list(listeners):
        listener()


def stop(db: Session, person_id: int, job_id: int) -> Job:
    """Stop a job that waits or runs; one that is over stays as it is. NotFound when it is not hers."""
    job = db.exec(_MINE, params={"id": job_id, "person": person_id}).first()
    if job is None:
        raise NotFound()
    if job.finished_at is None:
        job.outcome, job.finished_at = "stopped", clock.now()
        db.flush()
        forget_file(db, job_id)
    return job


def conclude(db: Session, job_id: int) -> None:
    """For a kind that does all its work in one transaction: the job is done with it, and from here on nobody stops it.

    Stopped when somebody did before.
    """
    job = db.exec(select(Job).where(Job.id == job_id).with_for_update()).one()
    if job.finished_at is not None:
        raise Stopped
    job.outcome, job.finished_at = "done", clock.now()
    db.flush()


def forget_file(db: Session, job_id: int) -> None:
    """Let go of all its pieces."""
    db.execute(delete(JobPiece).where(col(JobPiece.job_id) == job_id))


def expire(db: Session) -> int:
    """Let go of files that were kept long enough; how many jobs had one."""
    found = expired(db)
    for job_id in found:
        forget_file(db, job_id)
        job = db.get_one(Job, job_id)
        job.size, job.sha256 = 0, ""
    db.flush()
    return len(found)


def expired(db: Session) -> list[int]:
    """Jobs whose file was kept long enough."""
    return [one.id for one in rows(db, _OLD, now=clock.now())]
