"""What people had logged on a day, as it read then.

What is private today is left out, whatever it was: nobody else sees it any more. What was private or removed then is
left out, too, although it was opened or taken back since: the trail tells.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, or_, select
from sqlmodel import Session, col

from app.evidence import kinds
from app.evidence.models import Evidence, EvidenceRevision, EvidenceTie, Verification
from app.evidence.queries import Entry
from app.kit.db import rows
from app.trail.models import TrailEvent

_CLOSING = ("evidence.made_private", "evidence.removed")
_OPENING = ("evidence.opened", "evidence.restored")
_SHOWN = (_CLOSING[0], _OPENING[0])
_THERE = and_(
    col(Evidence.person_id).in_(bindparam("people", expanding=True)),
    col(Evidence.private).is_(False),
    col(Evidence.created_at) < bindparam("known"),
    or_(col(Evidence.deleted_at).is_(None), col(Evidence.deleted_at) >= bindparam("known")),
)
_ENTRIES: Any = (
    select(
        col(Evidence.id),
        col(Evidence.person_id),
        col(Evidence.kind),
        col(Evidence.title),
        col(Evidence.role),
        col(Evidence.traits),
        col(Evidence.started_on),
        col(Evidence.ended_on),
        col(Evidence.expires_on),
        col(Evidence.created_at),
        col(Evidence.changed_at),
        col(Evidence.version),
    )
    .where(_THERE)
    .order_by(col(Evidence.started_on).desc(), col(Evidence.id).desc())
)
_TIES = (
    select(col(EvidenceTie.evidence_id), col(EvidenceTie.competency), col(EvidenceTie.indicator))
    .join(Evidence, col(Evidence.id) == col(EvidenceTie.evidence_id))
    .where(_THERE)
    .order_by(col(EvidenceTie.id))
)
_EARLIER = (
    select(
        col(EvidenceRevision.evidence_id),
        col(EvidenceRevision.version),
        col(EvidenceRevision.at),
        col(EvidenceRevision.content),
    )
    .join(Evidence, col(Evidence.id) == col(EvidenceRevision.evidence_id))
    .where(_THERE, col(Evidence.changed_at) >= bindparam("known"), col(EvidenceRevision.at) < bindparam("known"))
    .order_by(col(EvidenceRevision.version))
)
_CONFIRMED = (
    select(col(Verification.evidence_id), col(Verification.version))
    .join(Evidence, col(Evidence.id) == col(Verification.evidence_id))
    .where(_THERE, col(Verification.outcome) == "confirmed", col(Verification.answered_at) < bindparam("known"))
)
_TURNS = (
    select(col(TrailEvent.object), col(TrailEvent.action))
    .where(
        col(TrailEvent.subject_id).in_(bindparam("people", expanding=True)),
        col(TrailEvent.action).in_((*_CLOSING, *_OPENING)),
        col(TrailEvent.at) >= bindparam("known"),
    )
    .order_by(col(TrailEvent.id))
)


def of_people(db: Session, people: Sequence[int], known: datetime) -> dict[int, list[Entry]]:
    """Every entry that was there before `known`, in the version of then, verified if it was by then; five queries."""
    asked = {"people": list(people), "known": known}
    found: dict[int, list[Entry]] = {person: [] for person in people}
    ties: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for evidence_id, competency, indicator in rows(db, _TIES, **asked):
        ties[evidence_id].append((competency, indicator))
    earlier = {one.evidence_id: one for one in rows(db, _EARLIER, **asked)}
    confirmed = {(one.evidence_id, one.version) for one in rows(db, _CONFIRMED, **asked)}
    hidden = _hidden_then(db, asked)
    for one in rows(db, _ENTRIES, **asked):
        if one.id in hidden:
            continue
        values, tied = _as_then(dict(one._mapping), earlier.get(one.id), ties[one.id])
        found[one.person_id].append(
            Entry(
                **values,
                private=False,
                verified=(one.id, values["version"]) in confirmed,
                competencies=tuple(dict.fromkeys(competency for competency, _ in tied)),
                indicators=tuple(indicator for _, indicator in tied if indicator),
            )
        )
    return found


def _hidden_then(db: Session, asked: dict[str, Any]) -> set[int]:
    """Entries that are there today and were not before `known`: their first turn since was an opening."""
    first: dict[tuple[str, bool], str] = {}
    for object, action in rows(db, _TURNS, **asked):
        first.setdefault((object, action in _SHOWN), action)
    return {int(object.partition(":")[2]) for (object, _), action in first.items() if action in _OPENING}


def _as_then(
    values: dict[str, Any], revision: Any, ties: list[tuple[str, str]]
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The columns of an entry, out of an earlier version where it has changed since."""
    if revision is None:
        return values | {"traits": frozenset(values["traits"].split())}, ties
    content = json.loads(revision.content)
    taken = kinds.kind(values["kind"]).details.model_validate(content["details"]).taken()
    then = {
        "title": content["title"], "version": revision.version, "changed_at": revision.at, "role": taken.role,
        "traits": taken.traits, "started_on": taken.started_on, "ended_on": taken.ended_on,
        "expires_on": taken.expires_on,
    }  # fmt: skip
    return values | then, [(competency, indicator) for competency, indicator in content["ties"]]
