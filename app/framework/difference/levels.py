"""What changes between two levels of one framework: what the next rung asks that this one does not."""

from dataclasses import dataclass
from typing import Literal

from app.framework.model import Competency, EvidenceGate, Framework, Indicator, Level

Change = Literal["new", "harder", "unchanged", "easier"]


@dataclass(frozen=True, slots=True)
class CompetencyChange:
    """One competency, from the lower level to the upper.

    `before` and `after` are required proficiencies, None where a level requires none. `change` is 'new'
    when it was not required at all before, and 'easier' also when it no longer is. `steps` counts steps of
    the scale, negative downwards; for 'new' from below the scale. `became_key`: key above, not below.
    `indicators` are those newly required, in the order of the file.
    """

    competency: Competency
    before: int | None
    after: int | None
    change: Change
    steps: int
    is_key: bool
    became_key: bool
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class LevelDifference:
    """From `lower` to `upper`, whose `summary` and `work` say what each does.

    `months` in the level below are asked for entry. `gates` are evidence gates of the upper level that the
    lower one did not already ask in the same terms; their ids and titles do not count.
    """

    lower: Level
    upper: Level
    competencies: tuple[CompetencyChange, ...]
    months: int
    gates: tuple[EvidenceGate, ...]

    def changed(self, *kinds: Change) -> tuple[CompetencyChange, ...]:
        """The competencies that changed in one of these ways."""
        return tuple(change for change in self.competencies if change.change in kinds)

    @property
    def became_key(self) -> tuple[CompetencyChange, ...]:
        return tuple(change for change in self.competencies if change.became_key)


def between_levels(framework: Framework, lower_id: str, upper_id: str) -> LevelDifference:
    """What `upper_id` asks compared with `lower_id`, competencies in the framework's order.

    The levels need not be neighbours. Raises LookupError for a level that the framework lacks.
    """
    lower, upper = _level(framework, lower_id), _level(framework, upper_id)
    changes = (_change(framework, competency, lower, upper) for competency in framework.competencies)
    passed = [_demand(gate) for gate in lower.entry.evidence]
    gates = tuple(gate for gate in upper.entry.evidence if _demand(gate) not in passed)
    return LevelDifference(lower, upper, tuple(changes), upper.entry.months, gates)


def _level(framework: Framework, id: str) -> Level:
    level = framework.level(id)
    if level is None:
        raise LookupError(id)
    return level


def _change(framework: Framework, competency: Competency, lower: Level, upper: Level) -> CompetencyChange:
    id = competency.id
    before, after = lower.required.get(id), upper.required.get(id)
    steps = _height(framework, after) - _height(framework, before)
    is_key = id in upper.key
    newly = () if after is None else competency.indicators_between(before, after)
    return CompetencyChange(
        competency, before, after, _kind(before, steps), steps, is_key, is_key and id not in lower.key, newly
    )


def _kind(before: int | None, steps: int) -> Change:
    if steps == 0:
        return "unchanged"
    if before is None:
        return "new"
    return "harder" if steps > 0 else "easier"


def _height(framework: Framework, value: int | None) -> int:
    """How many steps of the scale lie up to and including the value."""
    return 0 if value is None else sum(step.value <= value for step in framework.scale)


def _demand(gate: EvidenceGate) -> dict[str, object]:
    return gate.model_dump(exclude={"id", "title"})
