"""Reading imports: the latest ones, one of them, how a file with these headers was mapped last."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.imports.mapping import Mapped, headers_digest, read_mapped
from app.imports.models import ImportMapping, PeopleImport
from app.jobs.models import Job
from app.kit.db import row, rows
from app.kit.errors import NotFound
from app.people.models import Person

LISTED = 20
_COLUMNS: tuple[Any, ...] = (
    col(PeopleImport.id),
    col(PeopleImport.by_id),
    col(PeopleImport.at),
    col(PeopleImport.file_name),
    col(PeopleImport.mapping),
    col(PeopleImport.options),
    col(PeopleImport.summary),
    col(PeopleImport.job_id),
    col(PeopleImport.applied_at),
    col(PeopleImport.discarded_at),
    col(PeopleImport.version),
    col(Person.name).label("who"),
    col(Person.name_latin),
    col(Job.asked_by_id),
    col(Job.finished_at).label("job_finished_at"),
    col(Job.words).label("job_words"),
)
_ALL: Any = (
    select(*_COLUMNS)
    .join(Person, col(Person.id) == col(PeopleImport.by_id))
    .outerjoin(Job, col(Job.id) == col(PeopleImport.job_id))
)
_LATEST = _ALL.order_by(col(PeopleImport.id).desc()).limit(LISTED)
_ONE = _ALL.where(col(PeopleImport.id) == bindparam("id"))
_DATA = select(col(PeopleImport.data)).where(col(PeopleImport.id) == bindparam("id"))
_REMEMBERED = select(col(ImportMapping.mapping)).where(col(ImportMapping.headers) == bindparam("headers"))


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that HR brought in, as its pages show it. `mapping` and `options`: as stored, "" before it was mapped."""

    id: int
    by_id: int
    at: datetime
    file_name: str
    mapping: str
    options: str
    summary: Mapping[str, int]
    job_id: int | None
    applied_at: datetime | None
    discarded_at: datetime | None
    version: int
    who: str
    name_latin: str
    job_by_id: int | None
    job_open: bool
    job_words: str

    @property
    def open(self) -> bool:
        """Whether something can still be done with it."""
        return self.applied_at is None and self.discarded_at is None


def latest(db: Session) -> list[Brought]:
    """The latest files, of everybody in HR."""
    return [_brought(one) for one in rows(db, _LATEST)]


def brought(db: Session, import_id: int) -> Brought:
    """NotFound when there is none."""
    found = row(db, _ONE, id=import_id)
    if found is None:
        raise NotFound()
    return _brought(found)


def _brought(found: Any) -> Brought:
    values = dict(found._mapping)
    finished = values.pop("job_finished_at")
    return Brought(
        **{
            **{key: value for key, value in values.items() if key != "asked_by_id"},
            "name_latin": values["name_latin"] or "",
            "summary": json.loads(values["summary"]) if values["summary"] else {},
            "job_by_id": values["asked_by_id"],
            "job_open": values["job_id"] is not None and finished is None,
            "job_words": values["job_words"] or "",
        }
    )


def data(db: Session, import_id: int) -> bytes:
    """The file itself; empty once it was applied or discarded."""
    found = db.connection().execute(_DATA, {"id": import_id}).first()
    return bytes(found.data) if found else b""


def remembered(db: Session, headers: tuple[str, ...]) -> Mapped | None:
    """How a file with these headers was mapped last."""
    found = row(db, _REMEMBERED, headers=headers_digest(headers))
    return read_mapped(found.mapping) if found else None
