"""How near everybody with agreed ratings of a cycle was to the level above at its closing, in portions."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.cycles.queries import Cycle
from app.evidence import as_of as evidence
from app.evidence.queries import Entry
from app.framework import versions
from app.framework.model import Framework
from app.gaps.analysis import analyse
from app.gaps.proof import proof
from app.gaps.readiness import Readiness, readiness
from app.gaps.state import Current, Snapshot, Standing
from app.people.as_of import known_by
from app.reports.agreed import Rated, closing_day, rated
from app.reports.groups import Blocks, Member, blocks
from app.reports.nearness import Found, Nearness, nearness


@dataclass(frozen=True, slots=True)
class Near:
    """`found`: how near each member of the population was, as far as it is not marked private."""

    framework: Framework
    population: Blocks
    found: Found


def near(db: Session, cycle: Cycle) -> Near:
    """On the framework of the cycle, with the ratings, level and evidence of its closing: seven queries a portion."""
    framework = versions.load(db, cycle.framework_version_id).framework
    members: list[Member] = []
    found: dict[int, Nearness] = {}
    known = known_by(closing_day(cycle))
    for portion in rated(db, cycle, framework):
        entries = evidence.of_people(db, [one.person.id for one in portion], known)
        for one in portion:
            members.append(one.member)
            item = _readiness(framework, cycle, one, entries[one.person.id])
            found[one.person.id] = nearness(item, closing_day(cycle))
    return Near(framework, blocks(members, [level.id for level in framework.levels]), found)


def _readiness(framework: Framework, cycle: Cycle, one: Rated, entries: Sequence[Entry]) -> Readiness | None:
    target, on = framework.level_above(one.member.level or ""), closing_day(cycle)
    if target is None:
        return None
    current = {id: Current(id, proficiency) for id, proficiency in one.ratings.items()}
    analysis = analyse(framework, target, [Snapshot(on, current)], on)
    standing = Standing(one.member.level, one.person.level_since, one.person.face)
    face = one.person.face if one.person.face in target.faces else None
    return readiness(framework, analysis, standing, target, face, proof(target.entry.evidence, entries, on), on)
