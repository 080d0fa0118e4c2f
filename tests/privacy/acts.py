"""What the tests of privacy do again and again."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sqlmodel import Session, SQLModel

from app.kit import clock
from app.kit.db import Database
from app.people import rules as people_rules
from app.people.access import Actor
from app.people.models import Person
from app.privacy import requests
from app.privacy.models import Erasure

Rows = dict[str, list[dict[str, Any]]]


def left(db: Session, who: Actor, days: int = 1) -> date:
    """This person left so many days ago; the day."""
    on = clock.today() - timedelta(days=days)
    people_rules.leave(db, None, who.person_id, on)
    return on


def asked(db: Session, who: Actor, words: str = "") -> int:
    """This person's request for erasure; its id."""
    return requests.ask(db, who, words).id or 0


def erased(database: Database, people: SimpleNamespace, who: str, file: Path, days: int = 800) -> None:
    """This person of the cast left so many days ago and is erased by HR, all of it."""
    actor = getattr(people, who)
    with database.writing() as db:
        left(db, actor, days)
        id = asked(db, actor, "请删除我的资料")
        name = db.get_one(Person, actor.person_id).name
        assert requests.grant(db, people.wang, id, "已按要求删除", name, file)


def waits(database: Database, person_id: int) -> Erasure | None:
    with database.reading() as db:
        return db.exec(requests._WAITING, params={"person": person_id}).first()


def everything(database: Database) -> Rows:
    """Every row of every table."""
    with database.reading() as db:
        return {
            table.name: [dict(row._mapping) for row in db.connection().execute(table.select())]
            for table in SQLModel.metadata.sorted_tables
        }


def hers(rows: Rows, person_id: int) -> Rows:
    """The rows about a person: by person_id, and what points to such a row. It knows nothing of the product's list."""
    found = {name: [row for row in all_ if row.get("person_id") == person_id] for name, all_ in rows.items()}
    found["person"] = [row for row in rows["person"] if row["id"] == person_id]
    for table in SQLModel.metadata.sorted_tables:
        for key in table.foreign_keys:
            above = key.column.table.name
            if above in ("person", table.name) or "person_id" in rows_of(table):
                continue
            ids = {row[key.column.name] for row in found[above]}
            found[table.name] += [
                row for row in rows[table.name] if row[key.parent.name] in ids and row not in found[table.name]
            ]
    return found


def rows_of(table: Any) -> set[str]:
    return {column.name for column in table.columns}


def words(rows: Rows) -> Iterator[str | bytes]:
    """Every text and every file in these rows."""
    for all_ in rows.values():
        yield from (value for row in all_ for value in row.values() if isinstance(value, str | bytes) and value)


def dump(rows: Rows) -> dict[type, Any]:
    """All texts in one, and all files."""
    found = list(words(rows))
    return {
        str: "\n".join(one for one in found if isinstance(one, str)),
        bytes: b"\n".join(one for one in found if isinstance(one, bytes)),
    }
