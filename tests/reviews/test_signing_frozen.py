"""What was signed cannot be changed, not even in the database itself; and the doctor sees when it was."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.kit import clock
from app.kit.db import Database
from app.people import rules as people_rules
from app.reviews.signing import amending, queries, rules
from app.reviews.signing.amending import Changes
from app.reviews.signing.snapshot import Agreed
from app.reviews.signing.verifying import broken
from tests.people.asking import state
from tests.reviews import signed

TABLES = ("conversation_record", "record_answer", "calibration_change", "cycle_handover", "commitment_event")
COLUMN = {
    "conversation_record": "content", "record_answer": "words", "calibration_change": "reason",
    "cycle_handover": "reason", "commitment_event": "note",
}  # fmt: skip


@pytest.fixture
def id(database, people) -> int:
    """A conversation with a row in every table that never changes."""
    with database.writing() as db:
        id = signed.signed(db, people)
        record = queries.of_conversation(db, id)[0].id
        rules.acknowledge(db, people.lin, record)
        rules.dissent(db, people.lin, record, "我不同意")
        amending.amend_as_manager(db, people.chen, id, 1, Changes(agreed={"teamwork": Agreed(4, False)}), "改正")
        for table, columns in (
            ("calibration_change", "competency, from_proficiency, to_proficiency, reason"),
            ("cycle_handover", "from_id, to_id, reason"),
        ):
            by = people.zhou.person_id
            values = f"'teamwork', 2, 3, 'because', {by}" if table == "calibration_change" else f"{by}, {by}, 'r', {by}"
            db.execute(
                text(
                    f"INSERT INTO {table} (participant_id, {columns}, by_id, at) "
                    f"VALUES ({id}, {values}, '2026-01-01 00:00:00')"
                )
            )
        return id


def refused(database: Database, statement: str) -> None:
    before = state(database)
    with pytest.raises(DatabaseError), database.writing() as db:
        db.execute(text(statement))
    assert state(database) == before


@pytest.mark.parametrize("table", TABLES)
def test_no_row_changes_or_goes(database, id, table):
    refused(database, f"UPDATE {table} SET {COLUMN[table]} = 'x'")
    refused(database, f"UPDATE {table} SET at = '2020-01-01 00:00:00'")
    refused(database, f"DELETE FROM {table}")


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_replaced_or_truncated(database, id, table):
    if database.sqlite:
        refused(database, f"REPLACE INTO {table} SELECT * FROM {table}")
        refused(database, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")
        refused(database, f"UPDATE OR REPLACE {table} SET id = id + 1000")
    else:
        refused(database, f"TRUNCATE {table} CASCADE")
        refused(database, f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT (id) DO UPDATE SET id = 0")


def test_the_agreed_ratings_are_as_frozen(database, id):
    agreed = "assessment_id IN (SELECT id FROM assessment WHERE agreed_in IS NOT NULL)"
    refused(database, f"UPDATE rating SET proficiency = 5 WHERE {agreed}")
    refused(database, f"DELETE FROM rating WHERE {agreed}")
    refused(database, "UPDATE assessment SET agreed_in = NULL WHERE agreed_in IS NOT NULL")
    refused(database, "DELETE FROM assessment WHERE agreed_in IS NOT NULL")


def test_one_first_record_and_one_answer_of_a_kind(database, people, id):
    columns = "content, sha256, reason, by_id, at, assessment_id"
    row = f"SELECT participant_id, 1, 'signed', {columns} FROM conversation_record WHERE number = 1"
    with pytest.raises(IntegrityError), database.writing() as db:
        db.execute(text(f"INSERT INTO conversation_record (participant_id, number, kind, {columns}) {row}"))
    answer = "SELECT record_id, kind, 'anders', at, by_id FROM record_answer WHERE kind = 'dissent'"
    with pytest.raises(IntegrityError), database.writing() as db:
        db.execute(text(f"INSERT INTO record_answer (record_id, kind, words, at, by_id) {answer}"))


def test_the_doctor_finds_nothing(database, id):
    with database.reading() as db:
        assert list(broken(db)) == []


def tampered(database: Database, table: str, *statements: str) -> list[tuple[int, str]]:
    """What the doctor says after somebody with the keys to the database did this: (number, kind)."""
    with database.writing() as db:
        if database.sqlite:
            for (name,) in db.execute(
                text(f"SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='{table}'")
            ):
                db.execute(text(f"DROP TRIGGER {name}"))
        else:
            db.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        for statement in statements:
            db.execute(text(statement))
    with database.reading() as db:
        return [(one.number, one.kind) for one in broken(db)]


def test_the_doctor_sees_another_content(database, id):
    change = "UPDATE conversation_record SET content = replace(content, '先说了', '没有说') WHERE number = 1"
    assert tampered(database, "conversation_record", change) == [(1, "digest")]


def test_the_doctor_sees_another_content_with_its_digest(database, id):
    change = "UPDATE conversation_record SET by_id = by_id + 1 WHERE number = 2"
    assert tampered(database, "conversation_record", change) == [(2, "content")]


def test_the_doctor_sees_another_rating(database, id):
    first = "(SELECT assessment_id FROM conversation_record WHERE number = 1)"
    change = f"UPDATE rating SET proficiency = 5 WHERE assessment_id = {first} AND competency = 'teamwork'"
    assert tampered(database, "rating", change) == [(1, "ratings")]


def test_the_doctor_sees_a_missing_record(database, id):
    gone = "DELETE FROM conversation_record WHERE number = 1"
    with database.writing() as db:
        answers = "record_answer"
        if database.sqlite:
            db.execute(text(f"DROP TRIGGER {answers}_no_delete"))
        else:
            db.execute(text(f"ALTER TABLE {answers} DISABLE TRIGGER USER"))
        db.execute(text("DELETE FROM record_answer"))
    assert tampered(database, "conversation_record", gone) == [(2, "missing")]


def test_a_person_who_leaves_and_a_manager_who_goes_change_nothing(database, people, id):
    with database.writing() as db:
        before = [(one.sha256, one.content) for one in queries.of_conversation(db, id)]
        people_rules.leave(db, None, people.lin.person_id, clock.today())
        people_rules.leave(db, None, people.chen.person_id, clock.today())
        assert [(one.sha256, one.content) for one in queries.of_conversation(db, id)] == before
        assert list(broken(db)) == []
