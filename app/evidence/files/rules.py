"""The verbs on an entry's files: attach, remove, bring back. Each changes the entry, so it needs verifying again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.evidence import quota as quota
from app.evidence import rules
from app.evidence.models import Attachment, Evidence
from app.evidence.retention import KEPT, purge
from app.kit import clock
from app.kit.db import row, rows
from app.kit.errors import Conflict, NotFound, Refused
from app.kit.i18n import gettext as _
from app.people.access import Actor
from app.trail.rules import record

MAX_FILES = 10

_ENTRY_OF = select(col(Attachment.evidence_id)).where(col(Attachment.id) == bindparam("id"))
# everything but the content, which only a download reads
_LIST = (
    select(col(Attachment.id), col(Attachment.name), col(Attachment.sha256), col(Attachment.deleted_at))
    .where(col(Attachment.evidence_id) == bindparam("evidence"))
    .order_by(col(Attachment.id))
)


class Kept(Protocol):
    """A file that has been looked into and may be kept (kit.files.Inspected)."""

    @property
    def name(self) -> str: ...
    @property
    def media_type(self) -> str: ...
    @property
    def data(self) -> bytes: ...
    @property
    def sha256(self) -> str: ...
    @property
    def size(self) -> int: ...


def attach(db: Session, actor: Actor, evidence_id: int, files: Sequence[Kept]) -> int:
    """Attach files to the actor's own entry; how many of them are new to it.

    What the entry holds already is not kept a second time, so a form that was sent twice has one
    effect; what was removed from it comes back. Refused for the field "file" beyond ten files, and beyond
    what a record holds (quota.py).
    """
    entry = rules.mine(db, actor, evidence_id)
    purge(db)
    stored = {one.sha256: one for one in rows(db, _LIST, evidence=evidence_id)}
    there = {sha256 for sha256, one in stored.items() if one.deleted_at is None}
    new = {file.sha256: file for file in files if file.sha256 not in there}
    _require_room(len(there) + len(new))
    quota.require_room_for_bytes(db, actor.person_id, sum(f.size for digest, f in new.items() if digest not in stored))
    for sha256, file in new.items():
        if sha256 in stored:
            _found(db, stored[sha256].id).deleted_at = None
        else:
            _add(db, entry, file)
    if new:
        _changed(db, actor, entry, "evidence.attached", files=len(new))
    return len(new)


def _require_room(files: int) -> None:
    if files > MAX_FILES:
        sentence = _("An entry holds at most %(most)s files.", most=MAX_FILES)
        raise Refused(sentence, {"file": sentence})


def _add(db: Session, entry: Evidence, file: Kept) -> None:
    assert entry.id is not None
    db.add(
        Attachment(
            evidence_id=entry.id,
            name=file.name,
            media_type=file.media_type,
            size=file.size,
            sha256=file.sha256,
            content=file.data,
            added_at=clock.now(),
        )
    )


def remove(db: Session, actor: Actor, attachment_id: int) -> int:
    """Take a file off the actor's own entry, whose id is returned. Twice is one effect."""
    entry = _entry(db, actor, attachment_id)
    file = _found(db, attachment_id)
    if file.deleted_at is None:
        file.deleted_at = clock.now()
        _changed(db, actor, entry, "evidence.attachment_removed", attachment=attachment_id)
    return entry.id or 0


def bring_back(db: Session, actor: Actor, attachment_id: int) -> int:
    """Put a removed file back on its entry, whose id is returned. Twice is one effect.

    Conflict when it was removed more than 30 days ago; Refused when the entry is full by now.
    """
    entry = _entry(db, actor, attachment_id)
    file = _found(db, attachment_id)
    if file.deleted_at is None:
        return entry.id or 0
    if not may_come_back(file.deleted_at):
        raise Conflict(_("It was removed more than 30 days ago and cannot be brought back."))
    _require_room(len(_names(db, entry)) + 1)
    file.deleted_at = None
    _changed(db, actor, entry, "evidence.attachment_brought_back", attachment=attachment_id)
    return entry.id or 0


def may_come_back(deleted_at: datetime) -> bool:
    """Whether what was removed then can still be brought back."""
    return clock.now() - deleted_at <= KEPT


def _entry(db: Session, actor: Actor, attachment_id: int) -> Evidence:
    """The actor's own entry that the file belongs to, locked."""
    found = row(db, _ENTRY_OF, id=attachment_id)
    if found is None:
        raise NotFound()
    return rules.mine(db, actor, found.evidence_id)


def _found(db: Session, attachment_id: int) -> Attachment:
    return db.exec(
        select(Attachment).where(Attachment.id == attachment_id).execution_options(populate_existing=True)
    ).one()


def _changed(db: Session, actor: Actor, entry: Evidence, action: str, **facts: int) -> None:
    db.flush()
    rules.revise(db, actor, entry, files="、".join(_names(db, entry)))
    record(
        db, action, actor_id=actor.person_id, subject_id=entry.person_id, object=f"evidence:{entry.id}",
        version=entry.version, **facts,
    )  # fmt: skip


def _names(db: Session, entry: Evidence) -> list[str]:
    """The names of the files that an entry has now."""
    return [one.name for one in rows(db, _LIST, evidence=entry.id) if one.deleted_at is None]
