"""One side of the comparison: how a framework judges people, by the functions of app/gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from app.evidence.queries import Entry
from app.framework.model import EvidenceGate, Framework, Level
from app.gaps.analysis import Gap, GapAnalysis, analyse
from app.gaps.proof import proof
from app.gaps.readiness import Item, readiness
from app.gaps.state import Current, Snapshot, Standing

Rating = tuple[str, int | None, bool]
"""Competency, proficiency, no opportunity."""


class Person(Protocol):
    """What `entry` needs of somebody."""

    @property
    def since(self) -> date | None: ...
    @property
    def face(self) -> str | None: ...
    @property
    def entries(self) -> Sequence[Entry] | None: ...


@dataclass(frozen=True, slots=True)
class Place:
    """The level held, None when this framework lacks it, and the one to be reached."""

    level: Level | None
    target: Level


class Side:
    def __init__(self, framework: Framework, today: date) -> None:
        self.framework, self.today = framework, today
        self._places: dict[str | None, Place] = {}

    def place(self, level_id: str | None) -> Place:
        if level_id not in self._places:
            level = self.framework.level(level_id) if level_id else None
            above = self.framework.level_above(level.id) if level else self.framework.levels[0]
            self._places[level_id] = Place(level, above or level or self.framework.levels[0])
        return self._places[level_id]

    def entry(self, place: Place, person: Person) -> tuple[Item, ...]:
        """The gates that stand between her and the target, without the competencies."""
        standing = Standing(place.level.id if place.level else None, person.since, person.face)
        face = person.face if person.face in place.target.faces else None
        gates = place.target.entry.evidence
        shown = None if person.entries is None else proof(gates, person.entries, self.today)
        analysis = GapAnalysis(place.target, ())
        return readiness(self.framework, analysis, standing, place.target, face, shown, self.today).items

    def competency(self, target: Level, gap: Gap) -> Item:
        """One competency as the readiness list counts it."""
        there = Standing(target.id)
        analysis = GapAnalysis(target, (gap,))
        return readiness(self.framework, analysis, there, target, None, None, self.today).items[0]

    def places(self, version_id: int, rated: Sequence[str]) -> dict[str | None, int]:
        """Id here → the place among `rated`, ids of that version."""
        reading = self.framework.read(version_id)
        return {reading.competency(id): place for place, id in enumerate(rated)}

    def gap(self, target: Level, competency: str, rating: Rating) -> Gap | None:
        """None where the target does not ask for it."""
        _, value, no_opportunity = rating
        known = value if value is not None and self.framework.proficiency(value) else None
        snapshot = Snapshot(on=self.today, ratings={competency: Current(competency, known, no_opportunity)})
        return analyse(self.framework, target, [snapshot], self.today).gap(competency)


def demand(gate: EvidenceGate) -> Any:
    """What a gate asks for, whatever it is called."""
    return gate.model_dump(exclude={"id", "title"})
