"""What tests/rooms.py asks of the impact of a draft."""

from types import SimpleNamespace
from typing import TYPE_CHECKING

from sqlmodel import Session

from app.framework import versions
from app.kit.db import Database
from app.people.models import Account
from tests.cases import HR_READ, Case
from tests.revisions.weighing import asking, drafted

if TYPE_CHECKING:
    from tests.browser.visitor import Visitor


def draft(db: Session, people: SimpleNamespace) -> int:
    """A draft that asks seniors for more; its id."""
    return drafted(db, people.wang.person_id, asking(versions.in_force(db).framework, "senior", data_analysis=5))


CASES: tuple[Case, ...] = (
    Case("GET /framework/drafts/{id}/impact", "/framework/drafts/{weighed}/impact", HR_READ, needs={"weighed": draft}),
)
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/framework/drafts/{id}/impact": ("wang", "/framework/drafts/{weighed}/impact", 8),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/framework/drafts/{id}/impact": (("wangfang", "/framework/drafts/{weighed}/impact"),),
}
NAMES: dict[str, str] = {}
NO_PAGES: frozenset[str] = frozenset()


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    with database.writing() as db:
        return {"weighed": draft(db, people)}


def prepare(visitor: "Visitor") -> dict[str, int]:
    """A draft of the demo organisation."""
    database = Database(f"sqlite:///{visitor.site.database}")
    with database.writing() as db:
        by = db.get_one(Account, 1).person_id
        framework = versions.in_force(db).framework
        found = drafted(db, by, asking(framework, framework.levels[2].id, data_analysis=5))
    database.dispose()
    return {"weighed": found}
