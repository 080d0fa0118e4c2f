"""The log says what happened, and nothing that was typed."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from app.kit import logs

TOKEN = "A" * 43


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def said(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def answer(_request: object) -> PlainTextResponse:
    return PlainTextResponse("fine", headers={"X-Request-Id": "abc"})


def fail(_request: object) -> PlainTextResponse:
    password = "hunter2" + TOKEN
    raise ValueError(len(password))


def ask(path: str) -> None:
    """One request to a small application, configured here: a handler made in a fixture writes to another stream."""
    logs.configure(lines_of_json=True)
    app = Starlette(routes=[Route("/invitations/{token}", answer), Route("/fail", fail)])
    TestClient(logs.AccessLog(app), raise_server_exceptions=False).get(path)


def test_a_request_is_one_line_without_query_or_token(capsys: pytest.CaptureFixture[str]):
    ask(f"/invitations/{TOKEN}?code=123456")
    (line,) = [one for one in said(capsys) if one["event"] == "request"]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/invitations/...", 200)
    assert (line["request_id"], line["level"]) == ("abc", "info")
    assert "123456" not in json.dumps(line)


def test_a_request_that_fails_is_logged_too(capsys: pytest.CaptureFixture[str]):
    ask("/fail")
    (line,) = [one for one in said(capsys) if one["event"] == "request"]
    assert line["status"] == 500


@pytest.mark.parametrize("as_json", [True, False])
def test_a_traceback_holds_no_local_variables(as_json: bool, capsys: pytest.CaptureFixture[str]):
    logs.configure(lines_of_json=as_json)
    try:
        fail(None)
    except ValueError as error:
        structlog.get_logger().error("unexpected", exc_info=error, path=f"/invitations/{TOKEN}")
    text = capsys.readouterr().err
    assert "ValueError" in text
    assert "hunter2" + TOKEN not in text
    assert TOKEN not in text


@pytest.mark.parametrize(
    ("path", "expected"), [("/a\nforged line", "/a%0Aforged%20line"), ("/people/3", "/people/3"), ("/人", "/%E4%BA%BA")]
)
def test_a_path_is_one_line(path: str, expected: str):
    assert logs.loggable_path(path) == expected


def test_libraries_speak_the_same_language(capsys: pytest.CaptureFixture[str]):
    logs.configure(lines_of_json=True)
    logging.getLogger("uvicorn.error").warning("address %s", "in use")
    assert said(capsys)[0]["event"] == "address in use"
