"""My settings: language, time zone, password, and where I am signed in."""

import pytest
from sqlalchemy import text

from app.kit import clock
from app.people.sessions import IDLE
from tests.cast import PASSWORD
from tests.people.classified import NEW


@pytest.fixture
def lin(client_for):
    client = client_for("lin")
    client.headers["Accept-Language"] = "en"
    return client


def stored(database) -> tuple[str | None, str]:
    with database.reading() as db:
        return tuple(db.execute(text("SELECT language, timezone FROM account WHERE login = 'lin'")).one())


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"language": "en", "timezone": "America/New_York"}, ("en", "America/New_York")),
        ({"language": "", "timezone": "UTC"}, (None, "UTC")),
        ({"language": "zh", "timezone": "Asia/Urumqi"}, ("zh", "Asia/Urumqi")),
    ],
)
def test_language_and_time_zone(lin, database, sent, kept):
    answer = lin.put("/settings", data=sent)
    assert (answer.status_code, answer.headers["location"]) == (303, "/settings")
    assert stored(database) == kept
    page = lin.get("/settings").text
    assert f'<option value="{kept[1]}" selected>' in page


@pytest.mark.parametrize("zone", ["Nowhere", "../../etc/passwd", "", "utc ", "Asia/Shanghai\0", "GMT+8"])
def test_a_time_zone_that_is_none(lin, database, zone):
    answer = lin.put("/settings", data={"language": "en", "timezone": zone})
    assert answer.status_code == 422
    assert "Please choose one of the values offered." in answer.text
    assert stored(database) == (None, "Asia/Shanghai")


def test_times_are_the_readers(lin, database, people, client_for):
    from datetime import UTC, datetime

    with clock.at(datetime(2031, 1, 1, 20, 30, tzinfo=UTC)):
        there = client_for("lin")
        there.put("/settings", data={"language": "en", "timezone": "UTC"})
        assert "2031-01-01 20:30" in there.get("/settings").text
        there.put("/settings", data={"language": "en", "timezone": "Asia/Shanghai"})
        assert "2031-01-02 04:30" in there.get("/settings").text


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"current": PASSWORD, "password": "short", "again": "short"}, "At least 12 characters."),
        ({"current": PASSWORD, "password": NEW, "again": NEW + "!"}, "Type the same password once more."),
        ({"current": "wrong wrong wrong", "password": NEW, "again": NEW}, "present password"),
        ({"current": PASSWORD, "password": NEW}, "Please fill this in."),
        ({"password": NEW, "again": NEW}, "Please fill this in."),
        ({"current": PASSWORD, "password": "x" * 401, "again": "x" * 401}, "At most 400 characters"),
        ({}, "Please fill this in."),
    ],
)
def test_a_refused_password(lin, anonymous, sent, words):
    answer = lin.put("/settings/password", data=sent)
    assert answer.status_code == 422
    assert words in answer.text
    assert not [value for value in sent.values() if f'value="{value}"' in answer.text]
    assert anonymous.post("/session", data={"login": "lin", "password": PASSWORD}).status_code == 303


def test_open_sessions_only(lin, client_for, database):
    agents = "UPDATE sign_in_session SET agent = :agent WHERE id = (SELECT max(id) FROM sign_in_session)"
    for agent, change in {
        "a browser in use": "",
        "an idle browser": ", seen_at = :idle",
        "a browser that owes the code": ", confirmed_at = NULL",
    }.items():
        client_for("lin")
        idle = clock.now() - IDLE * 2
        with database.writing() as db:
            statement = text(agents.replace(" WHERE", f"{change} WHERE"))
            values = {"agent": agent} | ({"idle": idle.replace(tzinfo=None)} if "idle" in change else {})
            db.execute(statement, values)
    page = lin.get("/settings").text
    assert "a browser in use" in page
    assert "an idle browser" not in page and "owes the code" not in page


@pytest.mark.parametrize("id", ["0", "-1", "x", "999", "2147483648", "NaN"])
def test_a_session_that_is_none(lin, id):
    assert lin.delete(f"/sessions/{id}").status_code == 404


@pytest.mark.parametrize("language", ["de", "", "en-GB", "zh\0"])
def test_the_switch_knows_two_languages(lin, database, language):
    assert lin.put("/settings/language", data={"language": language, "next": "/people"}).status_code == 422
    assert stored(database)[0] is None
