"""What tests/rooms.py asks of the part level_changes of reviews."""

from datetime import timedelta
from types import SimpleNamespace

from sqlmodel import Session, col, select

from app.kit import clock
from app.kit.db import Database
from app.people.models import Placement
from app.reviews.level_changes import rules
from app.reviews.record_models import LevelChange
from tests.cases import READ, Case, may
from tests.reviews import signed

WORDS = "她已经独立带过两个项目"
LATER = (clock.today() + timedelta(days=9)).isoformat()
READERS = ("lin", "chen", "zhou", "wang")


def proposed(db: Session, people: SimpleNamespace) -> int:
    """chen's proposal for lin, which waits; the same one when there is one."""
    waits = select(LevelChange.id).where(col(LevelChange.decided_at).is_(None), col(LevelChange.withdrawn_at).is_(None))
    if found := db.exec(waits).first():
        return found
    _nothing_ahead(db, people.lin.person_id)
    id = signed.signed(db, people)
    made = rules.propose(db, people.chen, id, "senior", "specialist", WORDS)
    assert made.id is not None
    return made.id


def _nothing_ahead(db: Session, person_id: int) -> None:
    """As if the level that the walk approved for a later day had never been."""
    hers = select(Placement).where(Placement.person_id == person_id).order_by(col(Placement.since))
    for one in db.exec(hers):
        if one.since > clock.today():
            db.delete(one)
        elif one.until is not None and one.until > clock.today():
            one.until = None
    db.flush()


TALK, CHANGE = {"talk": signed.signed}, {"change": proposed}
NOT_HIS = {"lin": 403, "zhou": 403, "dotted": 403, "wang": 403}
NOT_HR = {"lin": 403, "chen": 403, "zhou": 403}
# fmt: off
CASES: tuple[Case, ...] = (
    Case("GET /conversations/{id}/level-changes/new", "/conversations/{talk}/level-changes/new",
         may(200, "chen") | NOT_HIS, needs=TALK),
    Case("POST /conversations/{id}/level-changes", "/conversations/{talk}/level-changes",
         may(303, "chen") | NOT_HIS, {"level": "senior/specialist", "words": WORDS}, TALK),
    Case("GET /level-changes", "/level-changes", READ),
    Case("GET /level-changes/{id}", "/level-changes/{change}", may(200, *READERS), needs=CHANGE),
    Case("PUT /level-changes/{id}/decision", "/level-changes/{change}/decision", may(303, "wang") | NOT_HR,
         {"outcome": "approved", "reason": "看过清单", "effective_on": LATER}, CHANGE),
    Case("PUT /level-changes/{id}/withdrawal", "/level-changes/{change}/withdrawal",
         may(303, "chen") | {"lin": 403, "zhou": 403, "wang": 403}, {}, CHANGE),
)
# fmt: on
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/conversations/{id}/level-changes/new": ("chen", "/conversations/{talk}/level-changes/new", 14),
    "/level-changes": ("chen", "/level-changes", 4),
    "/level-changes/{id}": ("wang", "/level-changes/{change}", 12),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/conversations/{id}/level-changes/new": (("chenjianguo", "/conversations/{lins}/level-changes/new"),),
    "/level-changes": (("wangfang", "/level-changes"), ("zhaolei", "/level-changes")),
    "/level-changes/{id}": (("wangfang", "/level-changes/{waits}"), ("wangfang", "/level-changes/{declined}")),
}
NAMES: dict[str, str] = {
    "lins": "SELECT max(id) FROM cycle_participant WHERE person_id = {lin}",
    "waits": "SELECT max(id) FROM level_change WHERE decided_at IS NULL",
    "declined": "SELECT max(id) FROM level_change WHERE outcome = 'declined'",
}
NO_PAGES: frozenset[str] = frozenset()


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    with database.writing() as db:
        return {"change": proposed(db, people)}
