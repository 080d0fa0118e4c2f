"""Gap analysis 差距分析: what a career level requires, set against how a person is rated.

There is no total and no average here: a gap is a fact about one competency.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.framework.model import Competency, Framework, Indicator, Level
from app.gaps.state import Current, Snapshot

State = Literal["met", "above", "short", "not_rated", "no_opportunity"]


@dataclass(frozen=True, slots=True)
class Gap:
    """One competency that the target requires.

    `size`: steps of the scale still to climb; 0 when met or above, None when it cannot be judged.
    `surplus`: steps of the scale above the requirement.
    `open_since`, `open_days`: only of a short one, see `analyse`.
    `missing`: the indicators above the current proficiency up to the required one; those of the
    required one when there is no rating to start from.
    """

    competency: Competency
    required: int
    current: Current
    size: int | None
    surplus: int
    key: bool
    state: State
    open_since: date | None
    open_days: int | None
    missing: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class GapAnalysis:
    """The gaps towards `target` in the order of the framework; `not_required` has no part in them."""

    target: Level
    gaps: tuple[Gap, ...]
    not_required: tuple[Competency, ...] = ()

    @property
    def judged(self) -> tuple[Gap, ...]:
        """All that are rated: the m of 'met n of m'."""
        return tuple(gap for gap in self.gaps if gap.size is not None)

    @property
    def met(self) -> tuple[Gap, ...]:
        """Met or above: the n of 'met n of m'."""
        return tuple(gap for gap in self.gaps if gap.size == 0)

    @property
    def short(self) -> tuple[Gap, ...]:
        return self._in("short")

    @property
    def not_rated(self) -> tuple[Gap, ...]:
        return self._in("not_rated")

    @property
    def no_opportunity(self) -> tuple[Gap, ...]:
        return self._in("no_opportunity")

    def gap(self, competency: str) -> Gap | None:
        """The gap in one competency; None when the target does not require it."""
        return next((gap for gap in self.gaps if gap.competency.id == competency), None)

    def _in(self, state: State) -> tuple[Gap, ...]:
        return tuple(gap for gap in self.gaps if gap.state == state)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a gap stands where it stands among the priorities: key competency, steps short, days open."""

    key: bool
    size: int
    open_days: int


@dataclass(frozen=True, slots=True)
class Priority:
    gap: Gap
    reason: Reason


def analyse(framework: Framework, target: Level, snapshots: Sequence[Snapshot], today: date) -> GapAnalysis:
    """Set the latest of `snapshots` (oldest first, possibly none) against what `target` requires.

    A gap is open since the earliest of the latest snapshots that, without one in between where it was
    met, show the competency rated and short of what THIS target requires. Snapshots in which it was
    not rated, or had no opportunity, neither open nor close it.
    """
    gaps = (_gap(framework, target, competency, snapshots, today) for competency in framework.competencies)
    return GapAnalysis(
        target=target,
        gaps=tuple(gap for gap in gaps if gap),
        not_required=tuple(c for c in framework.competencies if c.id not in target.required),
    )


def priorities(analysis: GapAnalysis) -> tuple[Priority, ...]:
    """The short ones: key competencies first, then the larger, then the longer open, then the framework's order."""
    short = [
        Priority(gap, Reason(gap.key, gap.size, gap.open_days))
        for gap in analysis.gaps
        if gap.size and gap.open_days is not None
    ]
    return tuple(sorted(short, key=lambda p: (not p.reason.key, -p.reason.size, -p.reason.open_days)))


def _gap(
    framework: Framework, target: Level, competency: Competency, snapshots: Sequence[Snapshot], today: date
) -> Gap | None:
    required = target.required.get(competency.id)
    if required is None:
        return None
    current = snapshots[-1].of(competency.id) if snapshots else Current(competency.id)
    size = None if current.rated is None else _steps(framework, current.rated, required)
    surplus = 0 if current.rated is None else _steps(framework, required, current.rated)
    since = _open_since(framework, competency.id, required, snapshots) if size else None
    return Gap(
        competency=competency,
        required=required,
        current=current,
        size=size,
        surplus=surplus,
        key=competency.id in target.key,
        state=_state(current, size, surplus),
        open_since=since,
        open_days=max(0, (today - since).days) if since else None,
        missing=_missing(competency, current, required),
    )


def _steps(framework: Framework, above: int, up_to: int) -> int:
    """Steps of the scale that lie above one value, up to and including another; the values need not be 1, 2, 3."""
    return sum(above < step.value <= up_to for step in framework.scale)


def _state(current: Current, size: int | None, surplus: int) -> State:
    if size is None:
        return "no_opportunity" if current.no_opportunity else "not_rated"
    if size:
        return "short"
    return "above" if surplus else "met"


def _open_since(framework: Framework, competency: str, required: int, snapshots: Sequence[Snapshot]) -> date | None:
    since = None
    for snapshot in reversed(snapshots):
        rated = snapshot.of(competency).rated
        if rated is None:
            continue
        if not _steps(framework, rated, required):
            break
        since = snapshot.on
    return since


def _missing(competency: Competency, current: Current, required: int) -> tuple[Indicator, ...]:
    if current.rated is None:
        return competency.indicators_at(required)
    return competency.indicators_between(current.rated, required)
