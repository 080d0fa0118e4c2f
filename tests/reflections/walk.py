"""What tests/rooms.py asks of the room reflections."""

from types import SimpleNamespace
from typing import Any

from sqlmodel import Session

from app.kit.db import Database
from app.reflections import asking
from tests.cases import READ, WRITE, Case, may
from tests.reflections import acts


def draft(db: Session, people: SimpleNamespace) -> int:
    return acts.drafted(db, people.lin)


def done(db: Session, people: SimpleNamespace) -> int:
    return acts.finished(db, people.lin)


def due(db: Session, people: SimpleNamespace) -> str:
    """The key of an occasion that asks lin alone."""
    return f"project:{acts.closed_project(db, people.lin)}"


def snooze(db: Session, people: SimpleNamespace) -> int:
    return asking.snooze(db, people.lin, due(db, people), "week").id or 0


PUT_OFF = {"snooze": snooze}
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
DRAFT, DONE = {"draft": draft}, {"done": done}
MANAGERS = may(200, "lin", "chen", "zhou")
CASES: tuple[Case, ...] = (
    Case("GET /reflections", "/reflections", READ),
    Case("POST /reflections", "/reflections", WRITE, {"occasion": "own:0123456789"}),
    Case(
        "POST /reflections/snoozes", "/reflections/snoozes", may(303, "lin"), {"occasion": "{due}", "span": "week"},
        {"due": due},
    ),
    Case("DELETE /reflections/snoozes/{id}", "/reflections/snoozes/{snooze}", may(303, "lin"), needs=PUT_OFF),
    Case("PUT /reflections/cadence", "/reflections/cadence", WRITE, {"cadence": "monthly"}),
    Case("GET /reflections/{id}", "/reflections/{draft}", may(200, "lin"), needs=DRAFT),
    Case("GET /reflections/{id}", "/reflections/{done}", may(200, "lin"), needs=DONE),
    Case(
        "PUT /reflections/{id}", "/reflections/{draft}", may(303, "lin"), {"answer": acts.TEXT, "version": "2"}, DRAFT
    ),
    Case("GET /reflections/{id}/completion", "/reflections/{draft}/completion", may(200, "lin"), needs=DRAFT),
    Case(
        "PUT /reflections/{id}/completion", "/reflections/{draft}/completion", may(303, "lin"),
        {"change": "nothing", "nothing.reason": "it works"}, DRAFT,
    ),
    Case("DELETE /reflections/{id}", "/reflections/{draft}", may(303, "lin"), needs=DRAFT),
    Case("DELETE /reflections/{id}", "/reflections/{done}", may(303, "lin"), needs=DONE),
    Case("PUT /reflections/{id}/excerpts", "/reflections/{done}/excerpts", may(303, "lin"), {"sentence": "0"}, DONE),
    Case("DELETE /excerpts/{id}", "/excerpts/{excerpt}", may(303, "lin"), needs={"excerpt": acts.excerpt}),
    Case("GET /people/{id}/excerpts", "/people/{lin}/excerpts", MANAGERS, needs={"shared": acts.excerpt}),
)  # fmt: skip
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/reflections": ("lin", "/reflections", 12),
    "/reflections/{id}": ("lin", "/reflections/{reflection_draft}", 2),
    "/reflections/{id}/completion": ("lin", "/reflections/{reflection_draft}/completion", 12),
    "/people/{id}/excerpts": ("chen", "/people/{lin}/excerpts", 7),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/reflections": (("linxiaoyu", "/reflections"), ("admin", "/reflections")),
    "/reflections/{id}": (("zhaolei", "/reflections/{reflecting}"), ("zhaolei", "/reflections/{reflected}")),
    "/reflections/{id}/completion": (("zhaolei", "/reflections/{reflecting}/completion"),),
    "/people/{id}/excerpts": (("linxiaoyu", "/people/{lin}/excerpts"), ("chenjianguo", "/people/{lin}/excerpts")),
}
NAMES: dict[str, str] = {}
NO_PAGES: frozenset[str] = frozenset()


def prepare(visitor: Any) -> dict[str, int]:
    """A draft and a finished reflection of whoever sits at this browser."""

    def sent(path: str, **form: str) -> int:
        answer = visitor.context.request.post(visitor.site.origin + path, form=form, headers=SAME_ORIGIN)
        assert answer.ok, answer.url
        last = answer.url.rpartition("/")[2]
        return int(last)

    reflecting = sent("/reflections", occasion="own:reflecting")
    reflected = sent("/reflections", occasion="own:reflected")
    for id in (reflecting, reflected):
        sent(f"/reflections/{id}?_method=put", answer=acts.TEXT, version="1")
    ending = {"change": "nothing", "nothing.reason": "it works"}
    sent(f"/reflections/{reflected}/completion?_method=put", **ending)
    sent(f"/reflections/{reflected}/excerpts?_method=put", sentence="1", passage="In short: ask first.")
    return {"reflecting": reflecting, "reflected": reflected}


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    with database.writing() as db:
        acts.shared(db, people.lin)
        return {"reflection_draft": acts.drafted(db, people.lin)}
