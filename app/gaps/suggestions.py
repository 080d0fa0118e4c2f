"""Suggested work: the areas, steps and duties of the role that let a person practise what a gap asks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from app.framework.model import Exercise, Framework, WorkItem
from app.gaps.analysis import Gap, GapAnalysis, Priority, priorities

SEVERAL = 2
"""From so many unrated competencies on, rating them comes before working on a gap: priorities would mislead."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An item of work and the exercise in it that fits. `section`: work_areas, workflow or duties."""

    section: str
    item: WorkItem
    exercise: Exercise

    @property
    def key(self) -> str:
        """What names this suggestion for good, e.g. 'duties.reporting.data_analysis.3'."""
        return f"{self.section}.{self.item.id}.{self.exercise.competency}.{self.exercise.from_}"


@dataclass(frozen=True, slots=True)
class NextBest:
    """The one next best thing to do.

    `assess`, `rate_missing`: rate `gaps`, the unrated ones. `close_gap`: work on the only one of `gaps`;
    `priority` says why. `find_opportunity`: find a chance to show the only one of `gaps`. `nothing`: all is met.
    `suggestion`: where to do it, when the framework names a fitting piece of work.
    """

    do: Literal["assess", "rate_missing", "close_gap", "find_opportunity", "nothing"]
    gaps: tuple[Gap, ...] = ()
    priority: Priority | None = None
    suggestion: Suggestion | None = None


def wanted_proficiency(framework: Framework, gap: Gap) -> int:
    """What to practise: the step above the current one (the top stays the top); not rated: the required one."""
    if gap.current.rated is None:
        return gap.required
    return min((step.value for step in framework.scale if step.value > gap.current.rated), default=gap.current.rated)


def suggest(
    framework: Framework, gap: Gap, limit: int = 3, done: frozenset[str] = frozenset()
) -> tuple[Suggestion, ...]:
    """At most `limit` pieces of work that exercise the gap's competency, best first; `done` holds keys to leave out.

    Best is what begins at the wanted proficiency, then what begins nearest below and so can be practised
    already; what begins above is never suggested. Every section has its turn before one comes twice.
    """
    wanted = wanted_proficiency(framework, gap)
    practicable = [s for s in _exercising(framework, gap.competency.id) if s.exercise.from_ <= wanted]
    best_first = sorted((s for s in practicable if s.key not in done), key=lambda s: -s.exercise.from_)
    return tuple(_in_turns(best_first)[: max(0, limit)])


def next_best(analysis: GapAnalysis, framework: Framework, done: frozenset[str] = frozenset()) -> NextBest:
    """What to do first: know where one stands, then the first priority, then a chance to show the rest."""
    unrated = analysis.not_rated
    if unrated and not analysis.judged:
        return NextBest("assess", unrated)
    if len(unrated) >= SEVERAL or (unrated and not analysis.short):
        return NextBest("rate_missing", unrated)
    if ranked := priorities(analysis):
        top = ranked[0]
        return NextBest("close_gap", (top.gap,), top, _first(framework, top.gap, done))
    if waiting := sorted(analysis.no_opportunity, key=lambda gap: not gap.key):
        return NextBest("find_opportunity", (waiting[0],), suggestion=_first(framework, waiting[0], done))
    return NextBest("nothing")


def _exercising(framework: Framework, competency: str) -> Iterator[Suggestion]:
    for section, item in framework.work:
        for exercise in item.exercises:
            if exercise.competency == competency:
                yield Suggestion(section, item, exercise)


def _in_turns(suggestions: Sequence[Suggestion]) -> list[Suggestion]:
    """Each section's first, then each section's second, and so on; the order within a turn is kept."""
    had: Counter[str] = Counter()
    turns = []
    for suggestion in suggestions:
        turns.append((had[suggestion.section], suggestion))
        had[suggestion.section] += 1
    return [suggestion for _, suggestion in sorted(turns, key=lambda turn: turn[0])]


def _first(framework: Framework, gap: Gap, done: frozenset[str]) -> Suggestion | None:
    return next(iter(suggest(framework, gap, limit=1, done=done)), None)
