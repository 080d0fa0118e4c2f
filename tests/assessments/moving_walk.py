"""What tests/rooms.py asks of moving an assessment to another version of the framework."""

from types import SimpleNamespace

from sqlmodel import Session

from app.assessments.models import Assessment
from app.framework import versions
from app.kit.db import Database
from tests.cases import Case, may
from tests.people import stage
from tests.revisions.weighing import moved_on


def behind(db: Session, people: SimpleNamespace) -> int:
    """lin's open assessment, begun before the framework changed; its id."""
    id = stage.draft(db, people)
    if db.get_one(Assessment, id).framework_version_id == versions.in_force(db).id:
        framework, renames = moved_on(versions.in_force(db).framework)
        versions.publish(db, None, framework, renames=renames)
    return id


def begun(db: Session, people: SimpleNamespace) -> int:
    return stage.draft(db, people)


OPEN = {"begun": begun}
CASES: tuple[Case, ...] = (
    Case("GET /assessments/{id}/framework", "/assessments/{begun}/framework", may(200, "lin"), needs=OPEN),
    Case(
        "PUT /assessments/{id}/framework", "/assessments/{begun}/framework", may(303, "lin"),
        {"to": "1", "seen": "0"}, OPEN,
    ),
)  # fmt: skip
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/assessments/{id}/framework": ("zhao", "/assessments/{draft}/framework", 7),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/assessments/{id}/framework": (("zhaolei", "/assessments/{draft}/framework"),),
}
NAMES: dict[str, str] = {}
NO_PAGES: frozenset[str] = frozenset()


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    return {}
