"""What tests/rooms.py asks of the room growth."""

from types import SimpleNamespace

from app.kit.db import Database
from tests.cases import READ, Case

CASES: tuple[Case, ...] = (
    Case("GET /me/file", "/me/file", READ),
    Case("GET /me/file.pdf", "/me/file.pdf", READ),
    Case("GET /me/data.zip", "/me/data.zip", READ),
)
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/me/file": ("lin", "/me/file", 51),
    "/me/file.pdf": ("lin", "/me/file.pdf", 54),
    "/me/data.zip": ("lin", "/me/data.zip", 64),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/me/file": (("linxiaoyu", "/me/file"), ("zhoumin", "/me/file"), ("admin", "/me/file")),
}
NAMES: dict[str, str] = {}
NO_PAGES: frozenset[str] = frozenset({"/me/file.pdf", "/me/data.zip"})


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    return {}
