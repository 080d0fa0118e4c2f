"""What tests/rooms.py asks of the room reports."""

from types import SimpleNamespace

from app.kit.db import Database
from app.reports.registry import REPORTS
from tests.cases import Case, answers

HR = answers(200, ("wang",), 403, 303)
CASES: tuple[Case, ...] = (
    Case("GET /reports", "/reports", HR),
    *(Case("GET /reports/{name}", f"/reports/{report.name}", HR) for report in REPORTS),
)
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/reports": ("wang", "/reports", 1),
    "/reports/{name}": ("wang", "/reports/progression", 20),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/reports": (("wangfang", "/reports"),),
    "/reports/{name}": (
        *(("wangfang", f"/reports/{report.name}") for report in REPORTS),
        ("wangfang", "/reports/progression?word=nobody"),
        ("wangfang", "/reports/progression?day=2026-06-30&page=2"),
    ),
}
NAMES: dict[str, str] = {}
NO_PAGES: frozenset[str] = frozenset()


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    return {}
