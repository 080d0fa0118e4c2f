"""What tests/rooms.py asks of the room privacy."""

from types import SimpleNamespace

from sqlmodel import Session

from app.kit.db import Database
from app.privacy import corrections, holds, requests
from tests.cases import ADMIN_READ, HR_READ, HR_WRITE, READ, WRITE, Case, answers

WANTED = "林晓予"
REASON = {"reason": "arbitration 12"}
HERS = answers(303, ("lin",), 404, 401)


def asked(db: Session, people: SimpleNamespace) -> int:
    """An open correction that lin asked for; its id."""
    return corrections.ask(db, people.lin, "other", WANTED, "").id or 0


def erasure(db: Session, people: SimpleNamespace) -> int:
    """lin's open request to be erased; its id."""
    return requests.ask(db, people.lin, "").id or 0


def own_erasure(db: Session, people: SimpleNamespace) -> int:
    return erasure(db, people)


def held(db: Session, people: SimpleNamespace) -> int:
    """zhao, of whom a legal hold stands."""
    if not holds.held(db, people.zhao.person_id):
        holds.place(db, people.wang, people.zhao.person_id, "arbitration")
    return people.zhao.person_id


def free(db: Session, people: SimpleNamespace) -> int:
    """zhao, of whom none stands."""
    if holds.held(db, people.zhao.person_id):
        holds.lift(db, people.wang, people.zhao.person_id, "over")
    return people.zhao.person_id


DECLINED = {"outcome": "declined", "answer": "the file says so"}
# fmt: off
CASES: tuple[Case, ...] = (
    Case("GET /me/data", "/me/data", READ),
    Case("POST /me/corrections", "/me/corrections", WRITE, {"field": "other", "wanted": WANTED}),
    Case("DELETE /me/corrections/{id}", "/me/corrections/{asked}", HERS, needs={"asked": asked}),
    Case("POST /me/erasure", "/me/erasure", WRITE),
    Case("DELETE /me/erasure", "/me/erasure", HERS, needs={"erasure": erasure}),
    Case("GET /corrections", "/corrections", HR_READ),
    Case("GET /corrections/{id}", "/corrections/{asked}", HR_READ, needs={"asked": asked}),
    Case("PUT /corrections/{id}/answer", "/corrections/{asked}/answer", HR_WRITE, DECLINED, {"asked": asked}),
    Case("GET /erasures", "/erasures", HR_READ),
    Case("GET /erasures/{id}", "/erasures/{erasure}", HR_READ, needs={"erasure": erasure}),
    Case("PUT /erasures/{id}/decision", "/erasures/{erasure}/decision", HR_WRITE, DECLINED, {"erasure": erasure}),
    Case("GET /people/{id}/legal-hold", "/people/{lin}/legal-hold", HR_READ),
    Case("PUT /people/{id}/legal-hold", "/people/{free}/legal-hold", HR_WRITE, REASON, {"free": free}),
    Case("DELETE /people/{id}/legal-hold", "/people/{held}/legal-hold", HR_WRITE, REASON, {"held": held}),
    Case("POST /people/{id}/erasures", "/people/{lin}/erasures", HR_WRITE, {"words": "by letter"}),
    Case("GET /retention", "/retention", {**ADMIN_READ, "wang": 200}),
    Case("PUT /retention/{kind}", "/retention/keys", HR_WRITE, {"months": "3", "before": "3"}),
)
# fmt: on
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/me/data": ("lin", "/me/data", 7),
    "/corrections": ("wang", "/corrections", 3),
    "/corrections/{id}": ("wang", "/corrections/{asked}", 3),
    "/erasures": ("wang", "/erasures", 3),
    "/erasures/{id}": ("wang", "/erasures/{erasure}", 4),
    "/people/{id}/legal-hold": ("wang", "/people/{lin}/legal-hold", 5),
    "/retention": ("wang", "/retention", 3),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/me/data": (("linxiaoyu", "/me/data"), ("wangfang", "/me/data")),
    "/corrections": (("wangfang", "/corrections"),),
    "/corrections/{id}": (
        ("wangfang", "/corrections/{correction}"),
        ("wangfang", "/corrections/{dated}"),
        ("wangfang", "/corrections/{answered}"),
    ),
    "/erasures": (("wangfang", "/erasures"),),
    "/erasures/{id}": (("wangfang", "/erasures/{letter}"),),
    "/people/{id}/legal-hold": (("wangfang", "/people/{lin}/legal-hold"), ("wangfang", "/people/{gone}/legal-hold")),
    "/retention": (("wangfang", "/retention"), ("admin", "/retention")),
}
NAMES: dict[str, str] = {
    "correction": "SELECT id FROM correction WHERE answered_at IS NULL AND person_id = {lin}",
    "dated": "SELECT id FROM correction WHERE answered_at IS NULL AND person_id <> {lin}",
    "answered": "SELECT id FROM correction WHERE answered_at IS NOT NULL",
    "letter": "SELECT id FROM erasure",
}
NO_PAGES: frozenset[str] = frozenset()


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    with database.writing() as db:
        return {"asked": asked(db, people), "erasure": erasure(db, people)}
