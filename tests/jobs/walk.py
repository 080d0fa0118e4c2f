"""What tests/rooms.py asks of the room jobs."""

from types import SimpleNamespace

from sqlmodel import Session

from app.jobs import rules
from app.jobs.models import Job
from app.jobs.workshop import Workshop
from app.kit import clock
from app.kit.db import Database
from app.settings import Settings
from tests.cases import READ, Case, answers
from tests.jobs.kind import COUNTING


def begun(db: Session, people: SimpleNamespace) -> int:
    """A job of lin's that waits; its id."""
    return rules.begin(db, people.lin.person_id, COUNTING.name, {"total": 3}, "once-lin").id or 0


def made(database: Database, people: SimpleNamespace) -> int:
    """A job of lin's that is done, with a file of 2.5 pieces; its id."""
    with database.writing() as db:
        id = rules.begin(db, people.lin.person_id, COUNTING.name, {"bytes": 2_600_000}, "once-made").id or 0
    Workshop(database, Settings(), [COUNTING]).run_waiting()
    return id


def kept(db: Session, people: SimpleNamespace) -> int:
    """A job of lin's whose file is empty of pieces but there; its id."""
    now = clock.now()
    job = Job(
        kind=COUNTING.name, asked_by_id=people.lin.person_id, asked_at=now, params="{}", once="once-kept",
        started_at=now, finished_at=now, outcome="done", file_name="a.csv", media_type="text/csv", size=1, sha256="x",
        kept_until=now + rules.KEPT,
    )  # fmt: skip
    db.add(job)
    db.flush()
    return job.id or 0


HERS = answers(200, ("lin",), 404, 303)
CASES: tuple[Case, ...] = (
    Case("GET /jobs", "/jobs", READ),
    Case("GET /jobs/{id}", "/jobs/{job}", HERS, needs={"job": begun}),
    Case("DELETE /jobs/{id}", "/jobs/{job}", answers(303, ("lin",), 404, 401), needs={"job": begun}),
    Case("GET /jobs/{id}/file", "/jobs/{job}/file", HERS, needs={"job": kept}),
)
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/jobs": ("lin", "/jobs", 2),
    "/jobs/{id}": ("lin", "/jobs/{made_job}", 2),
    "/jobs/{id}/file": ("lin", "/jobs/{made_job}/file", 5),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {"/jobs": (("wangfang", "/jobs"),)}
NAMES: dict[str, str] = {}
NO_PAGES: frozenset[str] = frozenset({"/jobs/{id}/file"})


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    return {"made_job": made(database, people)}
