"""Plain forms reach PUT and DELETE; each request has an id of its own."""

import pytest

from app.kit.middleware import MethodOverride
from tests.loops import run

pytestmark = pytest.mark.only("sqlite")  # what is tested here never reaches the database


def method_after(method: str, query: bytes, kind: str = "http") -> str:
    seen = []

    async def app(scope, receive, send):
        seen.append(scope.get("method"))

    run(MethodOverride(app)({"type": kind, "method": method, "query_string": query}, None, None))
    return seen[0]


@pytest.mark.parametrize(
    ("method", "query", "found"),
    [
        ("POST", b"_method=put", "PUT"),
        ("POST", b"_method=DELETE", "DELETE"),
        ("POST", b"a=1&_method=put", "PUT"),
        ("POST", b"", "POST"),
        ("POST", b"_method=", "POST"),
        ("POST", b"_method=get", "POST"),
        ("POST", b"_method=patch", "POST"),
        ("POST", b"_method=x&_method=put", "POST"),
        ("POST", b"x_method=put", "POST"),
        ("POST", b"_method=put%00", "POST"),
        ("POST", b"%5fmethod=put", "POST"),
        ("POST", b"\xff_method=put", "POST"),
        ("GET", b"_method=delete", "GET"),
        ("HEAD", b"_method=delete", "HEAD"),
        ("PUT", b"_method=delete", "PUT"),
        ("DELETE", b"_method=put", "DELETE"),
    ],
)
def test_the_method(method, query, found):
    assert method_after(method, query) == found


def test_a_form_without_script(client_for, database):
    from sqlalchemy import text

    client = client_for("lin")
    assert client.post("/settings?_method=put", data={"timezone": "Asia/Tokyo"}).status_code == 303
    assert client.post("/session?_method=delete").headers["location"] == "/sign-in"
    with database.reading() as db:
        assert db.execute(text("SELECT timezone FROM account WHERE login = 'lin'")).scalar() == "Asia/Tokyo"


def test_each_request_has_an_id(anonymous):
    found = {anonymous.get("/health/live").headers["x-request-id"] for _ in range(5)}
    assert len(found) == 5
    assert anonymous.get("/health/live", headers={"X-Request-Id": "mine"}).headers["x-request-id"] != "mine"


def test_the_address_of_the_client_is_written_down(client_for, database, people):
    from sqlalchemy import text

    client_for("wang").get(f"/people/{people.lin.person_id}", headers={"X-Forwarded-For": "6.6.6.6"})
    with database.reading() as db:
        found = db.execute(text("SELECT address FROM trail_event WHERE action = 'record.read'")).scalar_one()
    assert found == "127.0.0.1"
