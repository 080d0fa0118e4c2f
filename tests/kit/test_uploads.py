"""Forms with files: read on the routes that say so, bounded, and the text beside them is never lost."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.testclient import TestClient

from app.kit import forms, uploads
from app.kit.db import Database
from app.kit.routing import Router, Visit, open_to_all
from app.main import create_app
from app.people import sessions
from app.settings import Settings
from tests.conftest import ORIGIN, SAME_ORIGIN
from tests.hostile_files import GOOD, HOSTILE
from tests.loops import run
from tests.pages import Page

pytestmark = pytest.mark.only("sqlite")  # what is tested here never reaches the database

router = Router()
TYPED = "what I typed, which is long"
MB = 1024 * 1024
TOO_LARGE = "A form holds at most 10 MB of files and 1 MB of text."
BOUNDARY = "b0undary"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"


def signed_in(visit: Visit) -> None:
    visit.require_actor()


def told(visit: Visit) -> Response:
    files = {
        name: [(one.name.encode().decode(), len(one.data)) for one in sent] for name, sent in visit.posted.files.items()
    }
    return JSONResponse({"fields": {k: list(v) for k, v in visit.posted.fields.items()}, "files": files})


@router.post("/test-things", signed_in, apart=True, files=True)
def with_files(visit: Visit) -> Response:
    return told(visit)


@router.put("/test-things", signed_in, files=True)
def with_files_put(visit: Visit) -> Response:
    return told(visit)


@router.post("/test-plain", open_to_all)
def without_files(visit: Visit) -> Response:
    return told(visit)


@pytest.fixture(scope="module")
def outer() -> Iterator[TestClient]:
    app: FastAPI = create_app(Settings(), Database("sqlite:///unused"))
    router.install(app)
    with TestClient(app, base_url=ORIGIN) as client:
        yield client


@pytest.fixture
def lin(outer: TestClient, database: Database, people) -> TestClient:
    """Her browser; she reads English."""
    outer.app.state.database = database
    with database.writing() as db:
        token = sessions.open_session(db, people.lin.account_id, "test", confirmed=True)
    client = TestClient(
        outer.app,
        base_url=ORIGIN,
        headers={**SAME_ORIGIN, "Accept-Language": "en"},
        cookies={sessions.cookie_name(outer.app.state.settings): token},
        follow_redirects=False,
    )
    client.portal = outer.portal
    return client


def part(name: bytes, data: bytes, filename: bytes | None = None) -> bytes:
    more = b"" if filename is None else b'; filename="' + filename + b'"\r\nContent-Type: application/octet-stream'
    return b'--b0undary\r\nContent-Disposition: form-data; name="' + name + b'"' + more + b"\r\n\r\n" + data + b"\r\n"


def body(*parts: bytes) -> bytes:
    return b"".join(parts) + b"--b0undary--\r\n"


def post(client: TestClient, content: object, path: str = "/test-things", kind: str = MULTIPART, **headers: str):
    return client.post(path, content=content, headers={"Content-Type": kind, **headers})


@contextmanager
def expired(database: Database) -> Iterator[None]:
    with database.writing() as db:
        db.execute(text("DELETE FROM sign_in_session"))
    yield


def kept(answer) -> bool:
    return TYPED in Page(answer).fields().values()


def test_fields_and_files(lin):
    sent = [("file", ("a.png", b"abc")), ("file", ("证书.pdf", b"")), ("scan", ("b.jpg", b"x" * 2 * MB))]
    answer = lin.post("/test-things", data={"title": "题目", "many": ["1", "2"]}, files=sent)
    assert answer.json() == {
        "fields": {"title": ["题目"], "many": ["1", "2"]},
        "files": {"file": [["a.png", 3], ["证书.pdf", 0]], "scan": [["b.jpg", 2 * MB]]},
    }


def test_the_bytes_arrive_as_they_were_sent(lin, monkeypatch):
    seen = []
    monkeypatch.setattr(f"{__name__}.told", lambda visit: seen.append(visit.posted.files) or Response())
    data = bytes(range(256)) * 8000 + b"\r\n--b0undar\r\n"
    assert post(lin, body(part(b"file", data, b"a"))).status_code == 200
    assert seen == [{"file": (uploads.Upload("a", data),)}]


def test_a_put_by_a_plain_form(lin):
    answer = lin.post("/test-things?_method=put", data={"a": "1"}, files={"file": ("a.png", b"abc")})
    assert answer.json() == {"fields": {"a": ["1"]}, "files": {"file": [["a.png", 3]]}}


def test_no_file_chosen(lin):
    answer = post(lin, body(part(b"a", b"1"), part(b"file", b"", b"")))
    assert answer.json() == {"fields": {"a": ["1"]}, "files": {}}


def test_a_form_without_files(lin):
    answer = lin.post("/test-things", data={"a": "1"})
    assert answer.json() == {"fields": {"a": ["1"]}, "files": {}}


def test_a_text_field_and_a_file_of_one_name(lin):
    answer = post(lin, body(part(b"file", b"text"), part(b"file", b"abc", b"a.png")))
    assert answer.json() == {"fields": {"file": ["text"]}, "files": {"file": [["a.png", 3]]}}


@pytest.mark.parametrize(
    "name", [b"../../etc/passwd.png", b"a\0b.png", b"\xff\xfe.png", b"\xed\xa0\x80.png", b"x" * 4000]
)
@pytest.mark.parametrize("kind", [MULTIPART, MULTIPART + "; charset=utf-7", MULTIPART + "; charset=utf-16"])
def test_a_name_of_anything_is_no_fault_of_the_product(lin, name, kind):
    assert post(lin, body(part(b"file", b"abc", name)), kind=kind).status_code in (200, 422)


def test_a_lone_surrogate_is_dropped_from_a_files_name_and_refused_elsewhere(lin):
    kind = MULTIPART + "; charset=utf-7"
    assert post(lin, body(part(b"file", b"abc", b"a+2AA-.png")), kind=kind).status_code == 200
    assert post(lin, body(part(b"a+2AA-", b"abc", b"a.png")), kind=kind).status_code == 422


def test_five_files_are_taken_and_six_are_not(lin):
    five = [part(b"file", b"abc", b"%d.png" % n) for n in range(5)]
    assert len(post(lin, body(*five)).json()["files"]["file"]) == 5
    answer = post(lin, body(part(b"title", TYPED.encode()), *five, part(b"other", b"abc", b"6.png")))
    assert answer.status_code == 422
    assert "At most 5 files at once" in answer.text and "The file itself is not kept" in answer.text
    assert kept(answer)


@pytest.mark.parametrize("announced", [True, False])
@pytest.mark.parametrize("size", [10 * MB + 1, 12 * MB, 50 * MB])
def test_too_large_a_file_keeps_the_text(lin, size, announced):
    content = body(part(b"file", bytes(size), b"a.png"), part(b"title", TYPED.encode()))
    answer = post(lin, content if announced else (content[n : n + 100_000] for n in range(0, len(content), 100_000)))
    assert answer.status_code == 413
    assert TOO_LARGE in answer.text and kept(answer)


def test_several_files_count_together(lin):
    parts = [part(b"file", bytes(4 * MB), b"%d.png" % n) for n in range(3)]
    assert post(lin, body(*parts[:2])).status_code == 200
    assert post(lin, body(*parts)).status_code == 413


@pytest.mark.parametrize(("headers", "most"), [({}, 65), ({b"content-length": b"104857600"}, 0)])
def test_nobody_listens_without_end(headers, most):
    """What is larger still is not even read, and no text is taken from it."""
    heard = []

    async def receive():
        heard.append(1)
        return {"type": "http.request", "body": bytes(MB), "more_body": len(heard) < 100}

    sent = {b"content-type": MULTIPART.encode(), **headers}
    scope = {"type": "http", "method": "POST", "headers": list(sent.items())}
    first = part(b"file", b"", b"a.png")[:-2]
    posted = run(forms.read(Request(scope, _after(first, receive)), files=True))
    assert posted.fault is uploads.too_large and posted.with_files and not posted.fields
    assert len(heard) <= most


def _after(first: bytes, receive):
    waiting = [{"type": "http.request", "body": first, "more_body": True}]

    async def both():
        return waiting.pop() if waiting else await receive()

    return both


def test_too_much_text_beside_a_file(lin):
    answer = post(lin, body(*[part(b"a", b"x" * (MB // 2)) for _ in range(3)], part(b"file", b"abc", b"a.png")))
    assert answer.status_code == 413 and TOO_LARGE in answer.text


def test_a_form_of_text_alone_holds_1_mb_here_too(lin):
    answer = post(lin, b"a=" + b"x" * MB, kind="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "A form holds at most 1 MB." in answer.text


@pytest.mark.parametrize("content", [b"", b"x", b"--b0undary", b"--b0undary\r\n\r\nx", body(part(b"a", b"x"))[:-9]])
def test_half_a_form_is_no_fault_of_the_product(lin, content):
    assert post(lin, content).status_code in (200, 422)


def test_no_boundary(lin):
    assert post(lin, body(part(b"a", b"x")), kind="multipart/form-data").status_code == 422


def test_a_route_without_the_option_takes_no_files(lin):
    answer = post(lin, body(part(b"file", b"abc", b"a.png")), "/test-plain")
    assert answer.status_code == 422
    assert post(lin, body(part(b"a", b"1")), "/test-plain").json() == {"fields": {"a": ["1"]}, "files": {}}
    answer = post(lin, body(part(b"a", b"x" * MB)), "/test-plain")
    assert answer.status_code == 413 and "A form holds at most 1 MB." in answer.text


def test_when_the_session_has_ended_the_text_comes_back_and_the_file_is_named(lin, database):
    sentence = "the file is not, so please choose it once more then."
    with expired(database):
        answer = lin.post("/test-things", data={"title": TYPED}, files={"file": ("a.png", b"abc")})
        assert answer.status_code == 401 and TYPED in answer.text and sentence in answer.text
        answer = lin.post("/test-things", data={"title": TYPED}, files={"file": ("", b"")})
        assert answer.status_code == 401 and TYPED in answer.text and sentence not in answer.text
        answer = post(lin, body(part(b"title", TYPED.encode()), part(b"file", bytes(12 * MB), b"a.png")))
        assert answer.status_code == 401 and TYPED in answer.text and sentence in answer.text


def test_the_sentence_is_in_the_language_of_the_person(lin, database, people):
    with database.writing() as db:
        db.execute(text("UPDATE account SET language = 'zh' WHERE id = :id"), {"id": people.lin.account_id})
    answer = post(lin, body(part(b"file", bytes(12 * MB), b"a.png")))
    assert '<html lang="zh' in answer.text and "10 MB" in answer.text and TOO_LARGE not in answer.text


@pytest.mark.parametrize("hostile", [*HOSTILE, *GOOD], ids=lambda hostile: hostile.about)
def test_every_hostile_file_arrives_or_is_too_large(lin, hostile):
    answer = lin.post("/test-things", files={"file": (hostile.name, hostile.data())})
    assert answer.status_code == (413 if len(hostile.data()) > 10 * MB else 200)
    if answer.status_code == 200:
        assert json.loads(answer.text)["files"]["file"][0][1] == len(hostile.data())


def test_slow_files_hold_up_nobody_else(lin, outer, monkeypatch):
    """Forms with files have threads of their own: no page and no sign-in waits for a picture."""
    state, seen = outer.app.state, []

    def busy(_visit: Visit) -> Response:
        seen.append([limiter.borrowed_tokens for limiter in (state.files, state.apart, state.threads)])
        return Response()

    monkeypatch.setattr(f"{__name__}.told", busy)
    lin.post("/test-things", files={"file": ("a.png", b"abc")})
    lin.post("/test-plain")
    assert seen == [[1, 0, 0], [0, 0, 1]]
