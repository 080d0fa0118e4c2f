"""What tests/rooms.py asks of the room commitments."""

from datetime import timedelta
from types import SimpleNamespace

from sqlmodel import Session

from app.commitments import outcomes
from app.kit import clock
from app.kit.db import Database
from tests.cases import READ, Case, may
from tests.commitments import acts

LATER = (clock.today() + timedelta(days=100)).isoformat()
PROMISE = {"title": "Let her lead two talks", "due_on": LATER, "competency": "strategy"}
SIDES = ("lin", "chen")


def proposal(db: Session, people: SimpleNamespace) -> int:
    """Proposed anew each time: a promise of lin's in her conversation with chen."""
    return acts.proposed(db, people, people.lin, acts.promise(f"Number {clock.now().isoformat()}")).id or 0


def promise(db: Session, people: SimpleNamespace) -> int:
    """chen's to lin, in a signed conversation."""
    return acts.promised(db, people, people.chen, acts.promise(f"Number {clock.now().isoformat()}")).id or 0


def kept(db: Session, people: SimpleNamespace) -> int:
    id = promise(db, people)
    outcomes.keep(db, people.chen, id, "in Chengdu", 2)
    return id


def released(db: Session, people: SimpleNamespace) -> int:
    id = promise(db, people)
    outcomes.release(db, people.lin, id, "the partner is gone", 2)
    return id


def left_behind(db: Session, people: SimpleNamespace) -> int:
    """Promised to lin by gone, who led her until yesterday."""
    wanted = acts.promise(f"Number {clock.now().isoformat()}")
    return acts.promised(db, people, people.gone, wanted).id or 0


OPEN = {"promise": promise}
WHY = {"reason": "the fair was moved", "version": "2"}
# fmt: off
CASES: tuple[Case, ...] = (
    Case("GET /commitments", "/commitments", READ),
    Case("GET /commitments/{id}", "/commitments/{promise}", may(200, *SIDES), needs=OPEN),
    Case("GET /commitments/{id}", "/commitments/{proposal}", may(200, *SIDES), needs={"proposal": proposal}),
    Case("GET /commitments/{id}", "/commitments/{kept}", may(200, *SIDES), needs={"kept": kept}),
    Case("GET /commitments/{id}", "/commitments/{left}", may(200, *SIDES), needs={"left": left_behind}),
    Case(
        "PUT /commitments/{id}", "/commitments/{proposal}",
        may(303, *SIDES), PROMISE | {"version": "1"}, {"proposal": proposal},
    ),
    Case("DELETE /commitments/{id}", "/commitments/{proposal}", may(303, *SIDES), {}, {"proposal": proposal}),
    Case(
        "PUT /commitments/{id}/fulfilment", "/commitments/{promise}/fulfilment",
        may(303, *SIDES), {"note": "twice, in Chengdu", "version": "2"}, OPEN,
    ),
    Case(
        "DELETE /commitments/{id}/fulfilment", "/commitments/{kept}/fulfilment",
        may(303, *SIDES), WHY | {"version": "3"}, {"kept": kept},
    ),
    Case("PUT /commitments/{id}/day", "/commitments/{promise}/day", may(303, *SIDES), WHY | {"due_on": LATER}, OPEN),
    Case("PUT /commitments/{id}/release", "/commitments/{promise}/release", may(303, *SIDES), WHY, OPEN),
    Case(
        "DELETE /commitments/{id}/release", "/commitments/{released}/release",
        may(303, *SIDES), WHY | {"version": "3"}, {"released": released},
    ),
    Case(
        "PUT /commitments/{id}/owner", "/commitments/{left}/owner",
        may(303, "chen") | {"lin": 403}, {"version": "2"}, {"left": left_behind},
    ),
)
# fmt: on
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/commitments": ("chen", "/commitments", 6),
    "/commitments/{id}": ("chen", "/commitments/{proposal}", 11),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/commitments": (("linxiaoyu", "/commitments"), ("chenjianguo", "/commitments"), ("wangfang", "/commitments")),
    "/commitments/{id}": (("linxiaoyu", "/commitments/{commitment}"),),
}
NAMES: dict[str, str] = {"commitment": "SELECT min(id) FROM commitment WHERE person_id = {lin} AND state <> 'proposed'"}
NO_PAGES: frozenset[str] = frozenset()


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    with database.writing() as db:
        kept(db, people)
        return {"proposal": proposal(db, people)}
