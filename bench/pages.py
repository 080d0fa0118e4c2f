"""How long the server takes for each page, in organisations of different sizes.

    python bench/pages.py [--people 60,10000] [--requests 40]

One process, no network: time counts from the request's arrival at the ASGI application to the last byte
of its answer. Sizes and pages take turns, so that a noisy moment of the machine hits all of them alike;
judge by the ratio between the sizes, which a slow machine leaves as it is.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import event, select
from sqlmodel import Session, col
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from app.assessments import queries, rules
from app.cycles import queries as cycles
from app.evidence import queries as evidence
from app.goals import queries as goals
from app.kit.db import Database
from app.main import create_app
from app.people import access, sessions
from app.people.access import Actor
from app.people.models import Account
from app.settings import Settings
from bench import _common

WARM_UP = 5
PAGES = (
    ("my page", "linxiaoyu", "/"),
    ("my page, a manager's", "chenjianguo", "/"),
    ("my page, the director's", "zhoumin", "/"),
    ("a report's page", "chenjianguo", "/people/{lin}"),
    ("a person's page, by HR", "wangfang", "/people/{lin}"),
    ("a stranger's page", "zhaolei", "/people/{lin}"),
    ("gaps", "linxiaoyu", "/gaps"),
    ("a report's gaps", "chenjianguo", "/people/{lin}/gaps"),
    ("assessments", "linxiaoyu", "/assessments"),
    ("an assessment, submitted", "linxiaoyu", "/assessments/{submitted}"),
    ("an assessment, open", "linxiaoyu", "/assessments/{draft}"),
    ("before submitting", "linxiaoyu", "/assessments/{draft}/submission"),
    ("evidence", "linxiaoyu", "/evidence"),
    ("an entry", "linxiaoyu", "/evidence/{entry}"),
    ("a report's evidence", "chenjianguo", "/people/{lin}/evidence"),
    ("asked of me", "chenjianguo", "/verifications"),
    ("plan", "linxiaoyu", "/goals"),
    ("a goal", "linxiaoyu", "/goals/{goal}"),
    ("a report's plan", "chenjianguo", "/people/{lin}/goals"),
    ("reflections", "linxiaoyu", "/reflections"),
    ("growth file", "linxiaoyu", "/me/file"),
    ("a conversation, open", "chenjianguo", "/conversations/{talk}"),
    ("a signed record", "linxiaoyu", "/conversations/{signed}/records/1"),
    ("conversations", "chenjianguo", "/conversations"),
    ("a cycle, by HR", "wangfang", "/cycles/{cycle}"),
    ("calibration", "wangfang", "/cycles/{closed}/calibration"),
    ("commitments", "chenjianguo", "/commitments"),
    ("level changes", "wangfang", "/level-changes"),
    ("directory", "linxiaoyu", "/people"),
    ("directory, a search", "linxiaoyu", "/people?q=chen"),
    ("a person's record", "wangfang", "/people/{lin}/record"),
    ("framework", "linxiaoyu", "/framework"),
    ("a level", "linxiaoyu", "/framework/levels/senior"),
    ("a competency", "linxiaoyu", "/framework/competencies/teamwork"),
    ("between two levels", "linxiaoyu", "/framework/difference"),
    ("accounts", "admin", "/accounts"),
    ("trail", "admin", "/trail"),
    ("who opened my record", "linxiaoyu", "/me/looked"),
    ("settings", "linxiaoyu", "/settings"),
    ("sign-in page", None, "/sign-in"),
)
SAVE = "saving one rating"


class Timed:
    """Around the application: how long each request took inside, in seconds."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.last = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.perf_counter()
        await self.app(scope, receive, send)
        if scope["type"] == "http":
            self.last = time.perf_counter() - began


@dataclass
class Site:
    """The application on one organisation, and what was measured there: seconds and queries by page."""

    people: int
    database: Database
    timed: Timed
    clients: dict[str | None, TestClient]
    places: dict[str, int]
    seconds: dict[str, list[float]] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)
    version: int = 0

    def get(self, who: str | None, address: str) -> None:
        response = self.clients[who].get(address.format(**self.places))
        assert response.status_code == 200, (who, address, response.status_code)

    def save(self) -> None:
        """Another answer each time, so that there is something to write."""
        sent = {
            "answer": str(1 + self.version % 5),
            "note": f"for the {self.version}th time",
            "version": str(self.version),
        }
        address = f"/assessments/{self.places['draft']}/ratings/teamwork"
        response = self.clients["linxiaoyu"].put(address, data=sent, headers={"HX-Request": "true"})
        assert response.status_code == 200, response.text
        self.version += 1

    def jobs(self) -> Iterator[tuple[str, Callable[[], None]]]:
        for name, who, address in PAGES:
            yield name, lambda who=who, address=address: self.get(who, address)
        yield SAVE, self.save


