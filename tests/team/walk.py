"""What tests/rooms.py asks of the room team."""

from types import SimpleNamespace

from app.kit.db import Database
from tests.cases import READ, Case

CASES: tuple[Case, ...] = (
    Case("GET /team", "/team", READ),
    Case("GET /team", "/team?whom=all&against=next&level=senior&q=chen&page=1", READ),
)
BUDGETS: dict[str, tuple[str | None, str, int]] = {"/team": ("chen", "/team", 15)}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/team": (
        ("chenjianguo", "/team"),
        ("zhoumin", "/team?whom=all&against=next"),
        ("zhoumin", "/team?whom=all&page=2"),
        ("chenjianguo", "/team?q=nobody"),
        ("linxiaoyu", "/team"),
    ),
}
NAMES: dict[str, str] = {}
NO_PAGES: frozenset[str] = frozenset()


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    return {}
