"""What tests/rooms.py asks of the rooms goals and plan."""

from datetime import timedelta
from types import SimpleNamespace

from sqlmodel import Session

from app.goals import queries, states
from app.goals.actions import Step
from app.kit import clock
from app.kit.db import Database
from tests.cases import READ, WRITE, Case, may
from tests.goals.acts import add, evidence

LATER = (clock.today() + timedelta(days=200)).isoformat()
GOAL = {"to_proficiency": "4", "why": "words", "measure": "seen", "due_on": LATER, "hours": "20", "version": "1"}
NEW = GOAL | {"competency": "strategy", "from_proficiency": "2", "once": "a-token-of-a-form"}
SEEN = ("lin", "chen", "zhou", "dotted")
READERS = {"chen": 403, "zhou": 403, "dotted": 403}
MINE = may(303, "lin") | READERS
AGREE = may(303, "chen", "zhou") | {"lin": 403, "dotted": 403}


def goal(db: Session, people: SimpleNamespace) -> int:
    """A new draft of lin's, with one action."""
    return add(db, people.lin, actions=(Step("call three partners"),))


def action(db: Session, people: SimpleNamespace) -> int:
    found = queries.of_goal(db, goal(db, people))
    assert found
    return found.actions[0].id


def agreed(db: Session, people: SimpleNamespace) -> int:
    id = goal(db, people)
    states.agree(db, people.chen, id, 1)
    return id


def proof(db: Session, people: SimpleNamespace) -> int:
    return evidence(db, people.lin, "teamwork")


def met(db: Session, people: SimpleNamespace) -> int:
    id = goal(db, people)
    states.meet(db, people.lin, id, [proof(db, people)])
    return id


def dropped(db: Session, people: SimpleNamespace) -> int:
    id = goal(db, people)
    states.drop(db, people.lin, id, "another job")
    return id


ITS = {"goal": goal}
STEP = {"action": action}
# fmt: off
CASES: tuple[Case, ...] = (
    Case("GET /goals", "/goals", READ),
    Case("GET /people/{id}/goals", "/people/{lin}/goals", may(200, *SEEN)),
    Case("GET /goals/new", "/goals/new", READ),
    Case("GET /goals/new", "/goals/new?competency=strategy", READ),
    Case("POST /goals", "/goals", WRITE, NEW),
    Case(
        "PUT /goals/target", "/goals/target",
        WRITE | {"zhou": 422}, {"level": "director", "by_on": LATER, "why": "to lead"},
    ),
    Case("PUT /goals/hours", "/goals/hours", WRITE, {"hours_per_month": "12"}),
    Case("GET /goals/{id}", "/goals/{goal}", may(200, *SEEN), needs=ITS),
    Case("GET /goals/{id}", "/goals/{met}", may(200, *SEEN), needs={"met": met}),
    Case("GET /goals/{id}/edit", "/goals/{goal}/edit", may(200, "lin") | READERS, needs=ITS),
    Case("PUT /goals/{id}", "/goals/{goal}", MINE, GOAL, ITS),
    Case("PUT /goals/{id}/agreement", "/goals/{goal}/agreement", AGREE, {"version": "1"}, ITS),
    Case("DELETE /goals/{id}/agreement", "/goals/{agreed}/agreement", AGREE, {}, {"agreed": agreed}),
    Case("PUT /goals/{id}/pause", "/goals/{goal}/pause", MINE, {"reason": "busy season"}, ITS),
    Case("DELETE /goals/{id}/pause", "/goals/{goal}/pause", MINE, {}, ITS),
    Case(
        "PUT /goals/{id}/attainment", "/goals/{goal}/attainment", MINE, {"evidence": "{proof}"},
        ITS | {"proof": proof},
    ),
    Case("DELETE /goals/{id}/attainment", "/goals/{met}/attainment", MINE, {}, {"met": met}),
    Case("PUT /goals/{id}/abandonment", "/goals/{goal}/abandonment", MINE, {"reason": "another job"}, ITS),
    Case("DELETE /goals/{id}/abandonment", "/goals/{dropped}/abandonment", MINE, {}, {"dropped": dropped}),
    Case("POST /goals/{id}/actions", "/goals/{goal}/actions", MINE, {"title": "one more", "due_on": LATER}, ITS),
    Case("PUT /actions/{id}", "/actions/{action}", MINE, {"title": "another", "due_on": "", "version": "1"}, STEP),
    Case("PUT /actions/{id}/completion", "/actions/{action}/completion", MINE, {}, STEP),
    Case("DELETE /actions/{id}/completion", "/actions/{action}/completion", MINE, {}, STEP),
    Case("DELETE /actions/{id}", "/actions/{action}", MINE, {}, STEP),
)
# fmt: on
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/goals": ("lin", "/goals", 14),
    "/people/{id}/goals": ("chen", "/people/{lin}/goals", 17),
    "/goals/new": ("lin", "/goals/new?competency=strategy", 13),
    "/goals/{id}": ("chen", "/goals/{goal}", 13),
    "/goals/{id}/edit": ("lin", "/goals/{goal}/edit", 5),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/goals": (("linxiaoyu", "/goals"), ("zhaolei", "/goals"), ("wangfang", "/goals"), ("zhoumin", "/goals")),
    "/people/{id}/goals": (("chenjianguo", "/people/{lin}/goals"),),
    "/goals/new": (("linxiaoyu", "/goals/new"), ("linxiaoyu", "/goals/new?competency=data_analysis")),
    "/goals/{id}": (("linxiaoyu", "/goals/{goal}"), ("chenjianguo", "/goals/{goal}")),
    "/goals/{id}/edit": (("linxiaoyu", "/goals/{goal}/edit"),),
}
NAMES: dict[str, str] = {
    "goal": "SELECT min(id) FROM goal WHERE person_id = {lin} AND state IN ('drafted', 'agreed', 'paused')"
}
NO_PAGES: frozenset[str] = frozenset()


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    with database.writing() as db:
        met(db, people)
        return {"goal": goal(db, people)}
