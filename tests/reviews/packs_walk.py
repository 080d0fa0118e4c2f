"""What tests/rooms.py asks of the part packs of reviews."""

from types import SimpleNamespace

from app.kit.db import Database
from tests.cases import Case, may

LINE_ONLY = {"dotted": 403, "wang": 403}
CASES: tuple[Case, ...] = (
    Case("GET /people/{id}/case", "/people/{lin}/case", may(200, "lin", "chen", "zhou") | LINE_ONLY),
    Case("GET /people/{id}/case.pdf", "/people/{lin}/case.pdf", may(200, "lin", "chen", "zhou") | LINE_ONLY),
)
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/people/{id}/case": ("chen", "/people/{lin}/case", 17),
    "/people/{id}/case.pdf": ("chen", "/people/{lin}/case.pdf", 17),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/people/{id}/case": (("linxiaoyu", "/people/{lin}/case"), ("chenjianguo", "/people/{lin}/case")),
}
NAMES: dict[str, str] = {}
NO_PAGES: frozenset[str] = frozenset({"/people/{id}/case.pdf"})


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    return {}
