"""Readiness 晋升准备度: what stands between a person and a level, as a list of facts and never as a score.

It is advice with reasons; the decision is made by people in a conversation.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.framework.model import EvidenceGate, Framework, Level
from app.gaps.analysis import Gap, GapAnalysis
from app.gaps.state import Almost, Counted, Proof, Standing
from app.kit.dates import add_months, months_between

Kind = Literal["competency", "unrated", "step", "months", "evidence"]
State = Literal["met", "unmet", "agreeable", "unknown"]


@dataclass(frozen=True, slots=True)
class CompetencyFacts:
    gap: Gap


@dataclass(frozen=True, slots=True)
class StepFacts:
    """`to_reach`: the levels between the one held and the target, the next rung first; empty: level held unknown."""

    to_reach: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class MonthsFacts:
    """Full calendar months needed and had in `level`, the one below the target.

    `had` is None when it is not known, `earliest` when it cannot be said; `earliest` may lie in the past.
    """

    level: Level
    needed: int
    had: int | None
    earliest: date | None


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """`counted` entries of `gate.count`, and the nearest others. `unclear`: what has to be known to judge it."""

    gate: EvidenceGate
    counted: int | None
    unclear: Literal["face", "evidence"] | None = None
    almost: tuple[Almost, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the target asks. `about` is a competency's id, a gate's id, 'step' or 'months'.

    'met' is done, 'unmet' blocks, 'agreeable' may be let pass by the conversation, 'unknown' cannot be judged yet.
    """

    kind: Kind
    state: State
    about: str
    facts: CompetencyFacts | StepFacts | MonthsFacts | EvidenceFacts

    @property
    def key(self) -> bool:
        """Whether it is about a key competency of the target."""
        return isinstance(self.facts, CompetencyFacts) and self.facts.gap.key


@dataclass(frozen=True, slots=True)
class Readiness:
    """The items for `target`: competencies in the framework's order, then steps, months and evidence."""

    target: Level
    face: str | None
    items: tuple[Item, ...]

    @property
    def met(self) -> tuple[Item, ...]:
        return self._in("met")

    @property
    def unmet(self) -> tuple[Item, ...]:
        return self._in("unmet")

    @property
    def agreeable(self) -> tuple[Item, ...]:
        return self._in("agreeable")

    @property
    def unknown(self) -> tuple[Item, ...]:
        return self._in("unknown")

    @property
    def earliest(self) -> date | None:
        """The first day that the time gates allow, perhaps past; None when there are none or it cannot be said."""
        allowed = (item.facts.earliest for item in self.items if isinstance(item.facts, MonthsFacts))
        return max((day for day in allowed if day), default=None)

    @property
    def ready(self) -> bool:
        """Whether every single item is met."""
        return all(item.state == "met" for item in self.items)

    @property
    def open_to_agreement(self) -> bool:
        """Whether only such items are open as the conversation may let pass."""
        return bool(self.agreeable) and not self.unmet and not self.unknown

    def _in(self, state: State) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.state == state)


def readiness(
    framework: Framework,
    analysis: GapAnalysis,
    standing: Standing,
    target: Level,
    face: str | None,
    proof: Proof | None,
    today: date,
) -> Readiness:
    """What `target` asks of a person who goes for it with `face`; `analysis` is hers against the same target.

    Entry gates 晋升门槛 stand only before a level above the one held: for that level itself, and for
    those below it, the competencies are all there is to meet.
    """
    requirements = tuple(_requirement(gap) for gap in analysis.gaps)
    return Readiness(target, face, (*requirements, *_entry(framework, standing, target, face, proof, today)))


def _requirement(gap: Gap) -> Item:
    """Key competencies must be met; another one may be one step short if the conversation agrees."""
    facts, about = CompetencyFacts(gap), gap.competency.id
    if gap.size is None:
        return Item("unrated", "unknown", about, facts)
    if gap.size == 0:
        return Item("competency", "met", about, facts)
    return Item("competency", "agreeable" if gap.size == 1 and not gap.key else "unmet", about, facts)


def _entry(
    framework: Framework, standing: Standing, target: Level, face: str | None, proof: Proof | None, today: date
) -> Iterator[Item]:
    held, aimed = framework.rank(standing.level or ""), framework.rank(target.id)
    if held and aimed and held >= aimed:
        return
    if below := framework.level_below(target.id):
        to_reach = framework.levels[held : framework.rank(below.id)] if held else None
        yield from _step(to_reach)
        yield from _months(to_reach, standing.since, below, target.entry.months, today)
    for gate in target.entry.evidence:
        yield from _evidence(gate, target, face, proof)


def _step(to_reach: Sequence[Level] | None) -> Iterator[Item]:
    """No rung is skipped: the levels in between come first. None: the level held is not known."""
    if to_reach is None:
        yield Item("step", "unknown", "step", StepFacts(()))
    elif to_reach:
        yield Item("step", "unmet", "step", StepFacts(tuple(to_reach)))


def _months(
    to_reach: Sequence[Level] | None, since: date | None, below: Level, needed: int, today: date
) -> Iterator[Item]:
    if not needed:
        return
    if to_reach:
        yield Item("months", "unmet", "months", MonthsFacts(below, needed, had=0, earliest=None))
    elif to_reach is None or since is None:
        yield Item("months", "unknown", "months", MonthsFacts(below, needed, had=None, earliest=None))
    else:
        had, earliest = months_between(since, today), add_months(since, needed)
        state: State = "met" if had >= needed else "unmet"
        yield Item("months", state, "months", MonthsFacts(below, needed, had, earliest))


def _evidence(gate: EvidenceGate, target: Level, face: str | None, proof: Proof | None) -> Iterator[Item]:
    # A face that the target does not have answers nothing: the gate would vanish instead of being asked.
    if gate.faces and face not in target.faces:
        yield Item("evidence", "unknown", gate.id, EvidenceFacts(gate, counted=None, unclear="face"))
    elif not gate.asked_of(face):
        return
    elif proof is None:
        yield Item("evidence", "unknown", gate.id, EvidenceFacts(gate, counted=None, unclear="evidence"))
    else:
        found = proof.get(gate.id, Counted(0))
        state: State = "met" if found.counted >= gate.count else "unmet"
        yield Item("evidence", state, gate.id, EvidenceFacts(gate, found.counted, almost=found.almost))
