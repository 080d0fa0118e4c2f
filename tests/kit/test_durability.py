"""A good answer means that it is kept; anything else keeps nothing, says so, and heals by itself."""

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.kit import assets
from app.kit.db import Database
from app.people import person_routes, rules

NEW = {"name": "新人", "name_latin": "New Person", "email": "a long address that was typed by hand"}


def names(database: Database) -> list[str]:
    with database.reading() as db:
        return list(db.execute(text("SELECT name FROM person")).scalars())


@pytest.fixture
def broken_after(monkeypatch):
    """The verb does its work and then something breaks."""

    def broken(fault: Exception) -> None:
        plain = rules.add_person

        def add(*args, **values):
            plain(*args, **values)
            raise fault

        monkeypatch.setattr(person_routes.rules, "add_person", add)

    return broken


@pytest.fixture
def away(database):
    """A switch: no statement reaches the database while it is on."""
    state = {"on": False}

    def refuse(*_: object) -> None:
        if state["on"]:
            raise OperationalError("SELECT 1", {}, Exception("server closed the connection unexpectedly"))

    engines = {database.reader, database.writer}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", refuse)
    yield state
    for engine in engines:
        event.remove(engine, "before_cursor_execute", refuse)


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (ZeroDivisionError(), 500),
        (OperationalError("x", {}, Exception("disk I/O error")), 503),
        (OperationalError("x", {}, Exception("database or disk is full")), 503),
        (PoolTimeout(), 503),
    ],
    ids=["fault", "input and output", "full", "pool"],
)
def test_what_breaks_half_way_leaves_nothing(client_for, database, broken_after, fault, status):
    before = names(database)
    client = client_for("wang")
    broken_after(fault)
    answer = client.post("/people", data=NEW)
    assert answer.status_code == status
    assert NEW["email"] in answer.text
    assert names(database) == before


def test_the_database_is_away_and_comes_back(client_for, database, away):
    client = client_for("wang")
    before = names(database)
    away["on"] = True
    for headers in ({}, {"HX-Request": "true"}):
        answer = client.post("/people", data=NEW, headers={**headers, "Accept-Language": "en"})
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "5"
        assert answer.headers["x-request-id"] in answer.text
        assert "server closed" not in answer.text
        if headers:
            assert answer.headers["hx-retarget"] == "#alert"
        else:
            assert NEW["email"] in answer.text and NEW["name"] in answer.text
            assert 'action="/people"' in answer.text
    assert client.get("/people").status_code == 503
    assert client.get("/health/ready").status_code == 503
    for path in ("/health/live", assets.address("ladder.css"), assets.address("app.js")):
        assert client.get(path).status_code == 200
    away["on"] = False
    assert client.get("/health/ready").status_code == 200
    assert names(database) == before
    assert client.post("/people", data=NEW).status_code == 303
    assert NEW["name"] in names(database)


def test_a_server_that_does_not_answer(client_for, app, tmp_path):
    """A connection that cannot be made, as when the file's folder or the server is gone."""
    client = client_for("lin")
    there = app.state.database
    app.state.database = Database(f"sqlite:///{tmp_path / 'gone' / 'x.db'}")
    try:
        assert client.get("/").status_code == 503
        assert client.put("/settings", data={"timezone": "UTC"}).status_code == 503
    finally:
        app.state.database.dispose()
        app.state.database = there
    assert client.get("/").status_code == 200


def test_a_commit_that_fails_is_no_success(client_for, database):
    client = client_for("wang")

    def refuse(_connection: object) -> None:
        raise OperationalError("COMMIT", {}, Exception("database or disk is full"))

    before = names(database)
    event.listen(database.writer, "commit", refuse)
    try:
        answer = client.post("/people", data=NEW)
    finally:
        event.remove(database.writer, "commit", refuse)
    assert answer.status_code == 503
    assert NEW["email"] in answer.text
    assert names(database) == before
    assert client.post("/people", data=NEW).status_code == 303


def test_another_connection_sees_it_once_the_answer_is_there(client_for, database):
    """The commit comes before the first byte of the answer."""
    seen: list[bool] = []
    client = client_for("wang")
    plain = client.app

    async def watching(scope, receive, send):
        async def note(message):
            if message["type"] == "http.response.start":
                other = Database(str(database.url))
                seen.append(NEW["name"] in names(other))
                other.dispose()
            await send(message)

        await plain(scope, receive, note)

    client._transport.app = watching
    assert client.post("/people", data=NEW).status_code == 303
    assert seen == [True]


def test_two_who_do_the_same_at_once(client_for, database, monkeypatch):
    """What a rule let pass and a constraint refuses is a conflict, not a fault of the server."""
    monkeypatch.setattr(rules, "_require_free_number", lambda *_: None)
    client = client_for("wang")
    assert client.post("/people", data=NEW | {"staff_number": "A1"}).status_code == 303
    before = names(database)
    answer = client.post("/people", data=NEW | {"staff_number": "A1"})
    assert answer.status_code == 409
    assert NEW["email"] in answer.text
    assert names(database) == before


def test_a_refused_form_keeps_nothing(client_for, database):
    """The person is made before her level is looked at; both or neither."""
    before = names(database)
    answer = client_for("wang").post("/people", data=NEW | {"level": "no such level", "department": "nowhere"})
    assert answer.status_code == 422
    assert names(database) == before
    with database.reading() as db:
        assert "nowhere" not in db.execute(text("SELECT title FROM department")).scalars().all()
