"""What tests/rooms.py asks of the part signing of reviews."""

from types import SimpleNamespace

from sqlmodel import Session

from app.kit.db import Database
from app.reviews.signing import marks, queries
from app.reviews.signing.draft import draft
from app.reviews.talk import talk
from tests.cases import LINE, Case, may
from tests.reviews import signed


def shown(db: Session, people: SimpleNamespace) -> str:
    """The digest of what chen's page shows."""
    return marks.shown(draft(db, talk(db, people.chen, signed.ready(db, people))).content)


def record(db: Session, people: SimpleNamespace) -> int:
    """The first record of lin's conversation."""
    return queries.of_conversation(db, signed.signed(db, people))[0].id


READERS = {"zhou": 403, "dotted": 403, "wang": 403}
MANAGER = {"lin": 403} | READERS
HERS = {"chen": 403} | READERS
READY, SIGNED = {"talk": signed.ready}, {"talk": signed.signed}
# fmt: off
CASES: tuple[Case, ...] = (
    Case("GET /conversations/{id}/signature", "/conversations/{talk}/signature", may(200, "chen") | MANAGER,
         needs=READY),
    Case("GET /conversations/{id}/signature", "/conversations/{talk}/signature",
         may(303, "chen") | MANAGER | {"anonymous": 303}, needs=SIGNED),
    Case("PUT /conversations/{id}/signature", "/conversations/{talk}/signature", may(303, "chen") | MANAGER,
         {"shown": "{shown}", "marks": ""}, READY | {"shown": shown}),
    Case("GET /conversations/{id}/records/{number}", "/conversations/{talk}/records/1", may(200, *LINE), needs=SIGNED),
    Case("GET /conversations/{id}/records/{number}", "/conversations/{talk}/records/2", may(200), needs=SIGNED),
    Case("PUT /records/{id}/acknowledgement", "/records/{record}/acknowledgement", may(303, "lin") | HERS,
         needs={"record": record}),
    Case("PUT /records/{id}/dissent", "/records/{record}/dissent", may(303, "lin") | HERS,
         {"words": "I led it"}, {"record": record}),
)
# fmt: on
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/conversations/{id}/signature": ("chen", "/conversations/{to_sign}/signature", 20),
    "/conversations/{id}/records/{number}": ("wang", "/conversations/{signed}/records/1", 13),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/conversations/{id}/signature": (("chenjianguo", "/conversations/{to_sign}/signature"),),
    "/conversations/{id}/records/{number}": (
        ("linxiaoyu", "/conversations/{signed}/records/1"),
        ("chenjianguo", "/conversations/{signed}/records/1"),
        ("wangfang", "/conversations/{signed}/records/1"),
    ),
}
NAMES: dict[str, str] = {
    "signed": "SELECT p.id FROM cycle_participant p JOIN conversation_record r ON r.participant_id = p.id"
    " WHERE p.person_id = {lin} ORDER BY p.id DESC LIMIT 1",
}
NO_PAGES: frozenset[str] = frozenset()


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    """A conversation that can be signed and one that is, of people of chen's who are nobody else's."""
    with database.writing() as db:
        return {
            "to_sign": signed.ready(db, signed.instead_of_lin(db, people, "许诺")),
            "signed": signed.signed(db, signed.instead_of_lin(db, people, "程签")),
        }
