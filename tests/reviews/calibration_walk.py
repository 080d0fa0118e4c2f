"""What tests/rooms.py asks of the part calibration of reviews."""

from types import SimpleNamespace

from sqlmodel import Session

from app.kit.db import Database
from app.reviews.talk import talk
from tests.cases import Case, may
from tests.cycles import acts
from tests.reviews.calibrating import calibrated

CYCLE = {"cycle": lambda db, people: cycle_of_lin(db, people)}

CASES: tuple[Case, ...] = (
    Case(
        "GET /cycles/{id}/calibration", "/cycles/{cycle}/calibration", may(200, "zhou", "wang", otherwise=403),
        needs=CYCLE,
    ),
)  # fmt: skip
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/cycles/{id}/calibration": ("zhou", "/cycles/{calibrated}/calibration", 10),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/cycles/{id}/calibration": (
        ("wangfang", "/cycles/{closed_cycle}/calibration"),
        ("wangfang", "/cycles/{closed_cycle}/calibration?competency=teamwork&ratings=agreed"),
        ("wangfang", "/cycles/{running_cycle}/calibration"),
    ),
}
NAMES: dict[str, str] = {
    "closed_cycle": "SELECT id FROM review_cycle WHERE closed_at IS NOT NULL ORDER BY id",
    "running_cycle": "SELECT id FROM review_cycle WHERE closed_at IS NULL ORDER BY id",
}
NO_PAGES: frozenset[str] = frozenset()


def cycle_of_lin(db: Session, people: SimpleNamespace) -> int:
    """A cycle in which chen assesses lin."""
    return talk(db, people.lin, acts.conversation(db, people)).participation.cycle.id


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    with database.writing() as db:
        return {"calibrated": calibrated(db, people)}
