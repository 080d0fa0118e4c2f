"""Documents are made one at a time for each person, on threads that nobody's sign-in waits for."""

import io

import pytest

from app.growth import export, routes
from app.kit import db as kit_db
from app.kit import document_pdf
from tests.growth.everything import FILES

PATHS = ("/me/file.pdf", "/me/data.zip")


@pytest.mark.parametrize("path", PATHS)
def test_a_second_one_is_told_to_wait(client_for, people, monkeypatch, path):
    client, other = client_for("lin"), client_for("zhao")
    seen = []

    def slow(*_: object) -> bytes:
        seen.append([client_for("lin").get(again).status_code for again in PATHS])
        seen.append(other.get("/me/data.zip").status_code if path == PATHS[0] else 200)
        return b"%PDF"

    monkeypatch.setattr(document_pdf, "pdf", slow)
    if path == PATHS[1]:
        monkeypatch.setattr(export, "write", lambda *_: io.BytesIO(slow()))
    assert client.get(path).status_code == 200
    assert seen == [[429, 429], 200]
    monkeypatch.undo()
    assert client.get(PATHS[1]).status_code == 200


def test_a_failure_ends_the_turn(client_for, people, monkeypatch):
    def fails(*_: object) -> bytes:
        raise ZeroDivisionError

    client = client_for("lin")
    for module, name, path in ((document_pdf, "pdf", PATHS[0]), (export, "write", PATHS[1])):
        with monkeypatch.context() as patched:
            patched.setattr(module, name, fails)
            assert client.get(path).status_code == 500
        routes.TURNS.take(people.lin.person_id)
        routes.TURNS.end(people.lin.person_id)


def test_documents_have_threads_of_their_own(app, client_for, monkeypatch):
    seen = []

    def busy(*_: object) -> bytes:
        state = app.state
        seen.append([limiter.borrowed_tokens for limiter in (state.slow, state.apart, state.threads)])
        return b"%PDF"

    monkeypatch.setattr(document_pdf, "pdf", busy)
    client_for("lin").get(PATHS[0])
    assert seen == [[1, 0, 0]]


def test_no_file_stays_in_memory_while_a_download_is_made(lin, monkeypatch):
    """A page remembers what it asked; a download of 500 MB must not."""
    memos: list[dict[object, object]] = []
    remember = kit_db.remember

    def noting(db: object) -> None:
        remember(db)
        memos.append(db.info[kit_db.MEMO])

    monkeypatch.setattr("app.kit.routing.remember", noting)
    assert lin.get("/me/data.zip").status_code == 200
    kept = repr(memos)
    assert memos and not [content for content in FILES.values() if repr(content) in kept]
