"""A goal proposed from a gap: everything filled in, nothing decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.framework.model import Competency, Framework
from app.gaps.analysis import Gap, GapAnalysis
from app.gaps.state import Current
from app.gaps.suggestions import Suggestion, suggest, wanted_proficiency
from app.goals.queries import Target
from app.kit.dates import add_months
from app.kit.workdays import last_working_day
from app.plan.words import proposal as words

HOURS_PER_STEP = 12
"""The effort proposed for one step of the scale: a quarter at an hour a week."""
SOONEST = timedelta(days=75)
OFFERED = 4


@dataclass(frozen=True, slots=True)
class Offer:
    """A piece of suggested work, and the day by which it fits into the time there is."""

    suggestion: Suggestion
    on: date


@dataclass(frozen=True, slots=True)
class Proposal:
    """`to` is None at the top of the scale: there is nothing left to aim at."""

    competency: Competency
    gap: Gap
    from_: int | None
    to: int | None
    why: str
    measure: str
    due_on: date
    hours: int
    offers: tuple[Offer, ...]


def propose(
    framework: Framework,
    analysis: GapAnalysis,
    face: str | None,
    competency: Competency,
    target: Target | None,
    today: date,
) -> Proposal:
    """From the current rating to the required one or, where that is met, to the next step. `face`: of the target."""
    gap = analysis.gap(competency.id) or _ungapped(framework, competency)
    from_, to = gap.current.rated, _aim(framework, gap)
    steps = max(1, sum((from_ is None or s.value > from_) and s.value <= (to or 0) for s in framework.scale))
    steps = 1 if from_ is None else steps
    due_on = _due(steps, target, today)
    return Proposal(
        competency=competency,
        gap=gap,
        from_=from_,
        to=to,
        why=words.why(framework, gap, analysis.target, face),
        measure=words.measure(competency, from_, to),
        due_on=due_on,
        hours=HOURS_PER_STEP * steps,
        offers=_offers(suggest(framework, gap, OFFERED), today, due_on),
    )


def offered(framework: Framework, analysis: GapAnalysis, competency: Competency) -> Mapping[str, Suggestion]:
    """All work that exercises the competency, by key: what a form may have ticked."""
    gap = analysis.gap(competency.id) or _ungapped(framework, competency)
    return {one.key: one for one in suggest(framework, gap, limit=1000)}


def _ungapped(framework: Framework, competency: Competency) -> Gap:
    """A competency that the level does not require, as if the first level that does were aimed at."""
    asked = (level.required[competency.id] for level in framework.levels if competency.id in level.required)
    required = next(asked, framework.scale[0].value)
    current = Current(competency.id)
    return Gap(competency, required, current, None, 0, False, "not_rated", None, None, ())


def _aim(framework: Framework, gap: Gap) -> int | None:
    rated = gap.current.rated
    if rated is None or gap.required > rated:
        return gap.required
    above = wanted_proficiency(framework, gap)
    return above if above > rated else None


def _due(steps: int, target: Target | None, today: date) -> date:
    """The end of a quarter, one for each step; not after the day of the target where that leaves time enough."""
    end = today + SOONEST
    first = date(end.year, (end.month - 1) // 3 * 3 + 1, 1)
    due_on = add_months(first, 3 * steps) - timedelta(days=1)
    if target and today + timedelta(days=30) <= target.by_on < due_on:
        return target.by_on
    return due_on


def _offers(suggestions: tuple[Suggestion, ...], today: date, due_on: date) -> tuple[Offer, ...]:
    """Evenly over the time there is, the last some days before the goal is due."""
    part = (due_on - today) / (len(suggestions) + 1)
    return tuple(
        Offer(one, max(today, last_working_day(today + part * number).on)) for number, one in enumerate(suggestions, 1)
    )
