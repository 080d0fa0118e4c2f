"""Making a case of the table ready, sending it, and comparing the database before and after."""

import hashlib
from collections.abc import Iterable, Mapping
from types import SimpleNamespace

import httpx2 as httpx
from sqlalchemy import text
from sqlmodel import SQLModel
from starlette.testclient import TestClient

from app.kit.db import Database
from tests.people.classified import Case

# what reading may change: when a session was last seen, and who looked at whose record
READING = ("report.read", "record.read", "report.exported", "people.exported", "data.downloaded")
QUIET = {
    "sign_in_session": "SELECT id, token, account_id, created_at, confirmed_at FROM sign_in_session",
    "trail_event": f"SELECT * FROM trail_event WHERE action NOT IN {READING}",
    "trail_head": "SELECT 1",
    "framework_version": "SELECT id, sha256, length(content) FROM framework_version",
}


def ready(database: Database, people: SimpleNamespace, case: Case) -> tuple[str, dict[str, str]]:
    """Path and form of a case, with all that it needs in the database."""
    names = {login: actor.person_id for login, actor in vars(people).items()}
    with database.writing() as db:
        made = {name: need(db, people) for name, need in case.needs.items()}
    values = {**names, **made}
    return case.path.format_map(values), {name: value.format_map(values) for name, value in case.form.items()}


def send(client: TestClient, case: Case, path: str, form: Mapping[str, str], **options: object) -> httpx.Response:
    """The request of a case, as script would send it."""
    if case.safe:
        return client.request(case.method, path, **options)  # type: ignore[arg-type]
    return client.request(case.method, path, data=form, **options)  # type: ignore[arg-type]


def state(database: Database, but: Iterable[str] = ()) -> dict[str, str]:
    """A digest of each table, without what reading may change."""
    found = {}
    with database.reading() as db:
        for table in SQLModel.metadata.tables:
            if table not in but:
                query = QUIET.get(table, f'SELECT * FROM "{table}"')
                rows = sorted(map(repr, db.execute(text(query))))
                found[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found
