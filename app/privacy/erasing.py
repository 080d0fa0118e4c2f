"""Taking a person's data out of every table: the statements made from app/privacy/whose.py."""

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, column, delete, func, or_, select, table, text, update
from sqlmodel import Session, col

from app.imports.models import PeopleImport
from app.jobs import rules as jobs
from app.jobs.models import Job
from app.kit import clock
from app.people.models import Person
from app.privacy.whose import HERS, NAMES, Hers, Names, Part
from app.reminders.models import Digest

ERASED_NAME, ERASED_LATIN = "已删除的人员", "Erased person"

_NAMED = select(col(Person.name), col(Person.name_latin)).where(col(Person.id) == bindparam("person"))
_EMPTY = update(Person).where(col(Person.id) == bindparam("person")).execution_options(synchronize_session=False)
_OPEN_IMPORTS = update(PeopleImport).where(
    col(PeopleImport.applied_at).is_(None), col(PeopleImport.discarded_at).is_(None)
)
_OF_JOBS = update(PeopleImport).where(
    col(PeopleImport.job_id).in_(select(col(Job.id)).where(col(Job.asked_by_id) == bindparam("person")))
)
_FILES = update(Job).where(col(Job.size) > 0)


def _parent(name: str) -> Hers:
    return next(one for one in HERS if one.table == name and not one.only)


def _rows(one: Hers) -> Any:
    return table(one.table, column("id"), column(one.by))


def _hers(rows: Any, one: Hers) -> Any:
    """The condition under which a row is the person's whose number is `:person`."""
    by = rows.c[one.by]
    if one.of:
        above = _rows(_parent(one.of))
        mine = by.in_(select(above.c.id).where(_hers(above, _parent(one.of))))
    else:
        mine = by == bindparam("person")
    return and_(mine, text(one.only)) if one.only else mine


@cache
def counted(one: Hers) -> Any:
    """How many rows of a table are `:person`'s."""
    rows = _rows(one)
    return select(func.count()).select_from(rows).where(_hers(rows, one))


@cache
def _delete(one: Hers) -> Any:
    rows = _rows(one)
    return delete(rows).where(_hers(rows, one))


@cache
def _empty(one: Names) -> Any:
    return (
        update(table(one.table, *map(column, (one.by, *one.emptied))))
        .where(column(one.by) == bindparam("person"), or_(*(column(name) != "" for name in one.emptied)))
        .values(dict.fromkeys(one.emptied, ""))
    )


def erase(db: Session, person_id: int, parts: Collection[Part]) -> dict[str, int]:
    """Delete her rows of these parts, and with `record` what is left of herself: table → how many went.

    The caller knows that nothing keeps them. Statements pass the session by, so that no history is written of it.
    """
    connection, who = db.connection(), {"person": person_id}
    if "own" in parts:
        _let_files_go(db, person_id)
    went: dict[str, int] = {}
    for one in HERS:
        if one.part in parts and (gone := connection.execute(_delete(one), who).rowcount):
            went[one.table] = went.get(one.table, 0) + gone
    if "record" in parts:
        _forget(db, person_id)
    db.expire_all()
    return went


def _let_files_go(db: Session, person_id: int) -> None:
    """Files that were made or brought in lately may name her, whoever's they are; they can be made again."""
    connection, now = db.connection(), clock.now()
    connection.execute(_OF_JOBS.values(job_id=None), {"person": person_id})
    connection.execute(_OPEN_IMPORTS.values(data=b"", discarded_at=now))
    connection.execute(_FILES.values(kept_until=now))
    db.expire_all()
    jobs.expire(db)


def _forget(db: Session, person_id: int) -> None:
    """Her words in rows of others, messages to others that name her, and her name."""
    connection, who = db.connection(), {"person": person_id}
    for one in NAMES:
        if one.emptied:
            connection.execute(_empty(one), who)
    _unsay(db, connection.execute(_NAMED, who).one())
    connection.execute(_EMPTY.values(
        name=ERASED_NAME, name_latin=ERASED_LATIN, sort_key="", staff_number=None, email="", department_id=None,
        joined_on=None, left_on=clock.today(), erased_at=clock.now(),
    ), who)  # fmt: skip


def _unsay(db: Session, names: Iterable[str]) -> None:
    """Messages that wait to be delivered and name her are given up."""
    texts = (col(Digest.subject), col(Digest.body))
    said = or_(*(text.contains(name, autoescape=True) for name in names if name for text in texts))
    waiting = update(Digest).where(col(Digest.settled_at).is_(None), said)
    db.connection().execute(waiting.values(subject="", body="", settled_at=clock.now()))
