"""Entries that routes are asked for. Each function may run again and again."""

from types import SimpleNamespace

from sqlalchemy import select
from sqlmodel import Session, col

from app.evidence import kinds, rules
from app.evidence.content import Content
from app.evidence.models import Evidence
from tests.evidence.acts import content


def _entry(db: Session, people: SimpleNamespace, once: str, private: bool = False, deleted: bool = False) -> int:
    """lin's entry made by the form `once`, as it is to be, whatever happened before."""
    found = db.scalars(select(Evidence).where(col(Evidence.once) == once)).first()
    if found is None:
        said: Content = content("coaching", title="Bring a newcomer along")
        found = rules.add(db, people.lin, kinds.kind("coaching"), said, once=once, private=private)
    id = found.id or 0
    rules.restore(db, people.lin, id)
    rules.keep_private(db, people.lin, id, private)
    if deleted:
        rules.remove(db, people.lin, id)
    return id


def entry(db: Session, people: SimpleNamespace) -> int:
    return _entry(db, people, "walk")


def private(db: Session, people: SimpleNamespace) -> int:
    return _entry(db, people, "walk-private", private=True)


def deleted(db: Session, people: SimpleNamespace) -> int:
    return _entry(db, people, "walk-deleted", deleted=True)
