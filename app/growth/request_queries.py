"""What she asked about her data, and her access tokens. Rooms further up keep them, so the tables are named here."""

from typing import Any

from sqlalchemy import bindparam, column, select, table
from sqlmodel import Session

from app.growth.queries import Row, all_rows
from app.kit.db import UTCDateTime


def _of(name: str, *columns: str, **renamed: str) -> Any:
    """Columns of the rows of a table that are hers, oldest first; `renamed`: key → column."""
    wanted = {one: one for one in columns} | renamed
    typed = [column(one, UTCDateTime()) if one.endswith("_at") else column(one) for one in wanted.values()]
    rows = table(name, column("id"), column("person_id"), *typed)
    shown = [rows.c[one].label(key) for key, one in wanted.items()]
    return select(*shown).where(rows.c.person_id == bindparam("person")).order_by(rows.c.id)


_REQUESTS = {
    "corrections": _of("correction", "field", "wanted", "words", "asked_at", "outcome", "answered_at", reply="answer"),
    "erasures": _of("erasure", "words", "asked_at", "outcome", "decided_at", "own_at", "done_at", reply="answer"),
    "tokens": _of("access_token", "title", "scopes", "created_at", "expires_at", "last_used_at", "revoked_at"),
}


def requests(db: Session, person_id: int) -> dict[str, list[Row]]:
    """Corrections and erasures that she asked for with what was answered, and her tokens without their secret."""
    return {name: all_rows(db, statement, person_id) for name, statement in _REQUESTS.items()}
