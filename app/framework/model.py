"""The framework as frozen objects. Nothing here knows how many levels, competencies or proficiencies there are.

Vocabulary: a *career level* (职级) requires a *proficiency* (熟练度, a value of the scale) in each
competency (能力项); a *behavioural indicator* (行为指标) says what one proficiency looks like.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, StringConstraints

from app.framework.names import NO_NAMES, Kind, Names, Reading
from app.kit.i18n import Text

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
DottedId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.]{0,119}$")]


class Part(BaseModel):
    """A frozen piece of the framework: unknown fields are refused, types are not guessed."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Proficiency(Part):
    """One step of the scale, e.g. 3 熟练."""

    value: Annotated[int, Field(ge=0, le=100)]
    title: Text
    summary: Text = Text()


class Group(Part):
    """A group of competencies, shown together."""

    id: Id
    title: Text


class Indicator(Part):
    """Behaviour that another person could see. The id stays when the words change."""

    id: DottedId
    proficiency: int
    text: Text


class Competency(Part):
    id: Id
    group: Id
    title: Text
    summary: Text = Text()
    indicators: tuple[Indicator, ...]

    def indicators_at(self, proficiency: int) -> tuple[Indicator, ...]:
        """The indicators of exactly this proficiency, in the order of the file."""
        return tuple(i for i in self.indicators if i.proficiency == proficiency)

    def indicators_between(self, current: int | None, required: int) -> tuple[Indicator, ...]:
        """The indicators above `current` (None: from the bottom) up to and including `required`."""
        return tuple(
            i for i in self.indicators if i.proficiency <= required and (current is None or i.proficiency > current)
        )


class Face(Part):
    """One face of a level, e.g. specialist or manager."""

    id: Id
    title: Text
    summary: Text = Text()


EVIDENCE_ROLES = ("took_part", "owned", "led")
"""A person's role in a piece of work, the least first."""


class EvidenceGate(Part):
    """Evidence that must exist before a person can enter a level.

    `kind` is a kind of evidence (project, coaching, challenge, …), `role` the least role in it
    (took_part < owned < led), `trait` a mark it must carry (cross_department), `faces` the faces it
    is asked of (empty: all), `verified` whether somebody else must have verified it.
    """

    id: DottedId
    kind: Id
    role: Id | None = None
    trait: Id | None = None
    count: Annotated[int, Field(ge=1, le=1000)] = 1
    verified: bool = True
    within_months: Annotated[int, Field(ge=1, le=600)] | None = None
    faces: tuple[Id, ...] = ()
    title: Text

    def asked_of(self, face: str | None) -> bool:
        """Whether a person who goes for this level with this face must pass the gate."""
        return not self.faces or face in self.faces


class Entry(Part):
    """Eligibility gates 晋升门槛: `months` in the level below, and evidence."""

    months: Annotated[int, Field(ge=0, le=600)] = 0
    evidence: tuple[EvidenceGate, ...] = ()


class Level(Part):
    """A career level 职级. Its rank is its place in the file."""

    id: Id
    title: Text
    summary: Text = Text()
    faces: tuple[Id, ...] = ()
    face_titles: dict[Id, Text] = Field(default_factory=dict)
    work: tuple[Text, ...] = ()
    required: dict[Id, int]
    key: tuple[Id, ...] = ()
    entry: Entry = Entry()

    def title_for(self, face: str | None) -> Text:
        """The level's title as a person with this face bears it."""
        return self.face_titles.get(face, self.title) if face else self.title


