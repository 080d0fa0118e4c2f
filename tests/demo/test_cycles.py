"""The review cycles of the demo organisation, on every framework that is found."""

from hashlib import sha256

from sqlmodel import Session, col, select

from app.cycles import queries
from app.cycles.models import ReviewCycle
from app.reviews.record_models import ConversationRecord
from app.reviews.talk import progress
from tests.demo.conftest import by_login


def test_one_cycle_is_over_and_one_runs_with_conversations_in_every_state(db: Session) -> None:
    cycles = list(db.exec(select(ReviewCycle).order_by(col(ReviewCycle.opens_on))))
    assert [cycle.closed_at is None for cycle in cycles] == [False, True]
    states: dict[int | None, set[str]] = {cycle.id: set() for cycle in cycles}
    for cycle in cycles:
        found = progress(db, queries.of_cycle(db, cycle.id or 0))
        states[cycle.id] = {one.state for one in found.values()}
    assert "acknowledged" in states[cycles[0].id]
    assert {"preparing", "open"} <= states[cycles[1].id]


def test_lin_and_chen_are_in_the_middle_of_their_conversation(db: Session) -> None:
    lin, chen = by_login(db, "linxiaoyu"), by_login(db, "chenjianguo")
    latest, before = queries.of_people(db, [lin.id or 0])
    found = progress(db, [latest, before])
    assert found[before.id].state == "acknowledged"
    assert (found[latest.id].state, found[latest.id].assessor_id) == ("open", chen.id)


def test_records_keep_their_digest(db: Session) -> None:
    for stored in db.exec(select(ConversationRecord)):
        assert sha256(stored.content.encode()).hexdigest() == stored.sha256
