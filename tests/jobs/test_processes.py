"""Jobs where processes are killed, end in the middle, and meet."""

import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import func
from sqlmodel import col, select

from app.jobs import rules
from app.jobs.models import Job, JobPiece
from app.jobs.workshop import DEAD, Workshop
from app.kit import clock
from app.kit.errors import TooMany
from app.settings import Settings
from tests.jobs.kind import COUNTING, content

ROOT = Path(__file__).parent.parent.parent
SECONDS = 60
WORK = """
import sys
from app.jobs import keeping
from app.jobs.workshop import Workshop
from app.kit.db import Database
from app.settings import Settings
from tests.jobs.kind import COUNTING
keeping.PIECE = 1 << 12  # storing takes long enough to be caught at it
print(Workshop(Database(sys.argv[1]), Settings(), [COUNTING]).run_waiting())
"""
Start = Callable[[], "subprocess.Popen[str]"]


@pytest.fixture
def start(database) -> Iterator[Start]:
    """`start()` begins a process that does what waits, and prints how much that was."""
    url = database.url.render_as_string(hide_password=False)
    begun: list[subprocess.Popen[str]] = []

    def run() -> "subprocess.Popen[str]":
        begun.append(subprocess.Popen([sys.executable, "-c", WORK, url], cwd=ROOT, text=True, stdout=subprocess.PIPE))
        return begun[-1]

    yield run
    for process in begun:
        process.kill()
        process.communicate()


def ask(database, person, once="once", **params) -> int:
    with database.writing() as db:
        return rules.begin(db, person.person_id, COUNTING.name, params, once).id or 0


def job_of(database, id) -> Job:
    with database.reading() as db:
        return db.get_one(Job, id)


def pieces(database) -> int:
    with database.reading() as db:
        return db.exec(select(func.count()).select_from(JobPiece)).one()


def until(true: Callable[[], bool]) -> None:
    for _ in range(SECONDS * 50):
        if true():
            return
        time.sleep(0.02)
    pytest.fail("it never came to that")


@pytest.mark.parametrize("params", [{"total": 1000, "pause": 0.01}, {"bytes": 12 << 20}], ids=["at work", "storing"])
def test_a_job_whose_process_was_killed_is_done_by_the_next(database, people, start, params):
    id = ask(database, people.lin, **params)
    process = start()
    until(lambda: pieces(database) > 2 if "bytes" in params else job_of(database, id).done > 0)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=SECONDS)
    assert job_of(database, id).finished_at is None

    with database.writing() as db:  # what is left to do is quick
        db.get_one(Job, id).params = '{"bytes": 1500000}'
    shop = Workshop(database, Settings(), [COUNTING])
    assert shop.run_waiting() == 0, "it may be slow, not dead"
    with clock.at(clock.now() + DEAD + timedelta(seconds=5)):
        assert shop.run_waiting() == 1
    job = job_of(database, id)
    assert (job.outcome, job.tries, job.size, pieces(database)) == ("done", 2, 1_500_000, 2)
    with database.reading() as db:
        stored = db.exec(select(JobPiece.data).order_by(col(JobPiece.number))).all()
    assert b"".join(stored) == content(1_500_000)


def test_a_server_that_ends_leaves_its_job_to_the_next_at_once(database, people):
    id = ask(database, people.lin, total=1000, pause=0.01)
    shop = Workshop(database, Settings(), [COUNTING])
    shop.open(1)
    until(lambda: bool(shop.live))
    shop.close()
    job = job_of(database, id)
    assert (job.started_at, job.finished_at, job.tries) == (None, None, 0)
    with database.writing() as db:
        db.get_one(Job, id).params = "{}"
    assert Workshop(database, Settings(), [COUNTING]).run_waiting() == 1


def test_two_processes_share_the_work_and_do_nothing_twice(database, people, start):
    for person in (people.lin, people.chen):
        for n in range(3):
            ask(database, person, f"{person.person_id}-{n}", total=3, pause=0.05)
    said = [process.communicate(timeout=SECONDS)[0] for process in [start(), start()]]
    assert sum(map(int, said)) == 6
    with database.reading() as db:
        assert {(job.outcome, job.tries) for job in db.exec(select(Job))} == {("done", 1)}


@pytest.mark.parametrize(("words", "jobs"), [(["same"] * 5, 1), ("abcde", 3)], ids=["one form", "five forms"])
def test_asked_at_once(database, people, words, jobs):
    barrier = Barrier(len(words))

    def press(once: str) -> None:
        barrier.wait()
        with suppress(TooMany):
            ask(database, people.lin, once)

    threads = [Thread(target=press, args=(once,)) for once in words]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    with database.reading() as db:
        assert len(db.exec(select(Job)).all()) == jobs


def test_files_go_after_a_day_by_themselves(database, people):
    id = ask(database, people.lin, bytes=5)
    shop = Workshop(database, Settings(), [COUNTING])
    shop.run_waiting()
    shop._tidy()
    assert pieces(database) == 1
    with database.writing() as db:
        db.get_one(Job, id).kept_until = clock.now() - timedelta(minutes=1)
    shop._tidy()
    assert pieces(database) == 1, "not looked for again so soon"
    shop._tidied = -math.inf
    shop._tidy()
    assert pieces(database) == 0
