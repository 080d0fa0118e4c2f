"""The rows of tests/evidence/walk.py about files, verification and shares."""

from types import SimpleNamespace
from typing import TYPE_CHECKING

from app.kit.db import Database
from tests.cases import READ, Case, may
from tests.evidence import proof_stage as stage
from tests.evidence.acts import written
from tests.evidence.proving import asked, attached, picture, shared

if TYPE_CHECKING:
    from tests.browser.visitor import Visitor

PROJECT, FILE, REMOVED = {"project": stage.project}, {"file": stage.file}, {"file": stage.removed_file}
ASKED = {"question": stage.question, "version": stage.asked_version}
SHARE = {"share": stage.share}
READERS = {"chen": 403, "zhou": 403}
OWN, OWN_WRITE = may(200, "lin") | READERS, may(303, "lin") | READERS

CASES: tuple[Case, ...] = (
    # the table sends no files
    Case("POST /evidence/{id}/attachments", "/evidence/{project}/attachments", may(422, "lin") | READERS, {}, PROJECT),
    Case("GET /attachments/{id}", "/attachments/{file}", may(200, "lin", "chen", "zhou"), needs=FILE),
    Case("GET /attachments/{id}", "/attachments/{file}", may(200), needs=REMOVED),
    Case("DELETE /attachments/{id}", "/attachments/{file}", OWN_WRITE, needs=FILE),
    Case("DELETE /attachments/{id}/deletion", "/attachments/{file}/deletion", OWN_WRITE, needs=REMOVED),
    Case(
        "POST /evidence/{id}/verifications", "/evidence/{project}/verifications", OWN_WRITE,
        {"verifier": "{chen}", "called": "", "message": "You saw it"}, PROJECT,
    ),
    Case("GET /verifications", "/verifications", READ),
    Case(
        "PUT /verifications/{id}", "/verifications/{question}", may(303, "zhao") | READERS | {"lin": 403},
        {"outcome": "confirmed", "comment": "It was like this", "version": "{version}"}, ASKED,
    ),
    Case("DELETE /verifications/{id}", "/verifications/{question}", OWN_WRITE | {"zhao": 403}, needs=ASKED),
    Case("GET /evidence/{id}/contributions", "/evidence/{project}/contributions", OWN, needs=PROJECT),
    Case(
        "PUT /evidence/{id}/contributions", "/evidence/{project}/contributions", OWN_WRITE,
        {"seen": "", "new0.person": "钱进", "new0.percent": "20"}, PROJECT,
    ),
    Case(
        "PUT /contributions/{id}", "/contributions/{share}", may(303, "zhao") | READERS | {"lin": 403},
        {"answer": "disputed", "comment": "Rather half of it", "percent": "30"}, SHARE,
    ),
)  # fmt: skip
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/attachments/{id}": ("lin", "/attachments/{file}", 5),
    "/evidence/{id}/contributions": ("lin", "/evidence/{shared}/contributions", 6),
    "/verifications": ("zhao", "/verifications", 5),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/verifications": (("linxiaoyu", "/verifications"), ("admin", "/verifications")),
    "/evidence/{id}/contributions": (("zhaolei", "/evidence/{entry_of_zhao}/contributions"),),
}
NO_PAGES: frozenset[str] = frozenset({"/attachments/{id}"})


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    """lin's project with a file, which zhao was asked to verify and in which he has a share."""
    entry = written(database, people.lin, "project")
    shared(database, people.lin, entry, {people.zhao: 30, people.qian: 10})
    asked(database, people.lin, entry, people.zhao)
    return {"shared": entry, "file": attached(database, people.lin, entry)}


def prepare(writer: "Visitor", entry: int) -> None:
    """A file, and linxiaoyu with a share and asked to verify it."""
    base, headers = f"{writer.site.origin}/evidence/{entry}", {"Sec-Fetch-Site": "same-origin"}
    file = {"name": "scan.png", "mimeType": "image/png", "buffer": picture()}
    for answer in (
        writer.context.request.post(f"{base}/attachments", multipart={"file": file}, headers=headers),
        writer.context.request.post(
            f"{base}/contributions?_method=put", headers=headers,
            form={"seen": "", "new0.person": "林晓雨", "new0.percent": "30"},
        ),
        writer.context.request.post(
            f"{base}/verifications", form={"called": "林晓雨", "message": "你在场"}, headers=headers
        ),
    ):  # fmt: skip
        assert answer.ok, answer.status
