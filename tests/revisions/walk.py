"""What tests/rooms.py asks of the room revisions."""

from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

from sqlmodel import Session, select

from app.framework import versions
from app.kit import clock
from app.kit.db import Database
from app.people.access import Actor
from app.people.models import Account
from tests.cases import HR_READ, HR_WRITE, READ, Case
from tests.revisions.drafting import RENAMES, another, draft

if TYPE_CHECKING:
    from tests.browser.visitor import Visitor


def second(db: Session, people: SimpleNamespace) -> int:
    """A version that comes into force in a month; its number."""
    framework = another(versions.in_force(db).framework)
    day = clock.today() + timedelta(days=30)
    return versions.publish(db, people.wang.person_id, framework, day, RENAMES).id or 0


DRAFT = {"draft": draft}
DAY = clock.today().isoformat()
CASES: tuple[Case, ...] = (
    Case("GET /framework/versions", "/framework/versions", READ),
    Case("GET /framework/versions/{id}", "/framework/versions/1", READ),
    Case("GET /framework/versions/{id}.zip", "/framework/versions/1.zip", READ),
    Case("GET /framework/versions/{id}.json", "/framework/versions/1.json", READ),
    Case(
        "GET /framework/versions/{id}/difference",
        "/framework/versions/{second}/difference",
        READ,
        needs={"second": second},
    ),
    Case("POST /framework/drafts", "/framework/drafts", HR_WRITE, form={"source": "server"}),
    Case("GET /framework/drafts/{id}", "/framework/drafts/{draft}", HR_READ, needs=DRAFT),
    Case("GET /framework/drafts/{id}.zip", "/framework/drafts/{draft}.zip", HR_READ, needs=DRAFT),
    Case("DELETE /framework/drafts/{id}", "/framework/drafts/{draft}", HR_WRITE, needs=DRAFT),
    Case(
        "PUT /framework/drafts/{id}/renames",
        "/framework/drafts/{draft}/renames",
        HR_WRITE,
        form={"competencies.innovation": "renewal", "version": "1"},
        needs=DRAFT,
    ),
    Case(
        "PUT /framework/drafts/{id}/publication",
        "/framework/drafts/{draft}/publication",
        HR_WRITE,
        form={"effective_on": DAY, "base": "1", "version": "1"},
        needs=DRAFT,
    ),
)
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/framework/versions": ("wang", "/framework/versions", 4),
    "/framework/versions/{id}": ("lin", "/framework/versions/1", 2),
    "/framework/versions/{id}.zip": ("lin", "/framework/versions/1.zip", 2),
    "/framework/versions/{id}.json": ("lin", "/framework/versions/1.json", 2),
    "/framework/versions/{id}/difference": ("lin", "/framework/versions/{second_version}/difference", 2),
    "/framework/drafts/{id}": ("wang", "/framework/drafts/{open_draft}", 3),
    "/framework/drafts/{id}.zip": ("wang", "/framework/drafts/{open_draft}.zip", 2),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/framework/versions": (("linxiaoyu", "/framework/versions"), ("wangfang", "/framework/versions")),
    "/framework/versions/{id}": (("linxiaoyu", "/framework/versions/1"),),
    "/framework/versions/{id}/difference": (("linxiaoyu", "/framework/versions/{second_version}/difference"),),
    "/framework/drafts/{id}": (("wangfang", "/framework/drafts/{framework_draft}"),),
}
NAMES: dict[str, str] = {}
NO_PAGES: frozenset[str] = frozenset(
    {"/framework/versions/{id}.zip", "/framework/versions/{id}.json", "/framework/drafts/{id}.zip"}
)


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    with database.writing() as db:
        return {"open_draft": draft(db, people), "second_version": second(db, people)}


def prepare(visitor: "Visitor") -> dict[str, int]:
    """A draft of the demo organisation, and a version that is set for later."""
    database = Database(f"sqlite:///{visitor.site.database}")
    with database.writing() as db:
        hr = access_of(db, "wangfang")
        found = {"framework_draft": draft(db, hr), "second_version": second(db, hr)}
    database.dispose()
    return found


def access_of(db: Session, login: str) -> SimpleNamespace:
    """Whoever has this login, as HR, under the name that the cast has."""
    account = db.exec(select(Account).where(Account.login == login)).one()
    return SimpleNamespace(wang=Actor(account.person_id, account.id or 0, 0, login, login, frozenset({"hr"})))
