"""Reading evidence: rows, not entities. Callers ask app/evidence/sight.py what a reader may see."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import and_, bindparam, exists, func, select
from sqlmodel import Session, col

from app.evidence.models import Evidence, EvidenceTie, Verification
from app.framework.model import Framework
from app.kit.db import row, rows
from app.kit.errors import NotFound


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as lists, gates and reminders need it.

    `verified`: somebody else has confirmed it as it stands now. `competencies`: ids it speaks for;
    `indicators`: ids of single indicators among them.
    """

    id: int
    person_id: int
    kind: str
    title: str
    role: str | None
    traits: frozenset[str]
    started_on: date
    ended_on: date | None
    expires_on: date | None
    private: bool
    created_at: datetime
    changed_at: datetime
    version: int
    verified: bool
    competencies: tuple[str, ...]
    indicators: tuple[str, ...]

    @property
    def counted_on(self) -> date:
        """The day from which its age counts: when it ended, or began while it goes on."""
        return self.ended_on or self.started_on


@dataclass(frozen=True, slots=True)
class Said:
    """One request to verify an entry: of which version, and what became of it (`outcome` None: not answered)."""

    version: int
    outcome: str | None
    withdrawn: bool


VERIFIED = exists().where(
    and_(
        col(Verification.evidence_id) == col(Evidence.id),
        col(Verification.version) == col(Evidence.version),
        col(Verification.outcome) == "confirmed",
    )
)
_COLUMNS = select(
    col(Evidence.id),
    col(Evidence.person_id),
    col(Evidence.kind),
    col(Evidence.title),
    col(Evidence.role),
    col(Evidence.traits),
    col(Evidence.started_on),
    col(Evidence.ended_on),
    col(Evidence.expires_on),
    col(Evidence.private),
    col(Evidence.created_at),
    col(Evidence.changed_at),
    col(Evidence.version),
    VERIFIED.label("verified"),
)
_ENTRIES = _COLUMNS.where(
    col(Evidence.person_id).in_(bindparam("people", expanding=True)),
    col(Evidence.deleted_at).is_(None),
).order_by(col(Evidence.started_on).desc(), col(Evidence.id).desc())
_ONE = _COLUMNS.where(
    col(Evidence.id) == bindparam("id"),
    col(Evidence.person_id) == bindparam("person"),
    col(Evidence.deleted_at).is_(None),
)
_ITS_TIES = (
    select(col(EvidenceTie.competency), col(EvidenceTie.indicator))
    .where(col(EvidenceTie.evidence_id) == bindparam("id"))
    .order_by(col(EvidenceTie.id))
)
_TIES = (
    select(col(EvidenceTie.evidence_id), col(EvidenceTie.competency), col(EvidenceTie.indicator))
    .join(Evidence, col(Evidence.id) == col(EvidenceTie.evidence_id))
    .where(col(Evidence.person_id).in_(bindparam("people", expanding=True)), col(Evidence.deleted_at).is_(None))
    .order_by(col(EvidenceTie.id))
)
_SAID = (
    select(
        col(Verification.evidence_id),
        col(Verification.version),
        col(Verification.outcome),
        col(Verification.withdrawn_at).is_not(None),
    )
    .join(Evidence, col(Evidence.id) == col(Verification.evidence_id))
    .where(col(Evidence.person_id) == bindparam("person"), col(Evidence.deleted_at).is_(None))
    .order_by(col(Verification.id))
)
_COUNTS = (
    select(col(Evidence.kind), func.count())
    .where(
        col(Evidence.person_id) == bindparam("person"),
        col(Evidence.deleted_at).is_(None),
        col(Evidence.private).is_(False),
    )
    .group_by(col(Evidence.kind))
)


def of_people(db: Session, people: list[int], *, with_private: bool) -> dict[int, list[Entry]]:
    """Every entry of these people that is not deleted, latest first; two queries, however many people."""
    found: dict[int, list[Entry]] = {person: [] for person in people}
    ties: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for evidence_id, competency, indicator in rows(db, _TIES, people=people):
        ties[evidence_id].append((competency, indicator))
    for one in rows(db, _ENTRIES, people=people):
        if with_private or not one.private:
            found[one.person_id].append(_entry(one, ties[one.id]))
    return found


def of_person(db: Session, person_id: int, *, with_private: bool) -> list[Entry]:
    """Every entry of one person that is not deleted, latest first."""
    return of_people(db, [person_id], with_private=with_private)[person_id]


def one(db: Session, person_id: int, evidence_id: int) -> Entry:
    """One entry of this person, private or not; NotFound when it is not hers or deleted."""
    found = row(db, _ONE, id=evidence_id, person=person_id)
    if found is None:
        raise NotFound()
    return _entry(found, [(competency, indicator) for competency, indicator in rows(db, _ITS_TIES, id=evidence_id)])


def under(framework: Framework, entries: Iterable[Entry]) -> list[Entry]:
    """The same entries with the ids that their competencies and indicators have in this framework."""
    return [
        replace(
            entry,
            competencies=tuple(dict.fromkeys(map(framework.competency_id, entry.competencies))),
            indicators=tuple(map(framework.indicator_id, entry.indicators)),
        )
        for entry in entries
    ]


def said_of(db: Session, person_id: int) -> dict[int, list[Said]]:
    """What was asked and said of each entry of one person, oldest first; others are absent."""
    found: dict[int, list[Said]] = defaultdict(list)
    for evidence_id, version, outcome, withdrawn in rows(db, _SAID, person=person_id):
        found[evidence_id].append(Said(version, outcome, bool(withdrawn)))
    return found


def counts_by_kind(db: Session, person_id: int) -> dict[str, int]:
    """How many entries of each kind a person has, private and deleted ones left out."""
    return {kind: int(count) for kind, count in rows(db, _COUNTS, person=person_id)}


def _entry(one: tuple[object, ...], ties: list[tuple[str, str]]) -> Entry:
    values = dict(one._mapping)  # type: ignore[attr-defined]
    values["traits"] = frozenset(values["traits"].split())
    return Entry(
        **values,
        competencies=tuple(dict.fromkeys(competency for competency, _ in ties)),
        indicators=tuple(indicator for _, indicator in ties if indicator),
    )
