"""Where many people stand on a day: agreed ratings, gaps and readiness, with a fixed number of queries a portion."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.assessments import agreed, queries
from app.assessments.queries import Rated
from app.assessments.sealing import Entry
from app.evidence import as_of as evidence
from app.evidence.queries import Entry as Evidence
from app.framework.model import Framework, Level
from app.gaps import basis
from app.gaps.analysis import GapAnalysis, analyse
from app.gaps.proof import proof
from app.gaps.readiness import Readiness, readiness
from app.gaps.state import Counted, Proof, Snapshot
from app.gaps.state import Standing as Place
from app.people.as_of import PersonOn
from app.reports.report import Asked


@dataclass(frozen=True, slots=True)
class Standing:
    """One person against the next level, or her own at the top, as HR may know it: agreed ratings, evidence as numbers.

    `now`, `before`: the latest agreed ratings and those of the conversation before; None: there are none.
    """

    person: PersonOn
    level: Level | None
    target: Level
    analysis: GapAnalysis
    readiness: Readiness
    now: Snapshot | None
    before: Snapshot | None
    evidence: tuple[Evidence, ...]


def standings(db: Session, asked: Asked, people: Sequence[PersonOn]) -> list[Standing]:
    """The same people in the same order; six queries, however many."""
    ids = [one.id for one in people]
    found = agreed.of_people(db, ids, asked.known)
    wanted = [one.id for each in found.values() for one in (each.before, each.latest) if one is not None]
    ratings = queries.ratings(db, wanted)
    logged = evidence.of_people(db, ids, asked.known)
    return [_standing(asked, one, found[one.id], ratings, logged[one.id]) for one in people]


def _standing(
    asked: Asked,
    person: PersonOn,
    known: agreed.Standing,
    ratings: dict[int, dict[str, Rated]],
    logged: Sequence[Evidence],
) -> Standing:
    framework = asked.framework
    level = framework.level(person.level) if person.level else None
    target = (framework.level_above(level.id) or level) if level else framework.levels[0]
    now, before = (_snapshot(framework, entry, ratings) for entry in (known.latest, known.before))
    analysis = analyse(framework, target, [one for one in (before, now) if one], asked.day)
    face = person.face if person.face in target.faces else None
    place = Place(level.id if level else None, person.level_since if level else None, person.face)
    proven = _numbers(proof(target.entry.evidence, logged, asked.day))
    return Standing(
        person=person,
        level=level,
        target=target,
        analysis=analysis,
        readiness=readiness(framework, analysis, place, target, face, proven, asked.day),
        now=now,
        before=before,
        evidence=tuple(logged),
    )


def _snapshot(framework: Framework, entry: Entry | None, ratings: dict[int, dict[str, Rated]]) -> Snapshot | None:
    return basis.snapshots(framework, [entry], ratings)[0] if entry is not None else None


def _numbers(found: Proof) -> Proof:
    """HR knows how many entries pass a gate, and no titles of what almost does."""
    return {gate: Counted(passed.counted) for gate, passed in found.items()}
