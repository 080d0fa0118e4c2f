"""What tests/rooms.py asks of the part calibration of reviews."""

from types import SimpleNamespace

from sqlmodel import Session

from app.kit.db import Database
from app.reviews.calibration.changing import calibrating
from app.reviews.talk import talk
from tests.cases import Case, may
from tests.cycles import acts
from tests.reviews.calibrating import calibrated
from tests.reviews.signed import signed

TALK = {"talk": acts.opened}
SIGNED = {"signed": signed}
OPEN = may(200, "zhou") | dict.fromkeys(("lin", "chen", "dotted", "wang"), 403)
CYCLE = {"cycle": lambda db, people: cycle_of_lin(db, people)}

CASES: tuple[Case, ...] = (
    Case(
        "GET /cycles/{id}/calibration", "/cycles/{cycle}/calibration", may(200, "zhou", "wang", otherwise=403),
        needs=CYCLE,
    ),
    Case(
        "GET /conversations/{id}/calibrations/new", "/conversations/{talk}/calibrations/new", OPEN, needs=TALK,
    ),
    Case(
        "GET /conversations/{id}/calibrations/new", "/conversations/{signed}/calibrations/new",
        OPEN | {"wang": 200}, needs=SIGNED,
    ),
    Case(
        "POST /conversations/{id}/calibrations", "/conversations/{talk}/calibrations",
        OPEN | {"anonymous": 401, "zhou": 303},
        {"competency": "strategy", "to": "1", "reason": "compared with others", "seen": "{seen}"},
        TALK | {"seen": lambda db, people: seen(db, people)},
    ),
)  # fmt: skip
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/conversations/{id}/calibrations/new": ("zhou", "/conversations/{to_calibrate}/calibrations/new", 15),
    "/cycles/{id}/calibration": ("zhou", "/cycles/{calibrated}/calibration", 10),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/conversations/{id}/calibrations/new": (("zhoumin", "/conversations/{to_sign}/calibrations/new"),),
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


def seen(db: Session, people: SimpleNamespace) -> int:
    """What the page says about the changes so far."""
    return calibrating(db, people.zhou, acts.opened(db, people)).seen


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    with database.writing() as db:
        return {"calibrated": calibrated(db, people), "to_calibrate": acts.opened(db, people)}
