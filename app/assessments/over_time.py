"""A person's self-assessments over time: what moved from one to the next, and each competency's line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.assessments.queries import Rated, ratings
from app.assessments.sealing import Entry
from app.framework import versions
from app.framework.model import Competency, Framework
from app.kit.charts.line import Line, line

MOST = 6


@dataclass(frozen=True, slots=True)
class Step:
    """One submitted assessment, its ratings, and what moved since the one before: (competency, from, to)."""

    entry: Entry
    framework: Framework
    ratings: Mapping[str, Rated]
    up: tuple[tuple[Competency, int, int], ...]
    down: tuple[tuple[Competency, int, int], ...]
    framework_changed: bool

    @property
    def answered(self) -> int:
        return sum(rated.answered for rated in self.ratings.values())


def steps(db: Session, submitted: list[Entry]) -> list[Step]:
    """The history of self-assessments, latest first. Ratings are compared only where both are numbers."""
    found = ratings(db, [entry.id for entry in submitted])
    published = versions.load_all(db, {entry.framework_version_id for entry in submitted})
    result: list[Step] = []
    for number, entry in enumerate(submitted):
        framework = published[entry.framework_version_id].framework
        now = found[entry.id]
        before = found[submitted[number - 1].id] if number else {}
        moved = [
            (c, before[c.id].proficiency, now[c.id].proficiency)
            for c in framework.competencies
            if c.id in before and c.id in now
        ]
        pairs = [(c, old, new) for c, old, new in moved if old is not None and new is not None]
        result.append(
            Step(
                entry=entry,
                framework=framework,
                ratings=now,
                up=tuple(p for p in pairs if p[2] > p[1]),
                down=tuple(p for p in pairs if p[2] < p[1]),
                framework_changed=bool(number)
                and submitted[number - 1].framework_version_id != entry.framework_version_id,
            )
        )
    return result[::-1]


@dataclass(frozen=True, slots=True)
class Row:
    """One competency: its chart over all assessments, its ratings in the latest ones, oldest first."""

    competency: Competency
    chart: Line
    ratings: tuple[Rated | None, ...]


def lines(steps: Sequence[Step]) -> tuple[tuple[Step, ...], tuple[Row, ...]]:
    """The latest assessments to show as columns (oldest first), and the rows; of steps given latest first.

    Competencies and scale are those of the latest framework; a rating off that scale leaves a hole.
    """
    if len(steps) < 2:
        return (), ()
    ordered = list(reversed(steps))
    places = _places([step.entry.submitted_at for step in ordered if step.entry.submitted_at])
    changes = [place for place, step in zip(places, ordered, strict=True) if step.framework_changed]
    framework = ordered[-1].framework
    scale = [proficiency.value for proficiency in framework.scale]
    columns = ordered[-MOST:]
    return tuple(columns), tuple(
        Row(
            competency,
            line([_value(step, competency.id) for step in ordered], places, scale, changes),
            tuple(step.ratings.get(competency.id) for step in columns),
        )
        for competency in framework.competencies
    )


def _value(step: Step, competency: str) -> int | None:
    rated = step.ratings.get(competency)
    return rated.proficiency if rated else None


def _places(moments: Sequence[datetime]) -> list[float]:
    span = (moments[-1] - moments[0]).total_seconds() or 1
    return [(moment - moments[0]).total_seconds() / span for moment in moments]
