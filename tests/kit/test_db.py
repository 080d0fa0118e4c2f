"""Transactions and types on both databases."""

from datetime import UTC, datetime, timedelta, timezone
from threading import Thread

import pytest
from sqlalchemy import bindparam, insert, select, text
from sqlalchemy.exc import DBAPIError, StatementError
from sqlmodel import col

from app.kit.db import Database, remember, row, rows
from app.people.models import Department, Person, SignInFailure

BERLIN = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 23, 10, 32, 7, 123456, tzinfo=UTC),
        datetime(2026, 11, 23, 0, 30, tzinfo=BERLIN),
        datetime(1, 1, 2, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ],
)
def test_a_moment_comes_back_in_utc(database: Database, moment):
    with database.writing() as db:
        db.execute(insert(SignInFailure).values(login="x", address="x", at=moment))
    with database.reading() as db:
        found = db.execute(select(SignInFailure.at)).scalar_one()
        same = db.execute(select(SignInFailure.id).where(SignInFailure.at == moment)).all()
        earlier = db.execute(select(SignInFailure.id).where(SignInFailure.at < moment)).all()
    assert found == moment
    assert found.tzinfo is UTC
    assert (len(same), len(earlier)) == (1, 0)


def test_a_moment_without_a_zone_is_refused(database: Database):
    with pytest.raises(StatementError, match="naive"), database.writing() as db:
        db.execute(insert(SignInFailure).values(login="x", address="x", at=datetime(2026, 1, 1)))  # noqa: DTZ001


def test_an_empty_moment(database: Database):
    with database.writing() as db:
        db.execute(text("UPDATE account SET disabled_at = NULL"))
        assert db.execute(text("SELECT count(*) FROM account WHERE disabled_at IS NOT NULL")).scalar() == 0


def test_a_reader_changes_nothing(database: Database):
    with pytest.raises(DBAPIError), database.reading() as db:
        db.execute(text("DELETE FROM sign_in_failure"))
    with database.reading() as db:
        assert db.execute(text("SELECT 1")).scalar() == 1


def test_a_reader_sees_one_state(database: Database):
    count = text("SELECT count(*) FROM department")
    with database.reading() as db:
        before = db.execute(count).scalar()
        with database.writing() as other:
            other.add(Department(title="made in between"))
        assert db.execute(count).scalar() == before
    with database.reading() as db:
        assert db.execute(count).scalar() == before + 1


def test_writers_queue_and_lose_nothing(database: Database):
    with database.writing() as db:
        db.execute(text("UPDATE account SET second_factor_step = 0"))
    faults = []

    def count() -> None:
        try:
            for _ in range(20):
                with database.writing() as db:
                    lock = "" if database.sqlite else " FOR UPDATE"
                    read = text(f"SELECT second_factor_step FROM account WHERE login = 'lin'{lock}")
                    step = db.execute(read).scalar_one()
                    db.execute(text("UPDATE account SET second_factor_step = :n WHERE login = 'lin'"), {"n": step + 1})
        except Exception as error:
            faults.append(error)

    threads = [Thread(target=count) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    with database.reading() as db:
        assert db.execute(text("SELECT second_factor_step FROM account WHERE login = 'lin'")).scalar() == 320


def test_an_exception_rolls_back(database: Database):
    def change() -> None:
        with database.writing() as db:
            db.add(Department(title="never"))
            db.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change()
    with database.reading() as db:
        assert row(db, text("SELECT 1 FROM department WHERE title = 'never'")) is None


@pytest.mark.only("sqlite")  # its own settings
def test_what_sqlite_is_told(database: Database):
    for engine, query_only in ((database.reader, 1), (database.writer, 0)):
        with engine.connect() as connection:
            told = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "query_only")
            }
        assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "query_only": query_only}


@pytest.mark.only("sqlite")  # its own lock
def test_a_reader_does_not_wait_for_a_writer(database: Database):
    with database.writing() as writer:
        writer.add(Department(title="not yet"))
        writer.flush()
        with database.reading() as db:
            assert rows(db, text("SELECT 1 FROM department WHERE title = 'not yet'")) == []


def test_foreign_keys_hold(database: Database):
    with pytest.raises(DBAPIError), database.writing() as db:
        db.execute(text("DELETE FROM person WHERE id = 1"))


def test_a_page_asks_the_same_thing_once(database: Database, count_queries):
    statement = select(col(Person.id)).where(col(Person.id).in_(bindparam("ids", expanding=True)))
    with database.reading() as db:
        remember(db)
        with count_queries() as queries:
            first = rows(db, statement, ids=[1, 2])
            assert rows(db, statement, ids=[1, 2]) == first
            assert row(db, statement, ids=[1, 2]) == first[0]
            assert rows(db, statement, ids=[1]) != first
    assert len(queries) == 2


def test_a_change_is_seen_by_whoever_made_it(database: Database, count_queries):
    statement = select(col(Department.title))
    with database.writing() as db, count_queries() as queries:
        before = len(rows(db, statement))
        db.add(Department(title="新部门"))
        db.flush()
        assert len(rows(db, statement)) == before + 1
    assert len([one for one in queries.statements if one.startswith("SELECT")]) == 2
