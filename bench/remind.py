"""How long `remind` takes: an organisation in which everybody has an account and a goal that is due today.

    python bench/remind.py [--people 60,2000]

A real SMTP server on this machine takes the mail; each message is claimed, sent and settled on SQLite. Queries
for a person must not grow with the organisation.
"""

import argparse
import shutil
import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aiosmtpd.controller import Controller
from pydantic import SecretStr
from sqlalchemy import event
from sqlmodel import Session, select

from app.goals.models import Goal
from app.kit import clock
from app.kit.db import Database
from app.people.models import Account, Person
from app.reminders import commands
from app.settings import Settings
from bench._common import KEPT, organisation, table
from tests.reminders.posts import Postbox

# a Monday that is worked, at ten in the morning
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", default="60,2000", help="sizes of the organisations, with commas between")
    sizes = sorted({int(size) for size in parser.parse_args().people.split(",")})
    rows = [row for size in sizes for row in _measure(size)]
    print(table(["people", "run", "seconds", "mails", "queries a person"], rows))


def _measure(size: int) -> list[list[str]]:
    organisation(size).dispose()
    with tempfile.TemporaryDirectory(prefix="ladder-bench-") as folder:
        path = Path(folder) / "ladder.db"
        shutil.copyfile(KEPT / f"people-{size}.db", path)
        database = Database(f"sqlite:///{path}")
        with database.writing() as db:
            _everybody(db)
        try:
            return [_run(database, size, name, moment) for name, moment in _runs()]
        finally:
            database.dispose()


def _runs() -> tuple[tuple[str, datetime], ...]:
    return ("the first", NOW), ("again, an hour later", NOW + timedelta(hours=1)), ("the next day", NOW + timedelta(1))


def _everybody(db: Session) -> None:
    """Accounts for all who have none, and a goal each."""
    with_account = set(db.exec(select(Account.person_id)))
    for person in db.exec(select(Person).where(Person.left_on == None)).all():  # noqa: E711
        assert person.id is not None
        person.email = person.email or f"p{person.id}@example.com"
        if person.id not in with_account:
            db.add(Account(person_id=person.id, login=f"p{person.id}", created_at=NOW - timedelta(days=700)))
        db.add(_goal(person.id, NOW.date()))


def _goal(person_id: int, due_on: date) -> Goal:
    return Goal(
        person_id=person_id, competency="teamwork", to_proficiency=3, due_on=due_on, hours=10, state="agreed",
        once="bench", created_at=NOW, changed_at=NOW,
    )  # fmt: skip


def _run(database: Database, size: int, name: str, moment: datetime) -> list[str]:
    box, queries = Postbox(), [0]

    def count(*_: object) -> None:
        queries[0] += 1

    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    for engine in (database.reader, database.writer):
        event.listen(engine, "before_cursor_execute", count)
    settings = Settings(mail_url=SecretStr(box.url), mail_from="ladder@example.com")
    try:
        began = time.perf_counter()
        with clock.at(moment):
            commands.remind(database, settings)
        seconds = time.perf_counter() - began
    finally:
        controller.stop()
        for engine in (database.reader, database.writer):
            event.remove(engine, "before_cursor_execute", count)
    return [str(size), name, f"{seconds:.2f}", str(len(box.messages)), f"{queries[0] / size:.1f}"]


if __name__ == "__main__":
    main()
