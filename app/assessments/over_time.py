"""A person's self-assessments and agreed ratings over time: what moved, and each competency's line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from app.assessments.queries import Rated, ratings, translated
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


def steps(db: Session, submitted: Sequence[Entry]) -> list[Step]:
    """A history of self-assessments and agreed ratings, latest first; given oldest first.

    Each is compared with the one before of its own kind, and only where both ratings are numbers.
    """
    found = ratings(db, [entry.id for entry in submitted])
    published = versions.load_all(db, {entry.framework_version_id for entry in submitted})
    last: dict[bool, Entry] = {}
    result: list[Step] = []
    for entry in submitted:
        before, last[entry.agreed] = last.get(entry.agreed), entry
        framework = published[entry.framework_version_id].framework
        past = translated(framework, before.framework_version_id, found[before.id]) if before else {}
        pairs = _moved(framework, past, found[entry.id])
        result.append(
            Step(
                entry=entry,
                framework=framework,
                ratings=found[entry.id],
                up=tuple(p for p in pairs if p[2] > p[1]),
                down=tuple(p for p in pairs if p[2] < p[1]),
                framework_changed=before is not None and before.framework_version_id != entry.framework_version_id,
            )
        )
    return result[::-1]


def _moved(
    framework: Framework, before: Mapping[str, Rated], now: Mapping[str, Rated]
) -> list[tuple[Competency, int, int]]:
    """(competency, from, to) of those rated both times."""
    both = [(c, before[c.id].proficiency, now[c.id].proficiency) for c in framework.competencies if c.id in before]
    return [(c, old, new) for c, old, new in both if old is not None and new is not None]


@dataclass(frozen=True, slots=True)
class Row:
    """One competency: its chart over all steps, its ratings in the latest ones, oldest first."""

    competency: Competency
    chart: Line
    ratings: tuple[Rated | None, ...]


def lines(steps: Sequence[Step]) -> tuple[tuple[Step, ...], tuple[Row, ...]]:
    """The latest assessments to show as columns (oldest first), and the rows; of steps given latest first.

    Agreed ratings are marks beside the line of her own. Competencies and scale are those of the latest
    framework, and older ratings are read under its names; a rating off that scale leaves a hole.
    """
    if len(steps) < 2:
        return (), ()
    ordered = list(reversed(steps))
    places = _places([step.entry.submitted_at for step in ordered if step.entry.submitted_at])
    framework = ordered[-1].framework
    ordered = [replace(step, ratings=_under(framework, step)) for step in ordered]
    columns = ordered[-MOST:]
    return tuple(columns), tuple(
        Row(
            competency,
            _chart(competency.id, ordered, places, framework),
            tuple(step.ratings.get(competency.id) for step in columns),
        )
        for competency in framework.competencies
    )


def _under(framework: Framework, step: Step) -> Mapping[str, Rated]:
    return translated(framework, step.entry.framework_version_id, step.ratings)


def _chart(competency: str, ordered: Sequence[Step], places: Sequence[float], framework: Framework) -> Line:
    """One competency: a line through her own ratings, a mark for each agreed one."""
    own, agreed = (
        [(place, step) for place, step in zip(places, ordered, strict=True) if step.entry.agreed == kind]
        for kind in (False, True)
    )
    return line(
        [_value(step, competency) for _, step in own],
        [place for place, _ in own],
        [proficiency.value for proficiency in framework.scale],
        [place for place, step in own if step.framework_changed],
        [(place, _value(step, competency)) for place, step in agreed],
    )


def _value(step: Step, competency: str) -> int | None:
    rated = step.ratings.get(competency)
    return rated.proficiency if rated else None


def _places(moments: Sequence[datetime]) -> list[float]:
    span = (moments[-1] - moments[0]).total_seconds() or 1
    return [(moment - moments[0]).total_seconds() / span for moment in moments]
