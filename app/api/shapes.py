"""What the API answers. Days are ISO 8601 dates, moments are UTC with an offset; texts carry both languages."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", from_attributes=True)


class Both(Shape):
    """A text in both languages; one may lack."""

    zh: str | None
    en: str | None


class Person(Shape):
    """What anybody of the organisation may know. `level`, `face`: ids of the framework in force."""

    id: int
    name: str
    name_latin: str
    department: str | None
    level: str | None
    face: str | None
    level_since: date | None
    left_on: date | None


class Held(Shape):
    """A level held from `since` until the day before `until`."""

    level: str
    face: str | None
    since: date
    until: date | None


class Rating(Shape):
    """One competency: a proficiency of the scale, or no opportunity yet, or neither: not rated."""

    competency: str
    proficiency: int | None
    no_opportunity: bool
    note: str


class Assessment(Shape):
    """`kind`: whose ratings. `submitted_at` null: the caller's own draft."""

    id: int
    kind: Literal["self", "manager", "agreed"]
    author_id: int
    framework_version: int
    level: str | None
    face: str | None
    started_at: datetime
    submitted_at: datetime | None
    cycle_id: int | None
    ratings: list[Rating]


class Gap(Shape):
    """`steps`: still to climb; 0: met; null: cannot be judged."""

    competency: str
    required: int
    current: int | None
    state: Literal["met", "above", "short", "not_rated", "no_opportunity"]
    steps: int | None
    key: bool
    open_since: date | None


class ReadinessItem(Shape):
    """One thing that the target asks, in words. Readiness is advice with reasons; the decision is a person's."""

    kind: Literal["competency", "unrated", "step", "months", "evidence"]
    state: Literal["met", "unmet", "agreeable", "unknown"]
    about: str
    key: bool
    words: Both


class Gaps(Shape):
    person_id: int
    level: str | None
    target: str
    face: str | None
    basis: Literal["self", "manager", "agreed"]
    rated_on: date | None
    gaps: list[Gap]
    readiness: list[ReadinessItem]
    earliest: date | None


class Goal(Shape):
    id: int
    competency: str
    from_proficiency: int | None
    to_proficiency: int
    why: str
    measure: str
    due_on: date
    hours: int
    state: Literal["drafted", "agreed", "paused", "met", "dropped"]
    actions: int
    actions_done: int


class EvidenceCount(Shape):
    """Entries that are neither private nor deleted."""

    kind: str
    entries: int


class Cycle(Shape):
    """`people`: how many take part, of those whom the caller may look at."""

    id: int
    name: str
    framework_version: int
    opens_on: date
    self_by: date
    manager_by: date
    talk_by: date
    closes_on: date
    closed_at: datetime | None
    people: int


class Proficiency(Shape):
    value: int
    title: Both


class Competency(Shape):
    id: str
    group: str
    title: Both


class Level(Shape):
    """`required`: competency → proficiency. `months` in the level below are asked for entry."""

    id: str
    rank: int
    title: Both
    faces: list[str]
    required: dict[str, int]
    key: list[str]
    months: int


class Framework(Shape):
    version: int
    sha256: str
    title: Both
    scale: list[Proficiency]
    competencies: list[Competency]
    levels: list[Level]


class People(Shape):
    items: list[Person]
    next: str | None


class Helds(Shape):
    items: list[Held]


class Assessments(Shape):
    items: list[Assessment]
    next: str | None


class Goals(Shape):
    items: list[Goal]


class EvidenceCounts(Shape):
    items: list[EvidenceCount]


class Cycles(Shape):
    items: list[Cycle]


class ReportHead(Shape):
    """`filters`: the parameters that it takes."""

    name: str
    title: str
    question: str
    filters: list[str]


class ReportHeads(Shape):
    items: list[ReportHead]


class ReportColumn(Shape):
    """`kind`: percent is a share, 1 being all; day and moment are ISO 8601; list is an array of texts."""

    key: str
    title: str
    kind: Literal["text", "number", "day", "moment", "percent", "list"]
    help: str


class Report(Shape):
    """`rows`: by the keys of `columns`. `about`: as of when, which framework version, which filters."""

    name: str
    about: dict[str, str]
    notes: list[str]
    columns: list[ReportColumn]
    rows: list[dict[str, str | int | float | list[str] | None]]
    next: str | None


class Problem(Shape):
    """RFC 9457. `reference`: the number in the server's log."""

    type: str
    status: int
    title: str
    detail: str
    reference: str
