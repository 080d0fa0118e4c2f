"""The cast stands to each other as tests/cast.py says, and the fixtures give what they promise."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from sqlalchemy import text
from sqlmodel import Session

from app.kit import clock
from app.kit.db import Database
from app.people import access


@pytest.mark.parametrize(
    ("who", "whom", "how"),
    [
        ("chen", "lin", {"direct"}),
        ("zhou", "lin", {"above"}),
        ("zhou", "chen", {"direct"}),
        ("dotted", "lin", {"dotted"}),
        ("gone", "lin", set()),
        ("zhao", "lin", set()),
        ("qian", "zhao", {"direct"}),
        ("zhou", "zhao", set()),
        ("lin", "chen", set()),
        ("wang", "lin", {"hr"}),
        ("root", "lin", {"admin"}),
        ("lin", "lin", {"is_self"}),
    ],
)
def test_relations(db: Session, people: SimpleNamespace, who: str, whom: str, how: set[str]):
    relation = access.relation(db, getattr(people, who), getattr(people, whom).person_id)
    found = {name for name in ("is_self", "direct", "above", "dotted", "hr", "admin") if getattr(relation, name)}
    assert found - {"above"} == how - {"above"}
    assert relation.line == bool(how & {"direct", "above"})


def test_levels(db: Session, people: SimpleNamespace):
    held = {login: access.subject(db, people.lin, actor.person_id) for login, actor in vars(people).items()}
    assert (held["lin"].level, held["lin"].face) == ("intermediate", None)
    assert (held["chen"].level, held["chen"].face) == ("senior", "manager")
    assert held["zhou"].level == "director"
    assert held["wang"].level is None


def test_each_test_has_a_database_of_its_own(database: Database):
    with database.writing() as db:
        before = db.execute(text("SELECT count(*) FROM department")).scalar()
        db.execute(text("INSERT INTO department (title) VALUES ('x')"))
    assert before == 5


def test_each_test_has_a_database_of_its_own_again(database: Database):
    test_each_test_has_a_database_of_its_own(database)


def test_clients(client_for, anonymous, count_queries):
    with count_queries() as queries:
        assert anonymous.get("/health/ready").status_code == 200
    assert len(queries) == 1
    assert anonymous.get("/settings").status_code in (303, 401)
    assert client_for("lin").get("/health/live").json() == {"status": "ok"}


def test_a_frozen_clock_is_seen_by_the_application(client_for, database: Database):
    client = client_for("lin")
    with clock.at(datetime(2031, 1, 1, tzinfo=UTC)):
        assert client.get("/").status_code == 303
        later = client_for("lin")
    with database.reading() as db:
        latest = db.execute(text("SELECT max(created_at) FROM sign_in_session")).scalar()
    assert str(latest).startswith("2031")
    assert later.cookies
