"""The verbs on evidence: add, change, remove, restore, keep private. Only the writer acts on her entries."""

import json
from typing import Any

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from app.evidence import kinds, scope
from app.evidence import quota as quota
from app.evidence.content import Content, pack, under
from app.evidence.kinds.base import Kind
from app.evidence.models import Evidence, EvidenceRevision, EvidenceTie
from app.evidence.retention import KEPT, purge
from app.framework import versions
from app.kit import clock
from app.kit.errors import Conflict, Forbidden, NotFound
from app.kit.i18n import gettext as _
from app.people.access import Actor
from app.trail.rules import record

_OF_WRITER = (
    select(Evidence)
    .where(col(Evidence.id) == bindparam("id"), col(Evidence.person_id) == bindparam("person"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_ONCE = select(Evidence).where(col(Evidence.person_id) == bindparam("person"), col(Evidence.once) == bindparam("once"))
_LAST_REVISION = (
    select(col(EvidenceRevision.content))
    .where(col(EvidenceRevision.evidence_id) == bindparam("id"))
    .order_by(col(EvidenceRevision.version).desc())
    .limit(1)
)


class StaleEntry(Conflict):
    """Another window changed this entry in between; carries both contents as plain data, and the stored version."""

    def __init__(self, stored: dict[str, Any], version: int, sent: dict[str, Any]) -> None:
        super().__init__(_("This entry was changed elsewhere in the meantime. Yours is not saved yet."))
        self.stored = stored
        self.version = version
        self.sent = sent


def add(db: Session, actor: Actor, kind: Kind, content: Content, *, once: str, private: bool = False) -> Evidence:
    """A new entry of the actor. A form sent twice, known by `once`, makes one.

    Refused with errors by field when it names what the framework in force lacks, or no competency
    where the kind needs one; and when the record is full (quota.py).
    """
    packed = pack(kind, content, versions.in_force(db).framework, {})
    purge(db)
    before = _made(db, actor, once)
    if before is not None:
        return before
    quota.require_room_for_entry(db, actor.person_id)
    now = clock.now()
    entry = Evidence(
        person_id=actor.person_id, kind=kind.id, once=once, private=private, created_at=now, changed_at=now,
        **_columns(content, packed),
    )  # fmt: skip
    try:
        with db.begin_nested():
            db.add(entry)
    except IntegrityError:
        return _made_elsewhere(db, actor, once)
    _tie(db, entry, packed)
    _keep_version(db, actor, entry, packed)
    _record(db, "evidence.added", actor, entry, kind=kind.id, private=private)
    return entry


def change(db: Session, actor: Actor, evidence_id: int, content: Content, version: int) -> Evidence:
    """Say something else; `version` is the one that the form was made from.

    The version goes up, so what others confirmed of the one before no longer counts. The same
    content again changes nothing. Raises StaleEntry, Refused as `add`, NotFound, Forbidden.
    """
    entry = mine(db, actor, evidence_id)
    kind = kinds.kind(entry.kind)
    framework = versions.in_force(db).framework
    stored = under(framework, content_now(db, entry))
    packed = stored | pack(kind, content, framework, stored)
    if packed == stored:
        return entry
    if entry.version != version:
        raise StaleEntry(stored, entry.version, packed)
    entry.sqlmodel_update(_columns(content, packed))
    entry.version += 1
    entry.changed_at = clock.now()
    db.flush()
    _tie(db, entry, packed)
    _keep_version(db, actor, entry, packed)
    _record(db, "evidence.changed", actor, entry, version=entry.version)
    return entry


def revise(db: Session, actor: Actor, entry: Evidence, **beside: str) -> None:
    """A new version of the actor's entry, since what stands beside its content has changed.

    `beside`: "files" or "shares" in words, for its history (content.BESIDE).
    """
    content = content_now(db, entry)
    entry.version += 1
    entry.changed_at = clock.now()
    db.flush()
    _keep_version(db, actor, entry, {**content, **beside})


def keep_private(db: Session, actor: Actor, evidence_id: int, private: bool) -> Evidence:
    """Hide an entry from everybody else, or open it to her line. What it says stays as it is."""
    entry = mine(db, actor, evidence_id)
    if entry.private != private:
        entry.private = private
        _record(db, "evidence.made_private" if private else "evidence.opened", actor, entry)
        db.flush()
    return entry


def remove(db: Session, actor: Actor, evidence_id: int) -> None:
    """Delete an entry; for 30 days it can be taken back. Deleting twice has one effect."""
    entry = _of_writer(db, actor, evidence_id) or mine(db, actor, evidence_id)
    purge(db)
    if entry.deleted_at is None:
        entry.deleted_at = clock.now()
        _record(db, "evidence.removed", actor, entry)
        db.flush()


def restore(db: Session, actor: Actor, evidence_id: int) -> Evidence:
    """Take a deleted entry back; NotFound when it is not hers, or 30 days are over."""
    entry = _of_writer(db, actor, evidence_id)
    if entry is None or (entry.deleted_at and entry.deleted_at <= clock.now() - KEPT):
        raise NotFound()
    if entry.deleted_at is not None:
        entry.deleted_at = None
        _record(db, "evidence.restored", actor, entry)
        db.flush()
    return entry


def mine(db: Session, actor: Actor, evidence_id: int) -> Evidence:
    """The actor's own entry, not deleted, locked. Forbidden for whoever may only read it; NotFound for others."""
    entry = _of_writer(db, actor, evidence_id)
    if entry is None:
        scope.readable(db, actor, evidence_id)
        raise Forbidden(_("Only the writer can change an entry."))
    if entry.deleted_at is not None:
        raise NotFound()
    return entry


def content_now(db: Session, entry: Evidence) -> dict[str, Any]:
    """What an entry says now, as `pack` made it."""
    found = db.connection().execute(_LAST_REVISION, {"id": entry.id}).scalar_one()
    content: dict[str, Any] = json.loads(found)
    return content


def _of_writer(db: Session, actor: Actor, evidence_id: int) -> Evidence | None:
    return db.scalars(_OF_WRITER, {"id": evidence_id, "person": actor.person_id}).first()


def _made(db: Session, actor: Actor, once: str) -> Evidence | None:
    """What the same form made before; Conflict when that has been deleted since."""
    found = db.scalars(_ONCE, {"person": actor.person_id, "once": once}).first()
    if found is not None and found.deleted_at is not None:
        raise Conflict(_("This entry was saved and then deleted. You can restore it for 30 days."))
    return found


def _made_elsewhere(db: Session, actor: Actor, once: str) -> Evidence:
    """What another request of the same form made at the same moment."""
    found = _made(db, actor, once)
    if found is None:
        raise Conflict(_("Another window was faster. Please try again."))
    return found


def _columns(content: Content, packed: dict[str, Any]) -> dict[str, Any]:
    taken = content.details.taken()
    return {
        "title": content.title,
        "details": json.dumps(packed["details"], ensure_ascii=False),
        "role": taken.role,
        "traits": " ".join(sorted(taken.traits)),
        "started_on": taken.started_on,
        "ended_on": taken.ended_on,
        "expires_on": taken.expires_on,
    }


def _tie(db: Session, entry: Evidence, packed: dict[str, Any]) -> None:
    db.execute(delete(EvidenceTie).where(col(EvidenceTie.evidence_id) == entry.id))
    if packed["ties"]:
        values = [{"evidence_id": entry.id, "competency": c, "indicator": i} for c, i in packed["ties"]]
        db.execute(insert(EvidenceTie), values)


def _keep_version(db: Session, actor: Actor, entry: Evidence, packed: dict[str, Any]) -> None:
    revision = {
        "evidence_id": entry.id,
        "version": entry.version,
        "at": entry.changed_at,
        "by_id": actor.person_id,
        "content": json.dumps(packed, ensure_ascii=False),
    }
    db.execute(insert(EvidenceRevision), [revision])


def _record(db: Session, action: str, actor: Actor, entry: Evidence, **facts: str | int | bool | None) -> None:
    record(
        db, action, actor_id=actor.person_id, subject_id=entry.person_id, object=f"evidence:{entry.id}", **facts
    )  # fmt: skip
