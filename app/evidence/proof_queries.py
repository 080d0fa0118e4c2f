"""Reading what proves an entry, as far as its reader may know it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.evidence import kinds, scope
from app.evidence.files.rules import may_come_back
from app.evidence.models import Attachment, Contribution, Evidence, Verification
from app.evidence.proofs import Asked, File, Proofs, Share, Split
from app.evidence.queries import Entry
from app.evidence.reading import require_own
from app.evidence.scope import Readable
from app.evidence.shares import rules as sharing
from app.kit.db import row, rows
from app.people import access
from app.people import queries as people
from app.people.access import Actor, Listed

NEAREST = ("solid", "dotted", "above")

_FILES = (
    select(
        col(Attachment.id),
        col(Attachment.name),
        col(Attachment.media_type),
        col(Attachment.size),
        col(Attachment.added_at),
        col(Attachment.deleted_at),
    )
    .where(col(Attachment.evidence_id) == bindparam("evidence"))
    .order_by(col(Attachment.added_at), col(Attachment.id))
)
_ASKED = (
    select(
        col(Verification.id),
        col(Verification.verifier_id),
        col(Verification.version),
        col(Verification.message),
        col(Verification.asked_at),
        col(Verification.answered_at),
        col(Verification.outcome),
        col(Verification.comment),
    )
    .where(col(Verification.evidence_id) == bindparam("evidence"), col(Verification.withdrawn_at).is_(None))
    .order_by(col(Verification.asked_at).desc(), col(Verification.id).desc())
)
_SHARES = (
    select(
        col(Contribution.id),
        col(Contribution.person_id),
        col(Contribution.percent),
        col(Contribution.said_at),
        col(Contribution.confirmed_at),
        col(Contribution.disputed_at),
        col(Contribution.comment),
    )
    .where(col(Contribution.evidence_id) == bindparam("evidence"))
    .order_by(col(Contribution.percent).desc(), col(Contribution.id))
)


_HEAD = select(col(Evidence.title), col(Evidence.kind), col(Evidence.private)).where(
    col(Evidence.id) == bindparam("evidence")
)


def of_entry(db: Session, actor: Actor, readable: Readable, entry: Entry) -> Proofs | None:
    """The proofs of an entry; None for a colleague with a share in it, who sees hers elsewhere.

    A fixed number of queries. No file's content is read.
    """
    if readable.how == "contributor":
        return None
    evidence_id, writer, mine = readable.id, readable.owner.id, readable.own
    files = [File(*found) for found in rows(db, _FILES, evidence=evidence_id)]
    asked, shares = rows(db, _ASKED, evidence=evidence_id), rows(db, _SHARES, evidence=evidence_id)
    managers, reports = _managers(db, writer), set(access.direct_reports(db, writer))
    named = {*managers, *(one.verifier_id for one in asked), *(share.person_id for share in shares)}
    known = people.by_id(db, named)

    def told(one: Any) -> Asked:
        how = managers.get(one.verifier_id) or ("report" if one.verifier_id in reports else "colleague")
        found = Asked(**one._mapping, verifier=known[one.verifier_id], stands=how, present=one.version == entry.version)
        return found if mine or _is(found, actor) else replace(found, message="")

    everybody = tuple(told(one) for one in asked)
    settled = {one.verifier_id for one in everybody if one.holds or one.outcome is None}
    return Proofs(
        evidence_id=evidence_id,
        version=entry.version,
        kind=kinds.kind(entry.kind),
        private=entry.private,
        mine=mine,
        writer=readable.owner,
        files=tuple(file for file in files if file.deleted_at is None),
        removed=tuple(file for file in files if mine and file.deleted_at and may_come_back(file.deleted_at)),
        asked=tuple(one for one in everybody if mine or one.outcome == "confirmed" or _is(one, actor)),
        shares=tuple(share if mine else replace(share, comment="") for share in _shares(shares, known)),
        managers=tuple((known[id], how) for id, how in managers.items() if mine and id not in settled),
        asked_me=next((one for one in everybody if _is(one, actor) and one.answered_at is None), None),
    )


def split(db: Session, actor: Actor, evidence_id: int) -> Split:
    """The split of one's own entry. Forbidden for its readers, Conflict where nothing is shared."""
    readable = scope.readable(db, actor, evidence_id)
    require_own(readable)
    title, kind, private = row(db, _HEAD, evidence=evidence_id)
    sharing.require_shareable(kind, private)
    shares = rows(db, _SHARES, evidence=evidence_id)
    known = people.by_id(db, [share.person_id for share in shares])
    return Split(evidence_id, title, _shares(shares, known))


def _is(asked: Asked, actor: Actor) -> bool:
    return asked.verifier_id == actor.person_id


def _managers(db: Session, writer: int) -> dict[int, str]:
    """The writer's managers today by how they stand to her, the nearest first."""
    found: dict[int, str] = {}
    for manager, how in sorted(access.managers(db, writer), key=lambda line: NEAREST.index(line[1])):
        found.setdefault(manager, how)
    return found


def _shares(found: Sequence[Any], known: Mapping[int, Listed]) -> tuple[Share, ...]:
    return tuple(Share(**share._mapping, person=known[share.person_id]) for share in found)
