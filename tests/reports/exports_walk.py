"""What tests/rooms.py asks of reports as files."""

from types import SimpleNamespace

from app.kit.db import Database
from tests.cases import Case, answers

FILTERED = {"format": "csv", "once": "a token of the form", "level": "intermediate"}
CASES: tuple[Case, ...] = (
    Case("GET /reports/{name}.{format}", "/reports/progression.csv", answers(200, ("wang",), 403, 303)),
    Case("GET /reports/{name}.{format}", "/reports/time-in-level.xlsx", answers(200, ("wang",), 403, 303)),
    Case(
        "POST /reports/{name}/exports", "/reports/progression/exports", answers(303, ("wang",), 403, 401), form=FILTERED
    ),
)
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/reports/{name}.{format}": ("wang", "/reports/progression.csv", 16),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {}
NAMES: dict[str, str] = {}
NO_PAGES: frozenset[str] = frozenset({"/reports/{name}.{format}"})


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    return {}
