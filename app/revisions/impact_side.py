"""One side of the comparison: how a framework judges people, with every answer that many share worked out once."""

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
    """What `items` needs of somebody."""

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
        self._gaps: dict[tuple[str, str, int | None, bool], Gap | None] = {}
        self._ids: dict[tuple[int, str], str | None] = {}
        self._places: dict[str | None, Place] = {}

    def place(self, level_id: str | None) -> Place:
        if level_id not in self._places:
            level = self.framework.level(level_id) if level_id else None
            above = self.framework.level_above(level.id) if level else self.framework.levels[0]
            self._places[level_id] = Place(level, above or level or self.framework.levels[0])
        return self._places[level_id]

    def gaps(self, target: Level, version_id: int, ratings: Sequence[Rating]) -> tuple[Gap, ...]:
        """The gaps towards the target by ratings on a version, in the order of this framework."""
        here = {self._here(version_id, id): (value, none) for id, value, none in ratings}
        found = (self._gap(target, c.id, *here.get(c.id, (None, False))) for c in self.framework.competencies)
        return tuple(gap for gap in found if gap)

    def items(self, place: Place, gaps: tuple[Gap, ...], person: Person) -> tuple[Item, ...]:
        """What stands between her and the target."""
        standing = Standing(place.level.id if place.level else None, person.since, person.face)
        face = person.face if person.face in place.target.faces else None
        gates = place.target.entry.evidence
        shown = None if person.entries is None else proof(gates, person.entries, self.today)
        analysis = GapAnalysis(place.target, gaps)
        return readiness(self.framework, analysis, standing, place.target, face, shown, self.today).items

    def _here(self, version_id: int, id: str) -> str | None:
        key = (version_id, id)
        if key not in self._ids:
            self._ids[key] = self.framework.read(version_id).competency(id)
        return self._ids[key]

    def _gap(self, target: Level, competency: str, value: int | None, no_opportunity: bool) -> Gap | None:
        key = (target.id, competency, value, no_opportunity)
        if key not in self._gaps:
            known = value if value is not None and self.framework.proficiency(value) else None
            current = Current(competency, known, no_opportunity)
            snapshot = Snapshot(on=self.today, ratings={competency: current})
            self._gaps[key] = analyse(self.framework, target, [snapshot], self.today).gap(competency)
        return self._gaps[key]


def demand(gate: EvidenceGate) -> Any:
    """What a gate asks for, whatever it is called."""
    return gate.model_dump(exclude={"id", "title"})
