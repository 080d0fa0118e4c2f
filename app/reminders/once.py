"""Adding a row unless there is one already: safe when two runs or two windows do it at the same time."""

from functools import cache
from typing import Any

from sqlalchemy import Insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

_DIALECTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def add(db: Session, table: type[SQLModel], **values: object) -> int | None:
    """The new row's key, or None when one of its kind was there. Another transaction's row is waited for."""
    connection = db.connection()
    key: int | None = connection.execute(_insert(table, connection.dialect.name), values).scalar()
    return key


@cache
def _insert(table: type[SQLModel], dialect: str) -> Insert:
    core: Any = table.__table__  # type: ignore[attr-defined]
    statement: Insert = _DIALECTS[dialect](core).on_conflict_do_nothing().returning(*core.primary_key)
    return statement
