"""What tests/rooms.py asks of the part cycles of reviews."""

from types import SimpleNamespace

from app.cycles import queries
from app.kit.db import Database
from tests.cases import HR_READ, HR_WRITE, READ, Case, may
from tests.cycles import acts
from tests.reviews.cycle_acts import FORM, closed, cycle, excused, part, reopened, stage_days

LINE = may(200, "chen", "zhou", "wang")
SIDES = may(303, "lin", "chen") | {"zhou": 403, "dotted": 403, "wang": 403}
ASSESSOR = may(200, "lin", "chen", "zhou", "wang") | {"dotted": 403}
HAND = may(303, "wang") | {"lin": 403, "chen": 403, "zhou": 403, "dotted": 403}
PART = {"part": part}
# fmt: off
CASES: tuple[Case, ...] = (
    Case("GET /cycles", "/cycles", READ),
    Case("GET /cycles/new", "/cycles/new", HR_READ),
    Case("POST /cycles", "/cycles", HR_WRITE, FORM, {"version": acts.version}),
    Case("GET /cycles/{id}", "/cycles/{cycle}", LINE, needs={"cycle": cycle}),
    Case("GET /cycles/{id}", "/cycles/{cycle}?person={part}&state=own&page=1", LINE, needs={"cycle": cycle, **PART}),
    Case("GET /cycles/{id}/edit", "/cycles/{cycle}/edit", HR_READ, needs={"cycle": cycle}),
    Case(
        "PUT /cycles/{id}", "/cycles/{cycle}", HR_WRITE, {"name": "another", "version": "1", **stage_days()},
        {"cycle": cycle},
    ),
    Case("GET /cycles/{id}/participants", "/cycles/{cycle}/participants", HR_READ, needs={"cycle": cycle}),
    Case(
        "POST /cycles/{id}/participants", "/cycles/{cycle}/participants", HR_WRITE, {"names": "赵磊"},
        {"cycle": cycle},
    ),
    Case("GET /cycles/{id}/closing", "/cycles/{cycle}/closing", HR_READ, needs={"cycle": cycle}),
    Case("PUT /cycles/{id}/closing", "/cycles/{cycle}/closing", HR_WRITE, needs={"cycle": cycle}),
    Case("PUT /participants/{id}/excuse", "/participants/{part}/excuse", HR_WRITE, {"reason": "on leave"}, PART),
    Case("DELETE /participants/{id}/excuse", "/participants/{part}/excuse", HR_WRITE, {}, {"part": excused}),
    Case(
        "PUT /participants/{id}/reopening", "/participants/{part}/reopening", HR_WRITE, {"reason": "was ill"},
        {"part": closed},
    ),
    Case("DELETE /participants/{id}/reopening", "/participants/{part}/reopening", HR_WRITE, {}, {"part": reopened}),
    Case("GET /conversations", "/conversations", READ),
    Case("POST /conversations/{id}/assessments", "/conversations/{part}/assessments", SIDES, needs=PART),
    Case("GET /conversations/{id}/assessor", "/conversations/{part}/assessor", ASSESSOR, needs=PART),
    Case(
        "PUT /conversations/{id}/assessor", "/conversations/{part}/assessor", HAND,
        {"to": "{zhou}", "reason": "on leave"}, PART,
    ),
)
# fmt: on
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/cycles": ("chen", "/cycles", 3),
    "/cycles/new": ("wang", "/cycles/new", 3),
    "/cycles/{id}": ("wang", "/cycles/{cycle}", 11),
    "/cycles/{id}/edit": ("wang", "/cycles/{cycle}/edit", 2),
    "/cycles/{id}/participants": ("wang", "/cycles/{cycle}/participants", 4),
    "/cycles/{id}/closing": ("wang", "/cycles/{cycle}/closing", 9),
    "/conversations": ("chen", "/conversations", 10),
    "/conversations/{id}/assessor": ("wang", "/conversations/{part}/assessor", 10),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/cycles": (("wangfang", "/cycles"), ("chenjianguo", "/cycles"), ("linxiaoyu", "/cycles")),
    "/cycles/new": (("wangfang", "/cycles/new"),),
    "/cycles/{id}": (
        ("wangfang", "/cycles/{running_cycle}"),
        ("wangfang", "/cycles/{running_cycle}?person={part_of_lin}"),
        ("wangfang", "/cycles/{running_cycle}?page=9"),
        ("wangfang", "/cycles/{closed_cycle}?state=done"),
        ("chenjianguo", "/cycles/{running_cycle}"),
        ("zhoumin", "/cycles/{closed_cycle}"),
    ),
    "/cycles/{id}/edit": (("wangfang", "/cycles/{running_cycle}/edit"),),
    "/cycles/{id}/participants": (("wangfang", "/cycles/{running_cycle}/participants"),),
    "/cycles/{id}/closing": (("wangfang", "/cycles/{running_cycle}/closing"),),
    "/conversations": (
        ("linxiaoyu", "/conversations"),
        ("chenjianguo", "/conversations"),
        ("zhoumin", "/conversations"),
        ("admin", "/conversations"),
    ),
    "/conversations/{id}/assessor": (
        ("wangfang", "/conversations/{part_of_lin}/assessor"),
        ("linxiaoyu", "/conversations/{part_of_lin}/assessor"),
    ),
}
NAMES: dict[str, str] = {
    "running_cycle": "SELECT max(id) FROM review_cycle WHERE closed_at IS NULL",
    "closed_cycle": "SELECT min(id) FROM review_cycle WHERE closed_at IS NOT NULL",
    "part_of_lin": "SELECT max(id) FROM cycle_participant WHERE person_id = {lin}",
}
NO_PAGES: frozenset[str] = frozenset()


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    """A cycle that runs with lin; both assessments are in, so that others may be written."""
    with database.writing() as db:
        id = acts.opened(db, people)
        return {"cycle": queries.participation(db, id).cycle.id, "part": id}
