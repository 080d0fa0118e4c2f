"""Who is counted in a cycle, and since when: a first look when manager assessments are over, a second at its closing.

Never while people are still coming in: two looks, a day apart, would show the one who came in between.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.cycles.queries import Cycle
from app.kit import clock


@dataclass(frozen=True, slots=True)
class Submitted:
    """An assessment submitted for a cycle; `level` is what the person held when it was begun."""

    id: int
    person_id: int
    author_id: int
    level: str | None
    at: datetime

    @property
    def of_oneself(self) -> bool:
        return self.person_id == self.author_id


@dataclass(frozen=True, slots=True)
class Pair:
    """A person's own and her manager's assessment, both submitted by the end of a wave."""

    own: Submitted
    managers: Submitted
    wave: int


def looks(cycle: Cycle) -> list[datetime]:
    """The moments, past ones only, up to which people are counted: each wave those who came in since the one before."""
    ends = [clock.start_of(cycle.stages.manager_by + timedelta(days=1))]
    if cycle.closed_at is not None:
        ends = [cycle.closed_at] if cycle.closed_at <= ends[0] else [*ends, cycle.closed_at]
    return [end for end in ends if end <= clock.now()]


def pairs(submitted: Iterable[Submitted], ends: Sequence[datetime]) -> dict[int, Pair]:
    """Person → what is counted of her: in the first wave by whose end both sides were in, the manager's latest one.

    What was submitted never changes, so that this says the same for good.
    """
    by_person: dict[int, list[Submitted]] = {}
    for one in sorted(submitted, key=lambda one: (one.at, one.id)):
        by_person.setdefault(one.person_id, []).append(one)
    found = ((person, _pair(mine, ends)) for person, mine in by_person.items())
    return {person: pair for person, pair in found if pair}


def _pair(mine: Sequence[Submitted], ends: Sequence[datetime]) -> Pair | None:
    for wave, end in enumerate(ends):
        own = [one for one in mine if one.of_oneself and one.at <= end]
        managers = [one for one in mine if not one.of_oneself and one.at <= end]
        if own and managers:
            return Pair(own[-1], managers[-1], wave)
    return None


def complete(submitted: Iterable[Submitted]) -> int:
    """Of how many people both sides are in, counted or not."""
    sides: dict[int, set[bool]] = {}
    for one in submitted:
        sides.setdefault(one.person_id, set()).add(one.of_oneself)
    return sum(len(found) == 2 for found in sides.values())


Answers = Mapping[int, Mapping[str, int]]
"""Assessment → competency → proficiency."""
