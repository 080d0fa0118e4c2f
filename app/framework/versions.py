"""Published versions of the framework: publishing, the one in force, and reading an old one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.framework import canonical
from app.framework.model import Framework
from app.framework.models import FrameworkVersion
from app.framework.names import AS_IT_IS, Names, Reading, Renames
from app.kit import clock
from app.kit.db import row, rows
from app.kit.errors import NotFound
from app.trail.rules import record

_HEADS = select(
    col(FrameworkVersion.id),
    col(FrameworkVersion.sha256),
    col(FrameworkVersion.effective_on),
    col(FrameworkVersion.renames),
    col(FrameworkVersion.published_at),
).order_by(col(FrameworkVersion.effective_on), col(FrameworkVersion.id))
_CONTENT = select(col(FrameworkVersion.content)).where(col(FrameworkVersion.id) == bindparam("id"))


@dataclass(frozen=True)
class Published:
    """A version as it is used: its number, its digest and its framework."""

    id: int
    sha256: str
    framework: Framework


@dataclass(frozen=True, slots=True)
class Release:
    """A version in a list: its number and digest, since when it is in force, when it was published; `renamed`: ids."""

    id: int
    sha256: str
    effective_on: date
    renames: str
    published_at: datetime

    @property
    def renamed(self) -> bool:
        return self.renames != NOTHING


NOTHING = "{}"
_parsed: dict[str, Framework] = {}


def publish(
    db: Session, by: int | None, framework: Framework, effective_on: date | None = None, renames: Renames | None = None
) -> FrameworkVersion:
    """Store a framework as an immutable version, in force from `effective_on` (today when None).

    `renames`: what it calls otherwise than the version before it, in the order in which they come into force.
    Publishing what is in force on that day already changes nothing and returns that version;
    publishing an earlier content again puts it back in force as a new version.
    """
    content = canonical.to_json(framework)
    sha256 = canonical.digest(content)
    day = effective_on or clock.today()
    present = _on(rows(db, _HEADS), day)
    if present is not None and present.sha256 == sha256:
        return db.get_one(FrameworkVersion, present.id)
    version = FrameworkVersion(
        content=content,
        sha256=sha256,
        published_at=clock.now(),
        published_by=by,
        effective_on=day,
        renames=(renames or Renames()).to_json(),
    )
    db.add(version)
    db.flush()
    record(db, "framework.published", actor_id=by, object=f"framework_version:{version.id}", sha256=sha256)
    return version


def in_force(db: Session) -> Published:
    """The version in force today; NotFound before the first one is published."""
    heads = rows(db, _HEADS)
    return _load(db, heads, _on(heads, clock.today()))


def on(db: Session, day: date, known: datetime) -> Published:
    """The version in force on a day, of those that were published before `known`; NotFound when there was none."""
    heads = rows(db, _HEADS)
    return _load(db, heads, _on([head for head in heads if head.published_at < known], day))


def numbers(db: Session) -> list[tuple[int, date]]:
    """(number, in force from) of all versions, those that come last first."""
    return [(found.id, found.effective_on) for found in reversed(rows(db, _HEADS))]


def releases(db: Session) -> list[Release]:
    """All versions in the order in which they come into force."""
    return [Release(*found) for found in rows(db, _HEADS)]


def newest(db: Session) -> Published:
    """The version that comes into force last, be that today or later; NotFound before the first one is published."""
    heads = rows(db, _HEADS)
    return _load(db, heads, heads[-1] if heads else None)


def effective(db: Session, day: date) -> Release | None:
    """The version in force on a day, as far as is published now."""
    found = _on(rows(db, _HEADS), day)
    return None if found is None else Release(*found)


def in_the_way(db: Session, day: date, renames: Renames) -> Release | None:
    """The last version that comes into force after `day`, where renames, its own or these, say what precedes what.

    A version between two others would tear the map of the later one.
    """
    later = [release for release in releases(db) if release.effective_on > day]
    return later[-1] if later and (renames or any(release.renamed for release in later)) else None


def load(db: Session, version_id: int) -> Published:
    """A version by its number; NotFound when there is none."""
    heads = rows(db, _HEADS)
    return _load(db, heads, next((head for head in heads if head.id == version_id), None))


def load_beside(db: Session, version_id: int) -> tuple[Published, int]:
    """A version by its number, and the number of the one in force today; one query. NotFound as `load`."""
    heads = rows(db, _HEADS)
    present = _on(heads, clock.today())
    return _load(db, heads, next((head for head in heads if head.id == version_id), None)), present.id


def load_all(db: Session, version_ids: Iterable[int]) -> dict[int, Published]:
    """The versions with these numbers, in one query."""
    heads, wanted = rows(db, _HEADS), set(version_ids)
    return {head.id: _load(db, heads, head) for head in heads if head.id in wanted}


def following(db: Session, framework: Framework, renames: Renames) -> Framework:
    """One that is not published yet, as it would read what stands on the published versions, after all of them."""
    heads = rows(db, _HEADS)
    before = Names(tuple(head.id for head in heads), tuple(Renames.read(head.renames) for head in heads))
    return framework.named(before.then(renames))


def renamed(db: Session, from_version: int, to_version: int) -> Reading:
    """From the ids of one version to those of another, earlier or later; of unknown versions, as they are."""
    heads = rows(db, _HEADS)
    place = next((place for place, head in enumerate(heads) if head.id == to_version), None)
    return AS_IT_IS if place is None else _names(*_lineage(heads), place).read(from_version)


def _on(heads: Sequence[Any], day: date) -> Any:
    """Of versions in the order in which they come into force, the one in force on a day."""
    return next((head for head in reversed(heads) if head.effective_on <= day), None)


def _load(db: Session, heads: Sequence[Any], head: Any) -> Published:
    """Parsed once per process, since the content of a digest never changes."""
    if head is None:
        raise NotFound()
    if head.sha256 not in _parsed:
        found = row(db, _CONTENT, id=head.id)
        if found is None:
            raise NotFound()
        _parsed[head.sha256] = canonical.from_json(found.content)
    return Published(head.id, head.sha256, _with_names(head.sha256, *_lineage(heads), list(heads).index(head)))


def _lineage(heads: Sequence[Any]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The numbers of the versions and what each renamed; nothing while no version ever renamed anything."""
    if not any(head.renames != NOTHING for head in heads):
        return (), ()
    return tuple(head.id for head in heads), tuple(head.renames for head in heads)


@lru_cache(maxsize=128)
def _names(versions: tuple[int, ...], renames: tuple[str, ...], here: int) -> Names:
    return Names(versions, tuple(map(Renames.read, renames)), here)


@lru_cache(maxsize=128)
def _with_names(sha256: str, versions: tuple[int, ...], renames: tuple[str, ...], here: int) -> Framework:
    framework = _parsed[sha256]
    return framework.named(_names(versions, renames, here)) if versions else framework
