"""What tests/rooms.py asks of the part packs of reviews."""

from types import SimpleNamespace

from app.kit.db import Database
from tests.cases import LINE, Case, may
from tests.cycles import acts
from tests.reviews import signed

LINE_ONLY = {"dotted": 403, "wang": 403}
SIDES = {"zhou": 403} | LINE_ONLY
TALK, SIGNED = {"talk": acts.opened}, {"talk": signed.signed}
# fmt: off
CASES: tuple[Case, ...] = (
    Case("GET /people/{id}/case", "/people/{lin}/case", may(200, "lin", "chen", "zhou") | LINE_ONLY),
    Case("GET /people/{id}/case.pdf", "/people/{lin}/case.pdf", may(200, "lin", "chen", "zhou") | LINE_ONLY),
    Case("GET /conversations/{id}/preparation", "/conversations/{talk}/preparation",
         may(200, "lin", "chen") | SIDES, needs=TALK),
    Case("GET /conversations/{id}/preparation.pdf", "/conversations/{talk}/preparation.pdf",
         may(200, "lin", "chen") | SIDES, needs=TALK),
    Case("GET /conversations/{id}/records/{number}.pdf", "/conversations/{talk}/records/1.pdf",
         may(200, *LINE), needs=SIGNED),
    Case("GET /conversations/{id}/records/{number}.pdf", "/conversations/{talk}/records/2.pdf",
         may(200), needs=SIGNED),
)
# fmt: on
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/people/{id}/case": ("chen", "/people/{lin}/case", 17),
    "/people/{id}/case.pdf": ("chen", "/people/{lin}/case.pdf", 17),
    "/conversations/{id}/preparation": ("chen", "/conversations/{signed}/preparation", 28),
    "/conversations/{id}/preparation.pdf": ("chen", "/conversations/{signed}/preparation.pdf", 28),
    "/conversations/{id}/records/{number}.pdf": ("wang", "/conversations/{signed}/records/1.pdf", 13),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/people/{id}/case": (("linxiaoyu", "/people/{lin}/case"), ("chenjianguo", "/people/{lin}/case")),
    "/conversations/{id}/preparation": (
        ("linxiaoyu", "/conversations/{prepared}/preparation"),
        ("chenjianguo", "/conversations/{prepared}/preparation"),
    ),
}
NAMES: dict[str, str] = {"prepared": "SELECT max(id) FROM cycle_participant WHERE person_id = {lin}"}
NO_PAGES: frozenset[str] = frozenset(
    {"/people/{id}/case.pdf", "/conversations/{id}/preparation.pdf", "/conversations/{id}/records/{number}.pdf"}
)


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    return {}
