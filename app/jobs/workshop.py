"""Where jobs are done: a thread of the server process that takes up what waits, also what a dead process left."""

import json
import math
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Condition, Thread
from typing import Any

import structlog
from sqlalchemy import bindparam, or_, select, update
from sqlmodel import Session, col

from app.jobs import keeping, rules
from app.jobs.kinds import Interrupted, Kind, Stopped
from app.jobs.models import Job
from app.kit import clock
from app.kit.db import Database, rows
from app.kit.errors import Forbidden, Problem
from app.kit.i18n import gettext as _
from app.kit.i18n import speaking
from app.people.access import Actor
from app.people.acting import acting
from app.settings import Settings

log = structlog.get_logger()
DEAD = timedelta(seconds=60)
"""Nobody is at a job whose beat is older than this."""
TRIES = 3
PAUSE = 5.0
BETWEEN_BEATS = 1.0
BETWEEN_TIDYINGS = 600.0

_FREE = (col(Job.finished_at).is_(None), or_(col(Job.started_at).is_(None), col(Job.beat_at) < bindparam("dead")))
_WAITING = select(col(Job.id)).where(*_FREE).order_by(col(Job.id)).limit(50)
_TAKEN: Any = (
    select(Job)
    .where(*_FREE, col(Job.id).not_in(bindparam("mine", expanding=True)))
    .order_by(col(Job.id))
    .limit(5)
    .with_for_update(skip_locked=True)
)


class Running:
    """The Task that a kind is handed; see kinds.py."""

    def __init__(self, shop: "Workshop", job: Job, actor: Actor, folder: Path) -> None:
        assert job.id is not None
        self.actor = actor
        self.database, self.settings = shop.database, shop.settings
        self.job_id, self.asked_by_id, self.tries = job.id, job.asked_by_id, job.tries
        self.params = json.loads(job.params)
        self.folder = folder
        self._shop = shop
        self._told = 0.0

    def at(self, done: int, total: int, *, live: bool = False) -> None:
        self._shop.live[self.job_id] = (done, total)
        if self._shop.closing:
            raise Interrupted
        if live or time.monotonic() - self._told < BETWEEN_BEATS:
            return
        self._told = time.monotonic()
        with self.database.writing() as db:
            mine = (col(Job.id) == self.job_id, col(Job.finished_at).is_(None), col(Job.tries) == self.tries)
            beat = update(Job).where(*mine).values(done=done, total=total, beat_at=clock.now())
            if db.execute(beat).rowcount == 0:  # type: ignore[attr-defined]
                raise Stopped


class Workshop:
    """All kinds of jobs on one database. `live`: how far those of this process are, whatever is stored."""

    def __init__(self, database: Database, settings: Settings, kinds: Iterable[Kind]) -> None:
        self.database, self.settings = database, settings
        self.kinds = {kind.name: kind for kind in kinds}
        self.live: dict[int, tuple[int, int]] = {}
        self._bell = Condition()
        self._rung = self.closing = False
        self._tidied = -math.inf
        self._threads: list[Thread] = []
        self._listener = self.wake

    def open(self, threads: int) -> None:
        """Begin to take up jobs; with no threads only `run_waiting` does."""
        rules.listeners.add(self._listener)
        self._threads = [Thread(target=self._work, name=f"jobs-{n}", daemon=True) for n in range(threads)]
        for thread in self._threads:
            thread.start()

    def close(self, patience: float = 5.0) -> None:
        """Take nothing up any more. What runs is given a moment, and else is begun again by the next process."""
        with self._bell:
            self.closing = True
            self._bell.notify_all()
        for thread in self._threads:
            thread.join(patience)

    def wake(self) -> None:
        with self._bell:
            self._rung = True
            self._bell.notify()

    def run_waiting(self) -> int:
        """Do everything that waits, in the caller's thread; how many jobs that were."""
        count = 0
        while not self.closing and (job := self._claim()) is not None:
            self._do(job)
            count += 1
        return count

    def _work(self) -> None:
        while not self.closing:
            with suppress(Exception):  # a database that is away comes back
                self.run_waiting()
                self._tidy()
            with self._bell:
                if not self._rung and not self.closing:
                    self._bell.wait(PAUSE)
                self._rung = False

    def _tidy(self) -> None:
        """Files that were kept long enough go, also while nobody runs the command for it."""
        if time.monotonic() - self._tidied < BETWEEN_TIDYINGS:
            return
        self._tidied = time.monotonic()
        with self.database.reading() as db:
            old = rules.expired(db)
        if old:
            with self.database.writing() as db:
                rules.expire(db)

    def _claim(self) -> Job | None:
        """The next job, marked as taken; one that died three times is given up."""
        dead = clock.now() - DEAD
        with self.database.reading() as db:
            waiting = {one.id for one in rows(db, _WAITING, dead=dead)} - self.live.keys()
        if not waiting:  # looking does not keep writers waiting
            return None
        with self.database.writing() as db:
            for job in db.execute(_TAKEN, {"dead": dead, "mine": list(self.live)}).scalars().all():
                assert job.id is not None
                if job.tries >= TRIES:
                    with speaking(job.language):
                        _end(db, job, "failed", _("It was begun three times and interrupted each time."))
                    continue
                job.started_at = job.beat_at = clock.now()
                job.tries += 1
                self.live[job.id] = (job.done, job.total)
                return job  # type: ignore[no-any-return]
        return None

    def _do(self, job: Job) -> None:
        assert job.id is not None
        try:
            with speaking(job.language), TemporaryDirectory(prefix="ladder-job-") as folder:
                outcome, words = self._run(job, Path(folder))
                if outcome is not None:
                    self._finish(job.id, job.tries, outcome, words)
        finally:
            self.live.pop(job.id, None)

    def _run(self, job: Job, folder: Path) -> tuple[str | None, str]:
        try:
            task = Running(self, job, self._actor(job), folder)
            made = self.kinds[job.kind].run(task)
            if made is not None:
                keeping.store(task, made)
        except Interrupted:
            self._release(job)
            return None, ""
        except Stopped:
            return None, ""
        except Problem as problem:
            return "failed", str(problem.message)
        except Exception:
            log.exception("job", job=job.id, kind=job.kind)
            return "failed", _("Something went wrong on our side. It is in the log under task %(id)s.", id=job.id)
        return "done", ""

    def _actor(self, job: Job) -> Actor:
        """Who asked for it. Forbidden when she may not ask for such any more."""
        with self.database.reading() as db:
            actor = acting(db, job.asked_by_id)
        if not self.kinds[job.kind].allowed(actor):
            raise Forbidden(_("Your role does not include this page."))
        return actor

    def _release(self, job: Job) -> None:
        """Leave it to the next process, which need not wait until this one counts as dead."""
        mine = (col(Job.id) == job.id, col(Job.finished_at).is_(None), col(Job.tries) == job.tries)
        with suppress(Exception), self.database.writing() as db:
            db.execute(update(Job).where(*mine).values(started_at=None, beat_at=None, tries=job.tries - 1))

    def _finish(self, job_id: int, tries: int, outcome: str, words: str) -> None:
        with self.database.writing() as db:
            job = db.get_one(Job, job_id)
            if job.finished_at is None and job.tries == tries:
                job.done, job.total = self.live.get(job_id, (job.done, job.total))
                _end(db, job, outcome, words)


def _end(db: Session, job: Job, outcome: str, words: str) -> None:
    assert job.id is not None
    job.outcome, job.words, job.finished_at = outcome, words, clock.now()
    if outcome != "done":
        rules.forget_file(db, job.id)
    elif job.size:
        job.kept_until = clock.now() + rules.KEPT
