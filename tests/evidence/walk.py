"""What tests/rooms.py asks of the room evidence."""

from types import SimpleNamespace
from typing import TYPE_CHECKING

from app.kit.db import Database
from tests.cases import READ, WRITE, Case, may
from tests.evidence import proof_walk, stage
from tests.evidence.acts import GOOD, written

if TYPE_CHECKING:
    from tests.browser.visitor import Visitor

ENTRY, PRIVATE, DELETED = {"entry": stage.entry}, {"private": stage.private}, {"deleted": stage.deleted}
SIGHT = ("lin", "chen", "zhou")
# the line reads, and changes nothing
OWN = may(200, "lin") | {"chen": 403, "zhou": 403}
OWN_WRITE = may(303, "lin") | {"chen": 403, "zhou": 403}
COACHING = {**GOOD["coaching"], "title": "Bring a newcomer along further", "competencies": "teamwork"}

CASES: tuple[Case, ...] = (
    Case("GET /evidence", "/evidence", READ),
    Case("GET /evidence/new", "/evidence/new", READ),
    Case("GET /evidence/new", "/evidence/new?kind=project&competency=teamwork", READ),
    Case("GET /evidence/deleted", "/evidence/deleted", READ),
    Case("POST /evidence", "/evidence", WRITE, {**COACHING, "kind": "coaching", "once": "walk-new"}),
    Case("GET /people/{id}/evidence", "/people/{lin}/evidence", may(200, *SIGHT, "wang"), needs=ENTRY),
    Case("GET /evidence/{id}", "/evidence/{entry}", may(200, *SIGHT), needs=ENTRY),
    Case("GET /evidence/{id}", "/evidence/{private}", may(200, "lin"), needs=PRIVATE),
    Case("GET /evidence/{id}", "/evidence/{deleted}", may(200), needs=DELETED),
    Case("GET /evidence/{id}/edit", "/evidence/{entry}/edit", OWN, needs=ENTRY),
    Case("GET /evidence/{id}/history", "/evidence/{entry}/history", OWN, needs=ENTRY),
    Case("PUT /evidence/{id}", "/evidence/{entry}", OWN_WRITE, {**COACHING, "version": "1"}, ENTRY),
    Case("PUT /evidence/{id}/privacy", "/evidence/{entry}/privacy", OWN_WRITE, needs=ENTRY),
    Case("DELETE /evidence/{id}/privacy", "/evidence/{private}/privacy", may(303, "lin"), needs=PRIVATE),
    Case("DELETE /evidence/{id}", "/evidence/{entry}", OWN_WRITE, needs=ENTRY),
    Case("DELETE /evidence/{id}", "/evidence/{private}", may(303, "lin"), needs=PRIVATE),
    Case("DELETE /evidence/{id}/deletion", "/evidence/{deleted}/deletion", may(303, "lin"), needs=DELETED),
    *proof_walk.CASES,
)
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/evidence": ("lin", "/evidence", 6),
    "/evidence/new": ("lin", "/evidence/new?kind=project", 3),
    "/evidence/deleted": ("lin", "/evidence/deleted", 2),
    "/evidence/{id}": ("lin", "/evidence/{entry}", 14),
    "/evidence/{id}/edit": ("lin", "/evidence/{entry}/edit", 5),
    "/evidence/{id}/history": ("lin", "/evidence/{entry}/history", 6),
    "/people/{id}/evidence": ("chen", "/people/{lin}/evidence", 10),
    **proof_walk.BUDGETS,
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/evidence": (("linxiaoyu", "/evidence"), ("zhaolei", "/evidence"), ("zhaolei", "/evidence?show=expiring")),
    "/evidence/new": (("linxiaoyu", "/evidence/new"), *(("linxiaoyu", f"/evidence/new?kind={kind}") for kind in GOOD)),
    "/evidence/deleted": (("linxiaoyu", "/evidence/deleted"),),
    "/evidence/{id}": (("zhaolei", "/evidence/{entry_of_zhao}"), ("linxiaoyu", "/evidence/{entry_of_zhao}")),
    "/evidence/{id}/edit": (("zhaolei", "/evidence/{entry_of_zhao}/edit"),),
    "/evidence/{id}/history": (("zhaolei", "/evidence/{entry_of_zhao}/history"),),
    "/people/{id}/evidence": (("chenjianguo", "/people/{lin}/evidence"), ("wangfang", "/people/{lin}/evidence")),
    **proof_walk.ADDRESSES,
}
PROJECT = {**GOOD["project"], "kind": "project", "title": "春茶活动", "competencies": "teamwork", "once": "pages"}
NAMES: dict[str, str] = {}
NO_PAGES: frozenset[str] = proof_walk.NO_PAGES


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    """lin's entries."""
    return {"entry": written(database, people.lin, "coaching"), **proof_walk.places(database, people)}


def prepare(visitor: "Visitor") -> dict[str, int]:
    """A project of hers, sent without its page."""
    answer = visitor.context.request.post(
        f"{visitor.site.origin}/evidence", form=PROJECT, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.ok, answer.status
    entry = int(answer.url.rpartition("/")[2])
    proof_walk.prepare(visitor, entry)
    return {"entry_of_zhao": entry}
