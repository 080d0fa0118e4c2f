"""One small demo organisation per framework that is found, filled once and read by all tests of this folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from app.demo.days import moment
from app.demo.fill import fill
from app.framework import versions
from app.framework.model import Framework
from app.kit import clock
from app.kit.db import Database
from app.migrations.run import migrate
from app.people.models import Account, Person

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)
PEOPLE = 30
PASSWORD = "a long demo password"
FRAMEWORKS = [
    folder
    for folder in (ROOT / "data", *sorted((ROOT / "tests" / "frameworks").glob("*")))
    if (folder / "career_ladder.yaml").exists()
]


@dataclass(frozen=True)
class Organisation:
    database: Database
    framework: Framework
    today: date = TODAY


def empty(folder: Path) -> Database:
    database = Database(f"sqlite:///{folder / 'demo.db'}")
    migrate(database)
    return database


@pytest.fixture(scope="session", params=FRAMEWORKS, ids=lambda folder: folder.name)
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Organisation]:
    database = empty(tmp_path_factory.mktemp(request.param.name))
    fill(database, PEOPLE, 7, PASSWORD, request.param, TODAY)
    with database.writing() as db, clock.at(moment(TODAY, 0)):
        framework = versions.in_force(db).framework
    yield Organisation(database, framework)
    database.dispose()


@pytest.fixture
def db(demo: Organisation) -> Iterator[Session]:
    with demo.database.reading() as session:
        yield session


def by_login(db: Session, login: str) -> Person:
    return db.exec(select(Person).join(Account).where(Account.login == login)).one()
