"""What must never change is refused by the database itself, whoever asks."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.people import stage

ALWAYS = (
    "UPDATE trail_event SET action = 'x'",
    "UPDATE trail_event SET at = at WHERE id = 1",
    "DELETE FROM trail_event",
    "DELETE FROM trail_event WHERE id = 1",
    "UPDATE framework_version SET content = '{}'",
    "UPDATE framework_version SET effective_on = '2020-01-01'",
    "DELETE FROM framework_version",
)
SUBMITTED = (
    "UPDATE rating SET proficiency = 5",
    "UPDATE rating SET note = 'x' WHERE note <> ''",
    "DELETE FROM rating",
    "UPDATE assessment SET submitted_at = NULL",
    "UPDATE assessment SET level = 'director'",
    "UPDATE assessment SET person_id = author_id",
    "DELETE FROM assessment",
)


def refused(database, statement: str) -> None:
    with pytest.raises(DBAPIError), database.writing() as db:
        db.execute(text(statement))


@pytest.mark.parametrize("statement", ALWAYS)
def test_the_trail_and_published_versions(database, statement):
    refused(database, statement)


@pytest.mark.parametrize("statement", SUBMITTED)
def test_what_was_submitted(database, people, statement):
    with database.writing() as db:
        stage.submitted(db, people)
    refused(database, statement)


def test_a_rating_added_to_what_was_submitted(database, people):
    with database.writing() as db:
        id = stage.submitted(db, people)
    insert = "INSERT INTO rating (assessment_id, competency, no_opportunity, note, version)"
    refused(database, f"{insert} VALUES ({id}, 'new', {'0' if database.sqlite else 'false'}, '', 0)")


def test_a_drafts_rating_moved_into_what_was_submitted(database, people):
    with database.writing() as db:
        done = stage.submitted(db, people)
        stage.draft(db, people)
    refused(
        database,
        f"UPDATE rating SET assessment_id = {done}, competency = 'new' WHERE note <> '' AND assessment_id <> {done}",
    )


@pytest.mark.only("sqlite")  # its own statement
@pytest.mark.parametrize("table", ["trail_event", "framework_version", "rating", "assessment"])
def test_replacing_is_changing(database, people, table):
    with database.writing() as db:
        stage.submitted(db, people)
    refused(database, f"REPLACE INTO {table} SELECT * FROM {table}")


def test_a_draft_may_change(database, people):
    with database.writing() as db:
        stage.draft(db, people)
        assert db.execute(text("UPDATE rating SET proficiency = 5 WHERE note <> ''")).rowcount == 1
        db.execute(text("DELETE FROM rating"))
        db.execute(text("DELETE FROM assessment"))


@pytest.mark.only("postgresql")
def test_a_table_cannot_be_emptied_at_once(database):
    refused(database, "TRUNCATE trail_event")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO reporting_line (person_id, manager_id, kind, since) VALUES (1, 1, 'solid', '2026-01-01')",
        "INSERT INTO reporting_line (person_id, manager_id, kind, since) VALUES (1, 2, 'wavy', '2026-01-01')",
        "INSERT INTO reporting_line (person_id, manager_id, kind, since) VALUES (1, 999, 'solid', '2026-01-01')",
        "INSERT INTO role_grant (person_id, role, granted_at) VALUES (1, 'boss', '2026-01-01')",
        "UPDATE account SET login = 'lin' WHERE login = 'zhao'",
        "UPDATE placement SET until = since",
        "UPDATE person SET staff_number = 'x'",
    ],
)
def test_constraints(database, statement):
    refused(database, statement)
