"""The headers of every answer: pages, fragments, static files, redirects and errors."""

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.kit import assets
from app.kit.db import Database
from app.main import create_app
from app.settings import HTMX_URL, Settings
from tests.people import classified
from tests.rooms import ROOMS

pytestmark = pytest.mark.only("sqlite")  # what is tested here never reaches the database

CSP = (
    f"default-src 'none'; script-src 'self' {HTMX_URL}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
# files that people take away: tests/kit/test_downloads.py
FILES = {path for room in ROOMS for path in room.NO_PAGES}
PAGES = [
    case.path
    for case in classified.CASES
    if case.safe
    and "{" not in case.path
    and case.route.removeprefix("GET ") not in FILES
    and not case.path.startswith("/static")
]
# method, path, headers, status
ANSWERS = {
    "fragment": ("GET", "/people", {"HX-Request": "true"}, 200),
    "no page": ("GET", "/nowhere", {}, 404),
    "no person": ("GET", "/people/2147483647", {}, 404),
    "no id": ("GET", "/people/x", {}, 404),
    "too large an id": ("GET", "/people/2147483648", {}, 404),
    "wrong method": ("DELETE", "/people", {}, 404),
    "bad query": ("GET", "/people?page=0", {}, 422),
    "forbidden": ("GET", "/trail", {}, 403),
    "cross-site": ("POST", "/assessments", {"Sec-Fetch-Site": "cross-site"}, 403),
    "not a form": ("PUT", "/settings", {"Content-Type": "text/plain"}, 422),
    "redirect": ("PUT", "/settings", {}, 303),
    "redirect of htmx": ("PUT", "/settings", {"HX-Request": "true"}, 204),
    "no such file": ("GET", "/static/x/none.css", {}, 404),
    "problem of htmx": ("GET", "/trail", {"HX-Request": "true"}, 403),
}


def check(answer) -> None:
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    assert answer.headers["x-request-id"]
    assert "strict-transport-security" not in answer.headers
    assert "server" not in answer.headers


@pytest.mark.parametrize("path", PAGES)
def test_pages(client_for, anonymous, path):
    for client in (client_for("root"), client_for("wang"), anonymous):
        answer = client.get(path)
        check(answer)
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("method", "path", "headers", "status"), ANSWERS.values(), ids=ANSWERS)
def test_other_answers(client_for, method, path, headers, status):
    answer = client_for("lin").request(method, path, headers=headers)
    assert answer.status_code == status
    check(answer)
    assert answer.headers["cache-control"] == "no-store"
    assert "HX-Request" in answer.headers["vary"]


@pytest.mark.parametrize("announced", [True, False])
def test_a_body_that_is_too_large(client_for, announced):
    body = b"a=" + b"x" * (1024 * 1024)
    content = body if announced else iter([body[:1000], body[1000:]])
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"}
    answer = client_for("lin").put("/settings", content=content, headers=headers)
    assert answer.status_code == 413
    check(answer)
    assert "1 MB" in answer.text and '<html lang="en">' in answer.text


def test_a_fault_of_the_product(client_for, app, monkeypatch, logged):
    monkeypatch.setattr("app.people.person_routes.queries.directory", lambda *_, **__: 1 / 0)
    answer = client_for("lin").get("/people", headers={"Accept-Language": "en"})
    assert answer.status_code == 500
    check(answer)
    assert answer.headers["cache-control"] == "no-store"
    assert '<html lang="en">' in answer.text
    assert answer.headers["x-request-id"] in answer.text
    assert "ZeroDivisionError" not in answer.text and "Traceback" not in answer.text
    assert [entry["reference"] for entry in logged] == [answer.headers["x-request-id"]]


@pytest.mark.parametrize("name", sorted(assets.contents()))
def test_static_files(anonymous, name):
    answer = anonymous.get(assets.address(name))
    check(answer)
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.content == assets.contents()[name][0]
    assert answer.headers["content-type"].partition(";")[0] in ("text/css", "text/javascript", "image/svg+xml")


def test_a_static_file_under_an_old_address(anonymous):
    answer = anonymous.get("/static/000000000000/ladder.css")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/people", "/trail", "/nowhere", "/sign-in", "/settings"])
def test_answers_that_differ_for_htmx_say_so(client_for, path):
    assert "HX-Request" in client_for("lin").get(path).headers["vary"]


def test_what_a_page_fetches_is_what_the_policy_allows(client_for):
    text = client_for("lin").get("/").text
    assert f'src="{HTMX_URL}"' in text and 'integrity="sha384-' in text and 'crossorigin="anonymous"' in text
    assert text.count("https://") == text.count(HTMX_URL)


def test_over_tls(database: Database):
    app: FastAPI = create_app(Settings(origin="https://ladder.example"), Database("sqlite:///unused"))
    app.state.database = database
    with TestClient(app, base_url="https://ladder.example", follow_redirects=False) as client:
        for path in ("/sign-in", "/people", "/nowhere", assets.address("ladder.css")):
            assert client.get(path).headers["strict-transport-security"].startswith("max-age=31536000")


def test_a_script_of_ones_own_network():
    app = create_app(Settings(htmx_url="https://intranet.example/htmx.js"), Database("sqlite:///unused"))
    with TestClient(app) as client:
        policy = client.get("/health/live").headers["content-security-policy"]
    assert "script-src 'self' https://intranet.example/htmx.js;" in policy
