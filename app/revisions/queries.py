"""Drafts and versions as the pages show them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.framework.models import FrameworkVersion
from app.framework.names import Renames
from app.kit.db import row, rows
from app.kit.errors import NotFound
from app.people.models import Person
from app.revisions.models import FrameworkDraft

_PUBLISHER = aliased(Person)
_DRAFTS = (
    select(
        col(FrameworkDraft.id),
        col(Person.name),
        col(Person.name_latin),
        col(FrameworkDraft.created_at),
        col(FrameworkDraft.sha256),
    )
    .join(Person, col(Person.id) == col(FrameworkDraft.created_by_id))
    .where(col(FrameworkDraft.published_at).is_(None), col(FrameworkDraft.discarded_at).is_(None))
    .order_by(col(FrameworkDraft.id).desc())
)
_DRAFT = (
    select(
        col(FrameworkDraft.id),
        col(Person.name),
        col(Person.name_latin),
        col(FrameworkDraft.created_at),
        col(FrameworkDraft.sha256),
        col(FrameworkDraft.files),
        col(FrameworkDraft.renames),
        col(FrameworkDraft.effective_on),
        col(FrameworkDraft.published_at),
        col(FrameworkDraft.version_id),
        col(FrameworkDraft.discarded_at),
        col(FrameworkDraft.version),
    )
    .join(Person, col(Person.id) == col(FrameworkDraft.created_by_id))
    .where(col(FrameworkDraft.id) == bindparam("id"))
)
_VERSIONS = (
    select(
        col(FrameworkVersion.id),
        col(FrameworkVersion.sha256),
        col(FrameworkVersion.effective_on),
        col(FrameworkVersion.published_at),
        col(_PUBLISHER.name),
        col(_PUBLISHER.name_latin),
    )
    .outerjoin(_PUBLISHER, col(_PUBLISHER.id) == col(FrameworkVersion.published_by))
    .order_by(col(FrameworkVersion.effective_on).desc(), col(FrameworkVersion.id).desc())
)


@dataclass(frozen=True, slots=True)
class Listed:
    """An open draft in the list, and who uploaded it; `sha256` is empty while it has errors."""

    id: int
    name: str
    name_latin: str
    created_at: datetime
    sha256: str

    @property
    def usable(self) -> bool:
        return bool(self.sha256)


@dataclass(frozen=True, slots=True)
class Draft(Listed):
    """A draft as its page shows it. `files` is what `checking.checked` takes."""

    files: str
    renames: str
    effective_on: date | None
    published_at: datetime | None
    version_id: int | None
    discarded_at: datetime | None
    version: int

    @property
    def open(self) -> bool:
        return self.published_at is None and self.discarded_at is None

    @property
    def renamed(self) -> Renames:
        return Renames.read(self.renames)


@dataclass(frozen=True, slots=True)
class Version:
    """A version in the list; who published it is None for one that came with the program or the command line."""

    id: int
    sha256: str
    effective_on: date
    published_at: datetime
    name: str | None
    name_latin: str | None


def drafts(db: Session) -> list[Listed]:
    """The open drafts, the latest first."""
    return [Listed(*found) for found in rows(db, _DRAFTS)]


def draft(db: Session, id: int) -> Draft:
    """A draft, open or not; NotFound."""
    found = row(db, _DRAFT, id=id)
    if found is None:
        raise NotFound()
    return Draft(*found)


def versions(db: Session) -> list[Version]:
    """All versions, those that come into force last first."""
    return [Version(*found) for found in rows(db, _VERSIONS)]
