"""Everything that answers GET, asked for with every id there is; and all the words of an answer, whatever it is.

The addresses come from the table of routes, so that a page which is added tomorrow is asked for, too.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import timedelta
from html import unescape
from itertools import product
from types import SimpleNamespace

import httpx2 as httpx
from fastapi import FastAPI
from sqlalchemy import text
from sqlmodel import Session, select
from starlette.testclient import TestClient

from app.framework import versions
from app.kit import clock
from app.kit.db import Database
from app.kit.workdays import is_working_day
from app.reminders import composing
from app.reminders import queries as reminders
from app.reminders.models import Digest
from tests.growth.reading import text_of
from tests.people.classified import CASES
from tests.routes_called import routes_of

TABLES = {
    "people": "person",
    "accounts": "person",
    "assessments": "assessment",
    "evidence": "evidence",
    "attachments": "attachment",
    "verifications": "verification",
    "goals": "goal",
    "reflections": "reflection",
    "cycles": "review_cycle",
    "conversations": "cycle_participant",
    "participants": "cycle_participant",
    "records": "conversation_record",
    "commitments": "commitment",
    "reconsiderations": "reconsideration",
    "level-changes": "level_change",
}
"""First word of an address → the table whose ids stand in it. Of any other word, every id of all of them."""
SECRETS = {"token", "secret", "digest", "name"}
"""Parts of an address that nobody guesses: such a route is asked for as tests/people/classified.py has it."""
PARAMETER = re.compile(r"{(\w+)(?::\w+)?}")


def addresses(app: FastAPI, database: Database, people: SimpleNamespace, absent: bool = True) -> dict[str, str]:
    """Address → its route: each route with every id, and as the table of cases asks for it.

    `absent`: a route whose table is empty is asked for with an id that there is not.
    """
    with database.reading() as db:
        known = _known(db)
    found = {}
    for route in routes_of(app):
        if "GET" in route.methods:
            names = PARAMETER.findall(route.path)
            if not SECRETS & set(names):
                found |= dict.fromkeys(_filled(route.path, names, known, absent), route.path)
    return found | _of_cases(people)


def writes(app: FastAPI, database: Database, words: Iterable[str]) -> list[tuple[str, str, dict[str, str]]]:
    """(method, address, form) of each route under these first words that changes something, with every id: without
    a form, and with that of the table of cases."""
    with database.reading() as db:
        known = _known(db)
    forms = {case.route: {name: PARAMETER.sub("1", value) for name, value in case.form.items()} for case in CASES}
    return [
        (method, path, form)
        for route in routes_of(app)
        for method in route.methods - {"GET"}
        if route.path.split("/")[1] in words and not SECRETS & set(PARAMETER.findall(route.path))
        for path in _filled(route.path, PARAMETER.findall(route.path), {**known, "competency": ["teamwork"]})
        for form in ({}, forms.get(f"{method} {route.path}", {}))
    ]


def _known(db: Session) -> dict[str, list[object]]:
    """Table → its ids, and values for the other parameters that a route may have."""
    ids = {table: list(db.scalars(text(f'SELECT id FROM "{table}"'))) for table in set(TABLES.values())}
    framework = versions.in_force(db).framework
    numbers = list(db.scalars(text("SELECT DISTINCT number FROM conversation_record")))
    return {
        **ids,
        "number": numbers or [1],
        "level": [level.id for level in framework.levels],
        "competency": [competency.id for competency in framework.competencies],
        "all": sorted({id for those in ids.values() for id in those}),
    }


def _filled(path: str, names: list[str], known: Mapping[str, list[object]], absent: bool = True) -> Iterable[str]:
    """A route's path with all values of its parameters; 1 where there is none."""
    table = TABLES.get(path.split("/")[1], "all")
    values = [known[name] if name in known else known[table] or [1] * absent for name in names]
    plain = PARAMETER.sub(lambda found: f"{{{found[1]}}}", path)
    return [plain.format(**dict(zip(names, chosen, strict=True))) for chosen in product(*values)]


def _of_cases(people: SimpleNamespace) -> dict[str, str]:
    """The addresses of the table of cases that need nothing but the cast: filters, words, pages."""
    logins = {login: actor.person_id for login, actor in vars(people).items()}
    safe = [case for case in CASES if case.method == "GET" and not case.needs]
    return {case.path.format_map(logins): case.route.removeprefix("GET ") for case in safe}


def told(client: TestClient, path: str) -> str:
    """All the words of an answer with its head, whatever it is: a page, a file, an archive, a document."""
    return asked(client, path)[1]


def asked(client: TestClient, path: str, headers: Mapping[str, str] | None = None) -> tuple[bool, str]:
    """Whether it was answered well, and the words."""
    answer = client.get(path, headers=headers)
    assert answer.status_code < 500, path
    return answer.status_code < 300, words_of(answer.content, _head(answer))


def _head(answer: httpx.Response) -> str:
    """What stands in the head of an answer, but for the number of the request."""
    return "\n".join(f"{name}: {value}" for name, value in answer.headers.items() if name != "x-request-id")


def words_of(body: bytes, head: str = "") -> str:
    """Archives are unpacked, documents read, folded lines unfolded."""
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as pack:
            return "\n".join([head, *(name + pack.read(name).decode("utf-8", "replace") for name in pack.namelist())])
    if body.startswith(b"%PDF-"):
        return f"{head}\n{text_of(body)}"
    return unescape(body.decode("utf-8", "replace").replace("\r\n ", "") + f" {head}")


def digests(database: Database) -> dict[int, str]:
    """What everybody is sent on the next day on which people work."""
    now = clock.now().replace(hour=3, minute=0) + timedelta(days=1)
    while not is_working_day(now.date()):
        now += timedelta(days=1)
    with clock.at(now):
        with database.reading() as db:
            plans = list(composing.plans(db, reminders.receivers(db), lambda _one: ["mail"], now))
        composing.keep(database, plans, "http://ladder.example", now)
    with database.reading() as db:
        return {one.person_id: f"{one.subject}\n{one.body}" for one in db.exec(select(Digest))}
