"""The plan check: what in a plan does not add up, as facts with their reasons and never as a score."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.framework.model import Framework
from app.gaps.analysis import GapAnalysis, priorities
from app.gaps.state import Standing
from app.goals.queries import GoalRow, Target
from app.plan.aim import of_target
from app.plan.collisions import collisions, dues_of
from app.plan.findings import Dated, Finding, NotAsked, NotCovered, Overdue, PromiseDue, TooMuch
from app.plan.load import Month


def findings(
    framework: Framework,
    goals: Sequence[GoalRow],
    months: Sequence[Month],
    analysis: GapAnalysis,
    face: str | None,
    standing: Standing,
    target: Target | None,
    today: date,
    promised: Iterable[PromiseDue] = (),
) -> tuple[Finding, ...]:
    """Everything that does not add up, what is late first.

    `analysis`: against the target, else the next level; `face`: the face of it that is meant.
    `promised`: the days of what she promised in conversations.
    """
    dues: list[Dated] = [*dues_of(goals), *promised]
    return (
        *of_target(framework, standing, target, today),
        *(Overdue(due) for due in dues if due.on < today),
        *(TooMuch(month) for month in months if month.over),
        *collisions(due for due in dues if due.on >= today),
        *_not_asked(goals, analysis, face),
        *_not_covered(goals, analysis),
    )


def _not_asked(goals: Iterable[GoalRow], analysis: GapAnalysis, face: str | None) -> Iterator[NotAsked]:
    """What is not rated yet may well be a gap: nothing is said of it."""
    if not analysis.judged:
        return
    for goal in goals:
        gap = analysis.gap(goal.competency)
        if goal.open and (gap is None or gap.size == 0):
            yield NotAsked(goal, analysis.target, face, gap)


def _not_covered(goals: Iterable[GoalRow], analysis: GapAnalysis) -> Iterator[NotCovered]:
    """In the order of their priority: key competencies first."""
    covered = {goal.competency for goal in goals if goal.open}
    for priority in priorities(analysis):
        if priority.gap.competency.id not in covered:
            yield NotCovered(priority)
