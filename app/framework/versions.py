"""Published versions of the framework: publishing, the one in force, and reading an old one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.framework import canonical
from app.framework.model import Framework
from app.framework.models import FrameworkVersion
from app.kit import clock
from app.kit.db import row, rows
from app.kit.errors import NotFound
from app.trail.rules import record

_HEAD = select(col(FrameworkVersion.id), col(FrameworkVersion.sha256))
_IN_FORCE = (
    _HEAD.where(col(FrameworkVersion.effective_on) <= bindparam("today"))
    .order_by(col(FrameworkVersion.effective_on).desc(), col(FrameworkVersion.id).desc())
    .limit(1)
)
_BY_ID = _HEAD.where(col(FrameworkVersion.id) == bindparam("id"))
_BY_IDS = _HEAD.where(col(FrameworkVersion.id).in_(bindparam("ids", expanding=True)))
_LIST = select(col(FrameworkVersion.id), col(FrameworkVersion.effective_on)).order_by(
    col(FrameworkVersion.effective_on).desc(), col(FrameworkVersion.id).desc()
)
_CONTENT = select(col(FrameworkVersion.content)).where(col(FrameworkVersion.id) == bindparam("id"))


@dataclass(frozen=True)
class Published:
    """A version as it is used: its number, its digest and its framework."""

    id: int
    sha256: str
    framework: Framework


_parsed: dict[str, Framework] = {}


def publish(db: Session, by: int | None, framework: Framework, effective_on: date | None = None) -> FrameworkVersion:
    """Store a framework as an immutable version, in force from `effective_on` (today when None).

    Publishing what is in force on that day already changes nothing and returns that version;
    publishing an earlier content again puts it back in force as a new version.
    """
    content = canonical.to_json(framework)
    sha256 = canonical.digest(content)
    day = effective_on or clock.today()
    present = row(db, _IN_FORCE, today=day)
    if present is not None and present.sha256 == sha256:
        return db.get_one(FrameworkVersion, present.id)
    version = FrameworkVersion(
        content=content,
        sha256=sha256,
        published_at=clock.now(),
        published_by=by,
        effective_on=day,
    )
    db.add(version)
    db.flush()
    record(db, "framework.published", actor_id=by, object=f"framework_version:{version.id}", sha256=sha256)
    return version


def in_force(db: Session) -> Published:
    """The version in force today; NotFound before the first one is published."""
    return _load(db, row(db, _IN_FORCE, today=clock.today()))


def numbers(db: Session) -> list[tuple[int, date]]:
    """(number, in force from) of all versions, those that come last first."""
    return [(found.id, found.effective_on) for found in rows(db, _LIST)]


def load(db: Session, version_id: int) -> Published:
    """A version by its number; NotFound when there is none."""
    return _load(db, row(db, _BY_ID, id=version_id))


def load_all(db: Session, version_ids: Iterable[int]) -> dict[int, Published]:
    """The versions with these numbers, in one query."""
    return {head.id: _load(db, head) for head in rows(db, _BY_IDS, ids=list(version_ids))}


def _load(db: Session, head: tuple[int, str] | None) -> Published:
    """Parsed once per process, since the content of a digest never changes."""
    if head is None:
        raise NotFound()
    id, sha256 = head
    if sha256 not in _parsed:
        found = row(db, _CONTENT, id=id)
        if found is None:
            raise NotFound()
        _parsed[sha256] = canonical.from_json(found.content)
    return Published(id, sha256, _parsed[sha256])
