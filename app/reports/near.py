"""How near everybody with agreed ratings of a cycle was to the level above at its closing, in portions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, or_, select
from sqlmodel import Session, col

from app.cycles.queries import Cycle
from app.evidence.models import Evidence, EvidenceRevision, Verification
from app.evidence.queries import Entry
from app.framework import versions
from app.framework.model import Framework
from app.gaps.analysis import analyse
from app.gaps.proof import proof
from app.gaps.readiness import Readiness, readiness
from app.gaps.state import Current, Snapshot, Standing
from app.kit.db import rows
from app.people import as_of
from app.reports.agreed import Rated, closing_day, rated
from app.reports.groups import Blocks, Member, blocks
from app.reports.nearness import Found, Nearness, nearness

_VERSION: Any = (
    select(func.max(col(EvidenceRevision.version)))
    .where(col(EvidenceRevision.evidence_id) == col(Evidence.id), col(EvidenceRevision.at) < bindparam("known"))
    .scalar_subquery()
)
_VERIFIED = exists().where(
    and_(
        col(Verification.evidence_id) == col(Evidence.id),
        col(Verification.version) == _VERSION,
        col(Verification.outcome) == "confirmed",
        col(Verification.answered_at) < bindparam("known"),
    )
)
_ENTRIES: Any = select(
    col(Evidence.id),
    col(Evidence.person_id),
    col(Evidence.kind),
    col(Evidence.role),
    col(Evidence.traits),
    col(Evidence.started_on),
    col(Evidence.ended_on),
    col(Evidence.expires_on),
    col(Evidence.created_at),
    col(Evidence.changed_at),
    col(Evidence.version),
    _VERIFIED.label("verified"),
).where(
    col(Evidence.person_id) >= bindparam("first"),
    col(Evidence.person_id) <= bindparam("last"),
    col(Evidence.private).is_(False),
    col(Evidence.created_at) < bindparam("known"),
    or_(col(Evidence.deleted_at).is_(None), col(Evidence.deleted_at) >= bindparam("known")),
)


@dataclass(frozen=True, slots=True)
class Near:
    """`found`: how near each member of the population was, as far as it is not marked private."""

    framework: Framework
    population: Blocks
    found: Found


def near(db: Session, cycle: Cycle) -> Near:
    """On the framework of the cycle, with the ratings, level and evidence of its closing: five queries a portion."""
    framework = versions.load(db, cycle.framework_version_id).framework
    members: list[Member] = []
    found: dict[int, Nearness] = {}
    for portion in rated(db, cycle, framework):
        entries = _entries(db, cycle, portion)
        for one in portion:
            members.append(one.member)
            item = _readiness(framework, cycle, one, entries.get(one.person.id, ()))
            found[one.person.id] = nearness(item, closing_day(cycle))
    return Near(framework, blocks(members, [level.id for level in framework.levels]), found)


def _entries(db: Session, cycle: Cycle, portion: Sequence[Rated]) -> Mapping[int, Sequence[Entry]]:
    """What counted as evidence at the closing; without titles, which nobody reads here."""
    if not portion:
        return {}
    between = {"first": portion[0].person.id, "last": portion[-1].person.id}
    found: dict[int, list[Entry]] = defaultdict(list)
    for one in rows(db, _ENTRIES, known=as_of.known_by(closing_day(cycle)), **between):
        values = {**one._mapping, "traits": frozenset(one.traits.split()), "verified": bool(one.verified)}
        found[one.person_id].append(Entry(**values, title="", private=False, competencies=(), indicators=()))
    return found


def _readiness(framework: Framework, cycle: Cycle, one: Rated, entries: Sequence[Entry]) -> Readiness | None:
    target, on = framework.level_above(one.member.level or ""), closing_day(cycle)
    if target is None:
        return None
    current = {id: Current(id, proficiency) for id, proficiency in one.ratings.items()}
    analysis = analyse(framework, target, [Snapshot(on, current)], on)
    standing = Standing(one.member.level, one.person.level_since, one.person.face)
    face = one.person.face if one.person.face in target.faces else None
    return readiness(framework, analysis, standing, target, face, proof(target.entry.evidence, entries, on), on)
