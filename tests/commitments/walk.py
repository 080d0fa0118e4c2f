"""What tests/rooms.py asks of the room commitments."""

from datetime import timedelta
from types import SimpleNamespace

from sqlmodel import Session, select

from app.commitments import outcomes
from app.commitments.models import Commitment
from app.commitments.rules import Promise
from app.kit import clock
from app.kit.db import Database
from app.people.access import Actor
from tests.cases import READ, Case, may
from tests.commitments import acts

LATER = (clock.today() + timedelta(days=100)).isoformat()
PROMISE = {"title": "Let her lead two talks", "due_on": LATER, "competency": "strategy"}
SIDES = ("lin", "chen")


def _present(db: Session, owner: Actor, state: str, version: int) -> int | None:
    """One that an earlier need made and nobody changed: a conversation does not hold any number of them."""
    found = select(Commitment.id).where(Commitment.state == state, Commitment.version == version)
    return db.exec(found.where(Commitment.owner_id == owner.person_id)).first()


def proposal(db: Session, people: SimpleNamespace) -> int:
    """A promise of lin's in her conversation with chen, not signed yet."""
    return _present(db, people.lin, "proposed", 1) or acts.proposed(db, people, people.lin, _promise()).id or 0


def promise(db: Session, people: SimpleNamespace, owner: str = "chen") -> int:
    """chen's to lin, in a signed conversation."""
    who = getattr(people, owner)
    return _present(db, who, "open", 2) or acts.promised(db, people, who, _promise()).id or 0


def _promise() -> Promise:
    return acts.promise(f"Number {clock.now().isoformat()}")


def kept(db: Session, people: SimpleNamespace) -> int:
    if found := _present(db, people.chen, "kept", 3):
        return found
    id = promise(db, people)
    outcomes.keep(db, people.chen, id, "in Chengdu", 2)
    return id


def released(db: Session, people: SimpleNamespace) -> int:
    if found := _present(db, people.chen, "released", 3):
        return found
    id = promise(db, people)
    outcomes.release(db, people.lin, id, "the partner is gone", 2)
    return id


def left_behind(db: Session, people: SimpleNamespace) -> int:
    """Promised to lin by gone, who led her until yesterday."""
    return promise(db, people, "gone")


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
    "/commitments/{id}": ("chen", "/commitments/{proposal}", 10),
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
