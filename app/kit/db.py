"""Engines, transactions and column types for SQLite and PostgreSQL.

On SQLite there are two engines: readers, and one writer connection that begins IMMEDIATE. Writers
queue for that connection inside the process, which is fair; SQLite's own lock is not.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

MEMO = "memo"
# SQLite gives the number of a deleted last row to the next one, unless a table says this: then keys, links and
# the trail would point at somebody else's thing
NEVER_AGAIN = {"sqlite_autoincrement": True}
POOL = 8
WAIT_SECONDS = 15
# SQLite's readers are so by themselves: query_only, and a snapshot for each transaction
ONE_STATE = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class UTCDateTime(TypeDecorator[datetime]):
    """An aware moment, stored and returned in UTC on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Database:
    """The database of one application: `reading()` and `writing()` open its transactions."""

    def __init__(self, url: str) -> None:
        self.url: URL = make_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        if self.sqlite:
            self.reader = _sqlite_engine(self.url, writer=False)
            self.writer = _sqlite_engine(self.url, writer=True)
        else:
            self.reader = self.writer = create_engine(
                self.url,
                pool_size=POOL,
                max_overflow=0,
                pool_timeout=WAIT_SECONDS,
                pool_pre_ping=True,
                hide_parameters=True,
            )

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that reads one consistent state and changes nothing."""
        with Session(self.reader, autoflush=False) as session:
            if not self.sqlite:
                session.connection(execution_options=ONE_STATE)
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session in one transaction: committed at the end, rolled back on any exception."""
        with Session(self.writer, expire_on_commit=False) as session, session.begin():
            yield session

    def dispose(self) -> None:
        self.reader.dispose()
        self.writer.dispose()


def _sqlite_engine(url: URL, *, writer: bool) -> Engine:
    engine = create_engine(
        url,
        pool_size=1 if writer else POOL,
        max_overflow=0,
        pool_timeout=WAIT_SECONDS,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "timeout": WAIT_SECONDS},
    )
    begin = "BEGIN IMMEDIATE" if writer else "BEGIN"

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        # else REPLACE deletes behind the back of the triggers that guard what never changes
        cursor.execute("PRAGMA recursive_triggers=ON")
        cursor.execute("PRAGMA cache_size=-65536")
        if not writer:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def remember(db: Session) -> None:
    """Let a session that reads one consistent state ask the same thing only once.

    For one page, whose parts need the same facts; not for long streams, since all answers are kept.
    """
    db.info[MEMO] = {}


def rows(db: Session, statement: Any, **values: Any) -> Sequence[Any]:
    """All rows of a statement that was built once; columns, not entities."""
    memo: dict[Any, Sequence[Any]] | None = db.info.get(MEMO)
    if memo is None:
        return db.connection().execute(statement, values).all()
    key = (statement, *((name, _hashable(value)) for name, value in sorted(values.items())))
    if key not in memo:
        memo[key] = tuple(db.connection().execute(statement, values).all())
    return memo[key]


def row(db: Session, statement: Any, **values: Any) -> Any:
    """The first row, or None."""
    if MEMO in db.info:
        return next(iter(rows(db, statement, **values)), None)
    return db.connection().execute(statement, values).first()


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list | set | tuple) else value