class Exercise(Part):
    """A piece of work that exercises a competency, for whoever wants to show proficiency `from`."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", validate_by_name=True, validate_by_alias=True)

    competency: Id
    from_: Annotated[int, Field(alias="from")]
    task: Text


class WorkItem(Part):
    """An area of work, a step of the work, or a duty; `section` says which."""

    id: Id
    title: Text
    summary: Text = Text()
    exercises: tuple[Exercise, ...] = ()


class Prompt(Part):
    """A reflection prompt; `levels` empty: for every level."""

    id: DottedId
    text: Text
    levels: tuple[Id, ...] = ()


class Advice(Part):
    id: Id
    title: Text
    summary: Text = Text()
    prompts: tuple[Prompt, ...] = ()


class About(Part):
    id: Id
    title: Text
    summary: Text = Text()


class Framework(Part):
    """A whole competency framework. Build it with `source.read`, which checks it.

    A published one also answers to what other versions call its competencies, levels and indicators: whatever
    names them by id without saying in which version (a goal, an entry, a place on the ladder) is found after a
    rename. Ratings say their version: they are read through `read`.
    """

    framework: About
    faces: tuple[Face, ...] = ()
    levels: tuple[Level, ...]
    scale: tuple[Proficiency, ...]
    groups: tuple[Group, ...]
    competencies: tuple[Competency, ...]
    work_areas: tuple[WorkItem, ...] = ()
    workflow: tuple[WorkItem, ...] = ()
    duties: tuple[WorkItem, ...] = ()
    advice: tuple[Advice, ...] = ()

    _names: Names = PrivateAttr(default=NO_NAMES)

    def named(self, names: Names) -> "Framework":
        """The same, answering to the ids of other versions too."""
        copy = self.model_copy()
        copy._names = names
        return copy

    @property
    def names(self) -> Names:
        return self._names

    def read(self, version_id: int) -> Reading:
        """From the ids of another version to the ones here."""
        return self._names.read(version_id)

    def competency_id(self, id: str) -> str:
        """What that competency is called here; as given when it is not known."""
        return self._id("competencies", id, self._competencies)

    def level_id(self, id: str) -> str:
        return self._id("levels", id, self._levels)

    def indicator_id(self, id: str) -> str:
        return self._id("indicators", id, self._indicators)

    def level_ids(self, id: str) -> frozenset[str]:
        """All ids that the level has in any version: what may stand in a person's place on the ladder."""
        here = self.level_id(id)
        others = self._names.elsewhere("levels")
        return frozenset({id, here, *(other for other in others if self.level_id(other) == here)})

    def _id(self, kind: Kind, id: str, known: Mapping[str, object]) -> str:
        if id in known:
            return id
        here = self._names.elsewhere(kind).get(id, id)
        return here if here in known else id

    @cached_property
    def _levels(self) -> dict[str, int]:
        return {level.id: rank for rank, level in enumerate(self.levels)}

    @cached_property
    def _competencies(self) -> dict[str, Competency]:
        return {competency.id: competency for competency in self.competencies}

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        return {indicator.id: indicator for competency in self.competencies for indicator in competency.indicators}

    @cached_property
    def _scale(self) -> dict[int, Proficiency]:
        return {step.value: step for step in self.scale}

    def level(self, id: str) -> Level | None:
        rank = self._levels.get(self.level_id(id))
        return None if rank is None else self.levels[rank]

    def rank(self, id: str) -> int | None:
        """Place of the level from the bottom, 1 for the lowest; None for a level this framework lacks."""
        rank = self._levels.get(self.level_id(id))
        return None if rank is None else rank + 1

    def level_above(self, id: str) -> Level | None:
        """The next rung; None at the top or for an unknown level."""
        rank = self._levels.get(self.level_id(id))
        return self.levels[rank + 1] if rank is not None and rank + 1 < len(self.levels) else None

    def level_below(self, id: str) -> Level | None:
        rank = self._levels.get(self.level_id(id))
        return self.levels[rank - 1] if rank else None

    def competency(self, id: str) -> Competency | None:
        return self._competencies.get(self.competency_id(id))

    def proficiency(self, value: int) -> Proficiency | None:
        return self._scale.get(value)

    def grouped(self) -> tuple[tuple[Group, tuple[Competency, ...]], ...]:
        """The groups in the order of the file, each with its competencies; empty groups are left out."""
        pairs = ((g, tuple(c for c in self.competencies if c.group == g.id)) for g in self.groups)
        return tuple((g, members) for g, members in pairs if members)

    @property
    def work(self) -> tuple[tuple[str, WorkItem], ...]:
        """All items of work with the section each stands in: work_areas, workflow, duties."""
        sections = ("work_areas", "workflow", "duties")
        return tuple((section, item) for section in sections for item in getattr(self, section))