@contextmanager
def serving(people: int) -> Iterator[Site]:
    """The application on the demo organisation of this size, with everybody of PAGES signed in."""
    settings, database = Settings(), _common.organisation(people)
    timed = Timed(create_app(settings, database))
    with TestClient(timed, base_url=settings.public_origin) as outer:
        actors = {who: _actor(database, who) for _, who, _ in PAGES if who}
        clients: dict[str | None, TestClient] = {None: _client(outer, settings, None)}
        for who, actor in actors.items():
            with database.writing() as db:
                token = sessions.open_session(db, actor.account_id, "bench", confirmed=True)
            clients[who] = _client(outer, settings, token)
        site = Site(people, database, timed, clients, {})
        with database.writing() as db:
            _prepare(db, site, actors["linxiaoyu"])
        yield site


def _client(outer: TestClient, settings: Settings, token: str | None) -> TestClient:
    cookies = {sessions.cookie_name(settings): token} if token else {}
    headers = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "zh-CN"}
    client = TestClient(outer.app, base_url=settings.public_origin, headers=headers, cookies=cookies)
    client.portal = outer.portal
    return client


def _actor(database: Database, login: str) -> Actor:
    with database.reading() as db:
        account = db.execute(select(Account).where(col(Account.login) == login)).scalar_one()
        assert account.id is not None
        return Actor(account.person_id, account.id, 0, login, login)


def _prepare(db: Session, site: Site, lin: Actor) -> None:
    """A draft to write in, and the ids that stand in the addresses."""
    subject = access.subject(db, lin, lin.person_id)
    draft = rules.start(db, lin, subject).id
    assert draft is not None
    own = [entry for entry in queries.history(db, lin, subject) if entry.of_oneself and entry.submitted_at]
    entries, hers = evidence.of_person(db, lin.person_id, with_private=True), goals.of_person(db, lin.person_id)
    running, closed = cycles.of_people(db, [lin.person_id])[:2]
    site.places = {
        "talk": running.id,
        "signed": closed.id,
        "cycle": running.cycle.id,
        "closed": closed.cycle.id,
        "lin": lin.person_id,
        "draft": draft,
        "submitted": own[-1].id,
        "entry": next(entry.id for entry in entries if entry.kind == "project"),
        "goal": hers[0].id,
    }
    site.version = queries.ratings(db, [draft])[draft]["teamwork"].version


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that run inside the block."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.split(None, 1)[0].upper() not in ("BEGIN", "PRAGMA"):
            found.append(statement)

    for engine in {database.reader, database.writer}:
        event.listen(engine, "before_cursor_execute", note)
    yield found
    for engine in {database.reader, database.writer}:
        event.remove(engine, "before_cursor_execute", note)


def measure(sites: list[Site], requests: int) -> None:
    """Every page of every site `requests` times, taking turns, after it was loaded a few times unmeasured."""
    for site in sites:
        for name, load in site.jobs():
            for _ in range(WARM_UP):
                load()
            with counted(site.database) as statements:
                load()
            site.queries[name] = len(statements)
    for _ in range(requests):
        for jobs in zip(*(site.jobs() for site in sites), strict=True):
            for site, (name, load) in zip(sites, jobs, strict=True):
                load()
                site.seconds.setdefault(name, []).append(site.timed.last)


def report(sites: list[Site]) -> str:
    """Milliseconds by page and size; the ratio is that of the medians, the largest to the smallest."""
    head = ["page", "queries"]
    for site in sites:
        head += [f"{site.people}: median", "p95"]
    rows = []
    for name in sites[0].queries:
        counts = sorted({site.queries[name] for site in sites})
        medians = [_common.summary(site.seconds[name]) for site in sites]
        numbers = [f"{value:.1f}" for pair in medians for value in pair]
        rows.append([name, "-".join(map(str, counts)), *numbers, f"{medians[-1][0] / medians[0][0]:.2f}"])
    return _common.table([*head, "ratio"], rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", default="60,10000", help="sizes of the organisations, with commas between")
    parser.add_argument("--requests", type=int, default=40, help="measured requests per page and size")
    options = parser.parse_args()
    sizes = sorted({int(size) for size in options.people.split(",")})
    with ExitStack() as stack:
        sites = [stack.enter_context(serving(size)) for size in sizes]
        measure(sites, max(30, options.requests))
        print(report(sites))


if __name__ == "__main__":
    main()
