"""A post office for the tests of reminders, and `remind` run in it at a moment."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
from pydantic import SecretStr

from app.framework import source, versions
from app.kit import clock, i18n
from app.kit.db import Database
from app.people.access import Actor
from app.reminders import commands
from app.reminders.commands import Report
from app.reminders.models import ReminderSetting
from app.settings import CHAT_SCHEMES, Settings
from tests.cast import DATA
from tests.reminders import posts
from tests.reminders.posts import Hook, Postbox
from tests.reminders.things import NOW

Remind = Callable[..., Report]


@pytest.fixture(autouse=True)
def early(request: pytest.FixtureRequest) -> None:
    """These tests live on days of 2026, which may be before the cast was made: the framework is in force by then."""
    if "database" in request.fixturenames:
        database: Database = request.getfixturevalue("database")
        framework, _ = source.read(DATA)
        assert framework is not None
        with database.writing() as db:
            versions.publish(db, None, framework, effective_on=date(2020, 1, 1))


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """Whatever language a test before this one, or the command in it, chose."""
    with i18n.speaking(i18n.DEFAULT):
        yield


@pytest.fixture
def box() -> Iterator[Postbox]:
    with posts.postbox() as found:
        yield found


@pytest.fixture
def hook() -> Iterator[Hook]:
    with posts.hook() as found:
        yield found


@pytest.fixture
def post(box: Postbox) -> Settings:
    """Settings of an installation that sends mail to `box`, and chat to any webhook of JSON."""
    return Settings(
        origin="https://ladder.example.com",
        mail_url=SecretStr(box.url),
        mail_from="ladder@example.com",
        chat_schemes=f"{CHAT_SCHEMES},json",
    )


@pytest.fixture
def remind(database: Database, post: Settings) -> Remind:
    """`remind()` runs the command at NOW, `remind(moment)` at another one; `dry=True` rehearses it."""

    def run(moment: datetime = NOW, dry: bool = False) -> Report:
        with clock.at(moment):
            return commands.rehearse(database, post) if dry else commands.remind(database, post)

    return run


@pytest.fixture
def wishes(database: Database) -> Callable[..., None]:
    """`wishes(people.lin, hours_from=8, off="goal")`: how somebody wants to be reminded."""

    def keep(actor: Actor, **values: object) -> None:
        with database.writing() as db:
            db.merge(ReminderSetting(person_id=actor.person_id, **values))

    return keep
