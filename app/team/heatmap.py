"""People × competencies: how each person is rated, set against what her level or the next one requires.

There is no total, no average and no order but that of the names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.assessments.queries import Rated
from app.assessments.sealing import Entry
from app.framework.model import Competency, Framework, Level
from app.gaps import basis as basis_of
from app.gaps.analysis import Gap, analyse
from app.gaps.basis import Basis
from app.gaps.state import Current
from app.people.access import Actor, Report
from app.team.choosing import Against

Sign = Literal["met", "above", "one_short", "short", "no_opportunity", "not_rated", "not_asked"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One competency of one person. `gap` is None where nothing is required of her there."""

    competency: Competency
    current: Current
    gap: Gap | None

    @property
    def key(self) -> bool:
        return self.gap is not None and self.gap.key

    @property
    def sign(self) -> Sign:
        """How the cell looks; never told by colour alone."""
        if self.current.no_opportunity:
            return "no_opportunity"
        if self.current.rated is None:
            return "not_rated"
        if self.gap is None:
            return "not_asked"
        if self.gap.size:
            return "one_short" if self.gap.size == 1 else "short"
        return "above" if self.gap.surplus else "met"


@dataclass(frozen=True, slots=True)
class Line:
    """One person: the level she is set against (None: no level is known), her cells in the order of the groups.

    `basis` and `rated_on` say by whose assessment and of which day; both None while none is open to the reader.
    """

    person: Report
    level: Level | None
    target: Level | None
    basis: Basis | None
    rated_on: date | None
    cells: tuple[Cell, ...]


def in_order(framework: Framework) -> tuple[Competency, ...]:
    """The columns: the competencies under their groups."""
    return tuple(competency for _group, members in framework.grouped() for competency in members)


def latest(history: Sequence[Entry], actor: Actor) -> Entry | None:
    """The assessment that counts by the rule of app/gaps/basis.py: of those open to the actor, never a draft."""
    found = basis_of.sources(history, actor)
    entries = found.get(basis_of.choose(found, None, own=False))
    return entries[-1] if entries else None


def line(
    framework: Framework,
    person: Report,
    entry: Entry | None,
    ratings: Mapping[int, Mapping[str, Rated]],
    against: Against,
    today: date,
) -> Line:
    """One person's line, from the assessment that counts and its ratings."""
    level = framework.level(person.level) if person.level else None
    target = (framework.level_above(level.id) or level) if level and against == "next" else level
    snapshots = basis_of.snapshots(framework, [entry] if entry else [], ratings)
    gaps = {gap.competency.id: gap for gap in analyse(framework, target, snapshots, today).gaps} if target else {}
    current = snapshots[-1].of if snapshots else Current
    return Line(
        person=person,
        level=level,
        target=target,
        basis=basis_of.basis_of(entry) if entry else None,
        rated_on=snapshots[-1].on if snapshots else None,
        cells=tuple(Cell(c, current(c.id), gaps.get(c.id)) for c in in_order(framework)),
    )
