"""A fresh database with the cast for each test, copied from a template that each worker makes once."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from app.kit.db import Database
from app.migrations.run import migrate
from app.people.access import Actor
from tests import cast, postgres

KINDS = ("sqlite", "postgresql")


class Databases:
    """The templates of one worker. Use as a context manager; PostgreSQL starts when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stack = ExitStack()
        self.server: postgres.Server | None = None
        self.actors: dict[str, dict[str, Actor]] = {}
        self.count = 0

    def __enter__(self) -> "Databases":
        return self

    def __exit__(self, *_: object) -> None:
        self.stack.close()

    @contextmanager
    def copy(self, kind: str) -> Iterator[Database]:
        """A database of this kind with schema, framework and cast, gone afterwards."""
        with self._url(kind) as url:
            database = Database(url)
            try:
                yield database
            finally:
                database.dispose()

    @contextmanager
    def empty(self, kind: str) -> Iterator[str]:
        """The URL of a database with nothing in it, not even a schema."""
        self.count += 1
        if kind == "sqlite":
            yield f"sqlite:///{self.folder / f'empty-{self.count}.db'}"
        else:
            with self.postgres().copy("template1") as url:
                yield url

    def postgres(self) -> postgres.Server:
        if self.server is None:
            self.server = self.stack.enter_context(postgres.running())
        return self.server

    @contextmanager
    def _url(self, kind: str) -> Iterator[str]:
        if kind not in self.actors:
            self.actors[kind] = _make(self._template(kind))
        if kind == "postgresql":
            with self.postgres().copy("cast") as url:
                yield url
        else:
            path = self.folder / f"{self.count}.db"
            self.count += 1
            shutil.copyfile(self.folder / "template.db", path)
            yield f"sqlite:///{path}"
            for left in self.folder.glob(f"{path.name}*"):
                left.unlink()

    def _template(self, kind: str) -> str:
        return self.postgres().create("cast") if kind == "postgresql" else f"sqlite:///{self.folder / 'template.db'}"


def _make(url: str) -> dict[str, Actor]:
    database = Database(url)
    migrate(database)
    with database.writing() as db:
        cast.publish(db)
        actors = cast.fill(db)
    if database.sqlite:
        with database.writer.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()
    return actors
