"""One entry as its pages read it, its versions, and what can still be taken back."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlmodel import Session, col

from app.evidence import kinds, queries
from app.evidence.content import Change, differences
from app.evidence.kinds.base import Fact, Kind, facts
from app.evidence.masking import mask
from app.evidence.models import Evidence, EvidenceRevision
from app.evidence.retention import KEPT
from app.evidence.scope import Readable
from app.evidence.states import Standing, standing
from app.kit import clock
from app.kit.db import row, rows
from app.kit.errors import Forbidden, NotFound
from app.kit.i18n import gettext as _

_STORED = (
    select(col(Evidence.kind), col(Evidence.version), col(EvidenceRevision.content))
    .join(
        EvidenceRevision,
        and_(
            col(EvidenceRevision.evidence_id) == col(Evidence.id),
            col(EvidenceRevision.version) == col(Evidence.version),
        ),
    )
    .where(col(Evidence.id) == bindparam("id"))
)
_REVISIONS = (
    select(col(EvidenceRevision.version), col(EvidenceRevision.at), col(EvidenceRevision.content))
    .where(col(EvidenceRevision.evidence_id) == bindparam("id"))
    .order_by(col(EvidenceRevision.version).desc())
)
_DELETED = (
    select(col(Evidence.id), col(Evidence.kind), col(Evidence.title), col(Evidence.deleted_at))
    .where(col(Evidence.person_id) == bindparam("person"), col(Evidence.deleted_at) > bindparam("since"))
    .order_by(col(Evidence.deleted_at).desc(), col(Evidence.id).desc())
)
# what a colleague with a share reads of it
LIMITED = ("day", "choice")


@dataclass(frozen=True, slots=True)
class Stored:
    """What an entry says at its present version, as content.pack made it."""

    kind: Kind
    version: int
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class View:
    """An entry as this reader sees it. `ties`: (competency, indicator or '')."""

    readable: Readable
    kind: Kind
    standing: Standing
    facts: tuple[Fact, ...]
    ties: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an entry; the first one has no changes."""

    version: int
    at: datetime
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Deleted:
    """An entry that can be taken back `until` a moment."""

    id: int
    kind: Kind
    title: str
    deleted_at: datetime

    @property
    def until(self) -> datetime:
        return self.deleted_at + KEPT


def view(db: Session, readable: Readable) -> View:
    """The entry with what its reader may see of it: a verifier no partners' names, a contributor days and role."""
    found = stored(db, readable)
    entry = queries.one(db, readable.owner.id, readable.id)
    told = tuple(_as_seen(fact, readable) for fact in facts(found.kind, found.content["details"]))
    return View(
        readable=readable,
        kind=found.kind,
        standing=standing(entry, queries.said_of(db, readable.owner.id).get(entry.id, ()), clock.today()),
        facts=tuple(f for f in told if readable.how != "contributor" or f.told.how in LIMITED),
        ties=tuple((competency, indicator) for competency, indicator in found.content["ties"]),
    )


def _as_seen(fact: Fact, readable: Readable) -> Fact:
    if fact.told.how == "names" and not readable.inside:
        return Fact(fact.name, fact.told, mask(fact.value))
    return fact


def stored(db: Session, readable: Readable) -> Stored:
    """What a readable entry says now; NotFound when it has just gone."""
    found = row(db, _STORED, id=readable.id)
    if found is None:
        raise NotFound()
    return Stored(kinds.kind(found.kind), found.version, json.loads(found.content))


def history(db: Session, readable: Readable) -> tuple[Stored, list[Version]]:
    """What it says now, and every version, latest first, with what changed in it. Forbidden for all but the writer."""
    require_own(readable)
    current = stored(db, readable)
    found = [(version, at, json.loads(text)) for version, at, text in rows(db, _REVISIONS, id=readable.id)]
    before = [earlier for _v, _at, earlier in found[1:]]
    versions = [
        Version(version, at, tuple(differences(current.kind, earlier, now)) if earlier else ())
        for (version, at, now), earlier in zip(found, [*before, None], strict=True)
    ]
    return current, versions


def require_own(readable: Readable) -> None:
    """Forbidden for whoever may read the entry but did not write it."""
    if not readable.own:
        raise Forbidden(_("Only the writer can see this."))


def deleted(db: Session, person_id: int) -> list[Deleted]:
    """What this person deleted in the last 30 days, latest first."""
    found = rows(db, _DELETED, person=person_id, since=clock.now() - KEPT)
    return [Deleted(one.id, kinds.kind(one.kind), one.title, one.deleted_at) for one in found]
