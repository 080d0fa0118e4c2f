"""What tests/rooms.py asks of everybody as a file."""

from types import SimpleNamespace

from app.kit.db import Database
from tests.cases import HR_READ, Case

CASES: tuple[Case, ...] = (
    Case("GET /people/export.{format}", "/people/export.xlsx", HR_READ),
    Case("GET /people/export.{format}", "/people/export.csv", HR_READ),
)
BUDGETS: dict[str, tuple[str | None, str, int]] = {"/people/export.{format}": ("wang", "/people/export.csv", 9)}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {}
NAMES: dict[str, str] = {}
NO_PAGES: frozenset[str] = frozenset({"/people/export.{format}"})


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    return {}
