"""What tests/rooms.py asks of reports as files."""

from types import SimpleNamespace
from typing import TYPE_CHECKING

from sqlmodel import select

from app.jobs import rules
from app.jobs.models import Job
from app.kit import clock
from app.kit.db import Database
from app.people.models import Account
from tests.cases import Case, answers

if TYPE_CHECKING:
    from tests.browser.visitor import Visitor

PARAMS = '{"report": "progression", "format": "csv", "choice": {}}'
FILTERED = {"format": "csv", "once": "a token of the form", "level": "intermediate"}
CASES: tuple[Case, ...] = (
    Case("GET /reports/{name}.{format}", "/reports/progression.csv", answers(200, ("wang",), 403, 303)),
    Case("GET /reports/{name}.{format}", "/reports/time-in-level.xlsx", answers(200, ("wang",), 403, 303)),
    Case("GET /reports/{name}.pdf", "/reports/progression.pdf", answers(200, ("wang",), 403, 303)),
    Case(
        "POST /reports/{name}/exports", "/reports/progression/exports", answers(303, ("wang",), 403, 401), form=FILTERED
    ),
)
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/reports/{name}.{format}": ("wang", "/reports/progression.csv", 19),
    "/reports/{name}.pdf": ("wang", "/reports/coverage.pdf", 7),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/jobs/{id}": tuple(("wangfang", f"/jobs/{{{name}}}") for name in ("job_going_on", "job_done", "job_failed")),
}
NAMES: dict[str, str] = {}
NO_PAGES: frozenset[str] = frozenset({"/reports/{name}.{format}", "/reports/{name}.pdf"})


def prepare(visitor: "Visitor") -> dict[str, int]:
    """Tasks of the demo organisation's HR: one that somebody is at, one whose file is there, one that failed."""
    database, now = Database(f"sqlite:///{visitor.site.database}"), clock.now()
    made = {"file_name": "成长进展 2026-11-25.csv", "media_type": "text/csv", "size": 1, "kept_until": now + rules.KEPT}
    states: dict[str, dict[str, object]] = {
        "job_going_on": {"beat_at": now + rules.KEPT, "done": 1200, "total": 5000},
        "job_done": {"finished_at": now, "outcome": "done", **made},
        "job_failed": {"finished_at": now, "outcome": "failed", "words": "没有这份报表。"},
    }
    with database.writing() as db:
        hr = db.exec(select(Account.person_id).where(Account.login == "wangfang")).one()
        common = {"kind": "report", "asked_by_id": hr, "asked_at": now, "params": PARAMS, "started_at": now}
        jobs = {name: Job(once=name, **common, **state) for name, state in states.items()}
        db.add_all(jobs.values())
        db.flush()
        found = {name: job.id or 0 for name, job in jobs.items()}
    database.dispose()
    return found


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    return {}
