"""Who is weighed: everybody here with agreed ratings, in portions of a fixed few statements."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, exists, or_, select
from sqlmodel import Session, col

from app.assessments.models import Assessment, Rating
from app.evidence.models import Evidence
from app.evidence.queries import VERIFIED, Entry
from app.kit import clock
from app.kit.db import rows
from app.people.access import PEOPLE, Listed
from app.people.models import Person
from app.revisions.impact import Changed, Facts, Impact
from app.revisions.impact_side import Rating as Rated

PORTION = 1_000
_AGREED = col(Assessment.agreed_in).is_not(None)
_PEOPLE: Any = (
    PEOPLE.add_columns(col(Person.sort_key))
    .where(
        col(Person.id) > bindparam("after"),
        or_(col(Person.left_on).is_(None), col(Person.left_on) > bindparam("today")),
        exists().where(col(Assessment.person_id) == col(Person.id), _AGREED, col(Assessment.submitted_at).is_not(None)),
    )
    .order_by(col(Person.id))
    .limit(PORTION)
)
_SIGNED = (
    select(col(Assessment.person_id), col(Assessment.id), col(Assessment.framework_version_id))
    .where(
        col(Assessment.person_id).in_(bindparam("people", expanding=True)),
        _AGREED,
        col(Assessment.submitted_at).is_not(None),
    )
    .order_by(col(Assessment.submitted_at), col(Assessment.id))
)
# in the same order for everybody: then what was rated is the same row of names for thousands
_RATINGS = (
    select(col(Rating.assessment_id), col(Rating.competency), col(Rating.proficiency), col(Rating.no_opportunity))
    .where(col(Rating.assessment_id).in_(bindparam("ids", expanding=True)))
    .order_by(col(Rating.assessment_id), col(Rating.competency))
)
# what gates look at, and no titles: numbers are all that HR reads of anybody's evidence
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
    VERIFIED.label("verified"),
).where(
    col(Evidence.person_id).in_(bindparam("people", expanding=True)),
    col(Evidence.kind).in_(bindparam("kinds", expanding=True)),
    col(Evidence.deleted_at).is_(None),
    col(Evidence.private).is_(False),
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """One person and what changes for her; `order`: sorts by name."""

    person: Listed
    order: str
    changed: Changed


def weighed(db: Session, impact: Impact) -> Iterator[Weighed]:
    """Everybody in turn, whether anything changes for her or not; by id, in portions."""
    after = 0
    while portion := rows(db, _PEOPLE, after=after, today=clock.today()):
        people = {one.id: Listed(*one[:8]) for one in portion}
        order = {one.id: one.sort_key for one in portion}
        for facts in _facts(db, impact, people):
            yield Weighed(people[facts.person_id], order[facts.person_id], impact.weigh(facts))
        after = portion[-1].id


def _facts(db: Session, impact: Impact, people: dict[int, Listed]) -> list[Facts]:
    signed = {one.person_id: one for one in rows(db, _SIGNED, people=list(people))}
    ratings: dict[int, list[Rated]] = defaultdict(list)
    for assessment, competency, proficiency, none in rows(db, _RATINGS, ids=[one.id for one in signed.values()]):
        ratings[assessment].append((competency, proficiency, bool(none)))
    found = [
        Facts(id, who.level, who.level_since, who.face, signed[id].framework_version_id, tuple(ratings[signed[id].id]))
        for id, who in people.items()
    ]
    asked = [one.person_id for one in found if impact.needs_evidence(one)]
    entries = _entries(db, impact, asked) if asked else {}
    return [replace(one, entries=entries.get(one.person_id)) for one in found]


def _entries(db: Session, impact: Impact, people: Sequence[int]) -> dict[int, list[Entry]]:
    """The entries of these people that any gate of either side could count."""
    frameworks = (impact.old, impact.new)
    kinds = sorted({gate.kind for one in frameworks for level in one.levels for gate in level.entry.evidence})
    found: dict[int, list[Entry]] = {person: [] for person in people}
    for one in rows(db, _ENTRIES, people=people, kinds=kinds):
        values = {**one._mapping, "traits": frozenset(one.traits.split())}
        found[one.person_id].append(Entry(**values, title="", private=False, competencies=(), indicators=()))
    return found
