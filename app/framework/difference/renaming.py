"""A framework under the names that a later version gives its competencies, levels and indicators. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.framework.model import Advice, Competency, Exercise, Framework, Indicator, Level, Prompt, WorkItem
from app.framework.names import KINDS, Kind, Renames

SECTIONS = ("work_areas", "workflow", "duties")


@dataclass(frozen=True, slots=True)
class Renamed:
    """Something that was called otherwise; `title` is the later version's."""

    kind: Kind
    old: str
    new: str
    title: str


def renamed(framework: Framework, renames: Renames) -> Framework:
    """The framework as if it had had the new ids from the start; it answers to no other names."""
    fields = {name: getattr(framework, name) for name in Framework.model_fields}
    fields["levels"] = tuple(_level(level, renames) for level in framework.levels)
    fields["competencies"] = tuple(_competency(one, renames) for one in framework.competencies)
    fields |= {name: tuple(_work(item, renames) for item in getattr(framework, name)) for name in SECTIONS}
    fields["advice"] = tuple(_advice(one, renames.levels) for one in framework.advice)
    return Framework(**fields)


def ids(framework: Framework, kind: Kind) -> dict[str, str]:
    """Everything of a kind: id → how it is called, in the current language and the order of the files."""
    return {one.id: title for one, title in _titled(framework, kind)}


def listed(new: Framework, renames: Renames) -> tuple[Renamed, ...]:
    """The renames in the order of the kinds and of the map."""
    return tuple(
        Renamed(kind, before, after, ids(new, kind).get(after, after))
        for kind in KINDS
        for before, after in renames.of(kind).items()
    )


def _titled(framework: Framework, kind: Kind) -> Iterable[tuple[Level | Competency | Indicator, str]]:
    if kind == "indicators":
        return ((one, str(one.text)) for competency in framework.competencies for one in competency.indicators)
    return ((one, str(one.title)) for one in getattr(framework, kind))


def _level(level: Level, renames: Renames) -> Level:
    called = renames.competencies
    return level.model_copy(
        update={
            "id": renames.levels.get(level.id, level.id),
            "required": {called.get(id, id): value for id, value in level.required.items()},
            "key": tuple(called.get(id, id) for id in level.key),
        }
    )


def _competency(competency: Competency, renames: Renames) -> Competency:
    indicators = tuple(
        one.model_copy(update={"id": renames.indicators.get(one.id, one.id)}) for one in competency.indicators
    )
    id = renames.competencies.get(competency.id, competency.id)
    return competency.model_copy(update={"id": id, "indicators": indicators})


def _work(item: WorkItem, renames: Renames) -> WorkItem:
    exercises = tuple(_exercise(exercise, renames.competencies) for exercise in item.exercises)
    return item.model_copy(update={"exercises": exercises})


def _exercise(exercise: Exercise, called: Mapping[str, str]) -> Exercise:
    return exercise.model_copy(update={"competency": called.get(exercise.competency, exercise.competency)})


def _advice(advice: Advice, called: Mapping[str, str]) -> Advice:
    return advice.model_copy(update={"prompts": tuple(_prompt(prompt, called) for prompt in advice.prompts)})


def _prompt(prompt: Prompt, called: Mapping[str, str]) -> Prompt:
    return prompt.model_copy(update={"levels": tuple(called.get(id, id) for id in prompt.levels)})
