"""What never changes goes only with the person whose it is, while her erasure is begun and not done."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from app.kit import clock
from app.kit.db import Database
from app.privacy.models import Erasure
from tests.assessments.acts import written
from tests.growth import talked

GUARDED = {
    "record_answer": "id > 0",
    "conversation_record": "id > 0",
    "calibration_change": "id > 0",
    "cycle_handover": "id > 0",
    "commitment_event": "id > 0",
    "rating": "assessment_id IN (SELECT id FROM assessment WHERE submitted_at IS NOT NULL)",
    "assessment": "submitted_at IS NOT NULL",
}
REFUSED = r"append-only|frozen"
STATES = {"asked": (False, False), "done": (True, True), "somebody else's": (True, False)}


@pytest.fixture
def signed(database: Database, people):
    written(database, people.lin, people.lin, teamwork=2)
    talked.talk(database, people)
    return people


def erasure(db: Session, person_id: int, begun: bool, done: bool) -> None:
    now = clock.now()
    db.add(Erasure(
        person_id=person_id, asked_at=now, outcome="granted", decided_at=now, begun_at=now if begun else None,
        done_at=now if done else None,
    ))  # fmt: skip


def attempt(database: Database, statement: str) -> None:
    with database.writing() as db:
        db.execute(text(statement))


@pytest.mark.parametrize("state", STATES)
def test_nothing_that_is_signed_goes(database: Database, signed, state: str):
    whose = signed.zhao if state == "somebody else's" else signed.lin
    with database.writing() as db:
        erasure(db, whose.person_id, *STATES[state])
    for table, condition in GUARDED.items():
        with database.reading() as db:
            assert db.execute(text(f"SELECT count(*) FROM {table} WHERE {condition}")).scalar(), table
        with pytest.raises(DBAPIError, match=REFUSED):
            attempt(database, f"DELETE FROM {table} WHERE {condition}")


def test_while_it_is_begun_rows_go_but_none_changes(database: Database, signed):
    with database.writing() as db:
        erasure(db, signed.lin.person_id, begun=True, done=False)
    columns = {"rating": "note", "assessment": "level", "conversation_record": "content", "record_answer": "words",
               "calibration_change": "reason", "cycle_handover": "reason", "commitment_event": "note"}  # fmt: skip
    for table, condition in GUARDED.items():
        with pytest.raises(DBAPIError, match=REFUSED):
            attempt(database, f"UPDATE {table} SET {columns[table]} = 'x' WHERE {condition}")
    for table in ("trail_event", "framework_version"):
        with pytest.raises(DBAPIError, match="append-only"):
            attempt(database, f"DELETE FROM {table}")
    attempt(database, "DELETE FROM record_answer")
