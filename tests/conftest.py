"""Fixtures for every test: a database with the cast, the application on it, clients who are signed in."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import event
from sqlmodel import Session
from starlette.testclient import TestClient
from xdist.scheduler import LoadScopeScheduling

from app.kit import i18n, logs
from app.kit.db import Database
from app.people import sessions
from app.settings import Settings
from tests import chromium, routes_called
from tests.databases import KINDS, Databases
from tests.jobs.kind import COUNTING
from tests.postgres import fast_folder
from tests.routes_called import pytest_sessionfinish, pytest_testnodedown  # noqa: F401

STRICT = os.environ.get("LADDER_STRICT") == "1"
ORIGIN = "http://127.0.0.1:8000"
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=(*KINDS, "both"), default="both", help="on which database tests run")


def pytest_configure(config: pytest.Config) -> None:
    logs.configure(lines_of_json=True)
    # settings of whoever runs the tests are not the tests'
    for name in [name for name in os.environ if name.startswith("LADDER_") and name not in OUTER]:
        del os.environ[name]


OUTER = (
    "LADDER_STRICT",
    "LADDER_CHROMIUM",
    "LADDER_CYCLE_PEOPLE",
    "LADDER_FRAMEWORKS",
    "LADDER_ATTACK_PEOPLE",
    "LADDER_ATTACK_CROWDS",
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for name in ("database", "empty_url"):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, _kinds(metafunc), indirect=True)


def _kinds(metafunc: pytest.Metafunc) -> list[str]:
    chosen = metafunc.config.getoption("--database")
    only = metafunc.definition.get_closest_marker("only")
    kinds = [only.args[0]] if only else list(KINDS)
    return [kind for kind in kinds if chosen in (kind, "both")]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests do not run without a browser."""
    browser = [item for item in items if item.get_closest_marker("browser")]
    for item in browser:
        if chromium.find() is None:
            item.add_marker(pytest.mark.skip(reason=chromium.HOW))


TOGETHER = ("tests/browser/", "tests/demo/", "tests/imports/test_hostile.py", "tests/revisions/test_impact.py")


class SomeTogether(LoadScopeScheduling):
    """Every test by itself, but one worker for those with a browser, and for those that share something long to make.

    xdist's own groups are not read by this pytest.
    """

    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> SomeTogether:
    return SomeTogether(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    return _strictly(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    report = yield
    return _strictly(report)


def _strictly(report: Any) -> Any:
    """Where LADDER_STRICT is set, a test that was skipped has failed; expected failures are no skips."""
    if STRICT and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"skipped, which LADDER_STRICT forbids: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for reason in sorted({report.longrepr[2] for report in terminalreporter.getreports("skipped")}):
        terminalreporter.write_line(reason)
    routes_called.report(terminalreporter)


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    with TemporaryDirectory(prefix="ladder-", dir=fast_folder()) as folder, Databases(Path(folder)) as found:
        yield found


@pytest.fixture
def database(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Database]:
    """Schema, the framework of data/ in force, and the cast. Runs on SQLite and on PostgreSQL."""
    with databases.copy(request.param) as found:
        yield found


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """The URL of a database without even a schema. Runs on SQLite and on PostgreSQL."""
    with databases.empty(request.param) as url:
        yield url


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    """One writing transaction for the whole test, kept at its end. Not together with a client: it would wait."""
    with database.writing() as session:
        yield session


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """Every test begins in Chinese, whatever a command in the one before spoke."""
    with i18n.speaking(i18n.DEFAULT):
        yield


@pytest.fixture
def people(database: Database, databases: Databases) -> SimpleNamespace:
    """The cast as actors: `people.lin`, `people.chen` … (tests/cast.py)."""
    return SimpleNamespace(**databases.actors["sqlite" if database.sqlite else "postgresql"])


@pytest.fixture(scope="session")
def settings(databases: Databases) -> Settings:
    return Settings(job_threads=0, erasures=databases.folder / "erasures")


@dataclass
class Served:
    """The application of one worker, running, and the thread in which it runs."""

    app: FastAPI
    client: TestClient


@pytest.fixture(scope="session")
def served(settings: Settings, databases: Databases) -> Iterator[Served]:
    from app.main import create_app

    app = create_app(settings, Database(f"sqlite:///{databases.folder / 'none.db'}"))
    app.state.workshop.kinds[COUNTING.name] = COUNTING
    with TestClient(routes_called.Recorder(app), base_url=ORIGIN) as client:
        yield Served(app, client)


@pytest.fixture
def app(served: Served, database: Database) -> FastAPI:
    """The application on this test's database."""
    served.app.state.database = served.app.state.workshop.database = database
    return served.app


@pytest.fixture
def anonymous(request: pytest.FixtureRequest, served: Served, app: FastAPI) -> TestClient:
    """A browser of this site where nobody is signed in. Redirects are not followed."""
    if "db" in request.fixturenames:
        pytest.fail("`db` holds the writer: use `with database.writing() as db:` beside a client")
    client = TestClient(
        served.client.app,
        base_url=ORIGIN,
        headers=SAME_ORIGIN,
        follow_redirects=False,
        client=("127.0.0.1", 50000),
    )
    client.portal = served.client.portal
    return client


@pytest.fixture
def client_for(
    request: pytest.FixtureRequest,
    anonymous: TestClient,
    database: Database,
    people: SimpleNamespace,
    settings: Settings,
) -> Callable[[str], TestClient]:
    """`client_for("lin")` is her browser, with a session of its own each time."""

    def signed_in(login: str) -> TestClient:
        actor = getattr(people, login)
        with database.writing() as db:
            token = sessions.open_session(db, actor.account_id, "test", confirmed=True)
        client = TestClient(
            anonymous.app,
            base_url=ORIGIN,
            headers=SAME_ORIGIN,
            cookies={sessions.cookie_name(settings): token},
            follow_redirects=False,
            client=("127.0.0.1", 50000),
        )
        client.portal = anonymous.portal
        return client

    return signed_in


@dataclass
class Queries:
    """The statements that ran inside the block."""

    statements: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.statements)


@pytest.fixture
def count_queries(database: Database) -> Callable[[], AbstractContextManager[Queries]]:
    """`with count_queries() as queries: …; assert len(queries) <= 6`. Statements of both engines count."""

    @contextmanager
    def counting() -> Iterator[Queries]:
        found = Queries()

        def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if statement.split(None, 1)[0].upper() not in ("BEGIN", "PRAGMA"):
                found.statements.append(statement)

        engines = {database.reader, database.writer}
        for engine in engines:
            event.listen(engine, "before_cursor_execute", note)
        try:
            yield found
        finally:
            for engine in engines:
                event.remove(engine, "before_cursor_execute", note)

    return counting


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """pytest-playwright's launch, on the system's Chromium."""
    return {**browser_type_launch_args, "executable_path": chromium.find(), "args": list(chromium.FLAGS)}


pytest_plugins = ("tests.programs",)
