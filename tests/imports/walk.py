"""What tests/rooms.py asks of the room imports."""

from types import SimpleNamespace
from typing import TYPE_CHECKING

from sqlmodel import Session

from app.imports import rules
from app.imports.guessing import guess
from app.imports.mapping import Mapped, Options
from app.kit import clock, sheets
from app.kit.db import Database
from tests.cases import HR_READ, HR_WRITE, Case, may
from tests.imports.files import STAFF, csv_of

if TYPE_CHECKING:
    from playwright.sync_api import APIRequestContext

    from tests.browser.visitor import Visitor

GOOD = csv_of(STAFF)
FAULTY = csv_of([*STAFF, ("00104", "", "", "P6", "", "")])


def waiting(db: Session, people: SimpleNamespace, data: bytes = GOOD) -> int:
    """A file of wang's whose columns are mapped; a new one each time, since the one before may be applied by now."""
    found = rules.receive(db, people.wang.person_id, "people.csv", data)
    assert found.id is not None
    if not found.mapping:
        headers = sheets.read(data).headers
        chosen = Options(clock.today())
        rules.map_columns(db, people.wang.person_id, found.id, headers, Mapped(guess(headers)), chosen, found.version)
    return found.id


def faulty(db: Session, people: SimpleNamespace) -> int:
    return waiting(db, people, FAULTY)


def digest(db: Session, people: SimpleNamespace) -> str:
    headers = sheets.read(GOOD)
    plan, _faults = rules.draw(db, headers, Mapped(guess(headers.headers)), Options(clock.today()), None)
    return plan.digest()


def version(db: Session, people: SimpleNamespace) -> int:
    return rules.find(db, waiting(db, people)).version


FILE, FAULTS = {"file": waiting}, {"file": faulty}
COLUMNS = {f"column-{n}": key for n, key in enumerate(guess(sheets.read(GOOD).headers))}
MAPPING = COLUMNS | {"since": "2126-11-23", "version": "{version}"}

CASES: tuple[Case, ...] = (
    Case("GET /people/imports", "/people/imports", HR_READ, needs=FILE),
    # without a file: what comes with one, test_pages.py asks
    Case("POST /people/imports", "/people/imports", may(422, "wang", otherwise=403) | {"anonymous": 401}),
    Case("GET /people/imports/{id}", "/people/imports/{file}", HR_READ, needs=FILE),
    Case("DELETE /people/imports/{id}", "/people/imports/{file}", HR_WRITE, needs=FILE),
    Case(
        "PUT /people/imports/{id}/mapping", "/people/imports/{file}/mapping", HR_WRITE, MAPPING,
        FILE | {"version": version},
    ),
    Case("GET /people/imports/{id}/preview", "/people/imports/{file}/preview", HR_READ, needs=FILE),
    Case("GET /people/imports/{id}/preview", "/people/imports/{file}/preview", HR_READ, needs=FAULTS),
    Case(
        "PUT /people/imports/{id}/levels", "/people/imports/{file}/levels", HR_WRITE,
        {"word-0": "P6", "means-0": "senior:manager"}, FAULTS,
    ),
    Case(
        "PUT /people/imports/{id}/application", "/people/imports/{file}/application", HR_WRITE, {"plan": "{digest}"},
        FILE | {"digest": digest},
    ),
    Case("GET /people/imports/{id}/problems", "/people/imports/{file}/problems", HR_READ, needs=FAULTS),
)  # fmt: skip
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/people/imports": ("wang", "/people/imports", 2),
    "/people/imports/{id}": ("wang", "/people/imports/{import_file}", 3),
    "/people/imports/{id}/preview": ("wang", "/people/imports/{import_file}/preview", 9),
    "/people/imports/{id}/problems": ("wang", "/people/imports/{faulty_file}/problems", 9),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/people/imports": (("wangfang", "/people/imports"),),
    "/people/imports/{id}": (("wangfang", "/people/imports/{import_file}"),),
    "/people/imports/{id}/preview": (("wangfang", "/people/imports/{import_file}/preview"),),
}
NAMES: dict[str, str] = {}
NO_PAGES: frozenset[str] = frozenset({"/people/imports/{id}/problems"})


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    with database.writing() as db:
        return {"import_file": waiting(db, people), "faulty_file": faulty(db, people)}


def prepare(visitor: "Visitor") -> dict[str, int]:
    """A file of HR's that is mapped and waits; her own browser sends it."""
    context = visitor.context.browser.new_context() if visitor.context.browser else visitor.context
    try:
        return {"import_file": _sent(context.request, visitor.site.origin)}
    finally:
        context.close()


def _sent(request: "APIRequestContext", origin: str) -> int:
    from tests.browser.site import PASSWORD  # a site of the browser's needs what other tests do not have

    headers = {"Sec-Fetch-Site": "same-origin"}
    request.post(f"{origin}/session", form={"login": "wangfang", "password": PASSWORD}, headers=headers)
    file = {"name": "people.csv", "mimeType": "text/csv", "buffer": GOOD}
    answer = request.post(f"{origin}/people/imports", multipart={"file": file}, headers=headers)  # type: ignore[dict-item]
    assert answer.ok, answer.status
    id = int(answer.url.rpartition("/")[2])
    form = COLUMNS | {"since": clock.today().isoformat(), "version": "1"}
    mapped = request.post(f"{origin}/people/imports/{id}/mapping?_method=put", form=form, headers=headers)
    assert mapped.ok and mapped.url.endswith("/preview"), mapped.url
    return id
