"""What tests/rooms.py asks of the room imports."""

from types import SimpleNamespace

from app.kit.db import Database
from tests.cases import Case

CASES: tuple[Case, ...] = ()
BUDGETS: dict[str, tuple[str | None, str, int]] = {}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {}
NAMES: dict[str, str] = {}
NO_PAGES: frozenset[str] = frozenset()


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    return {}
