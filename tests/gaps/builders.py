"""A small framework on any scale, and people in it. Requirements are given as steps of the scale, 1 the lowest."""

from collections.abc import Sequence
from datetime import date

from app.framework.model import (
    About,
    Competency,
    Entry,
    EvidenceGate,
    Exercise,
    Face,
    Framework,
    Group,
    Indicator,
    Level,
    Proficiency,
    WorkItem,
)
from app.gaps.analysis import Gap, GapAnalysis, analyse
from app.gaps.state import Counted, Current, Proof, Snapshot
from app.kit.i18n import Text

FROM_ONE = (1, 2, 3, 4, 5)
FROM_ZERO = (0, 1, 2, 3, 4)
UNEVEN = (0, 10, 15, 40, 100)
TODAY = date(2026, 11, 23)
COMPETENCIES = ("data_analysis", "communication", "innovation", "teamwork")
TITLES = ("入门", "基础", "熟练", "高级", "专家")
ENGLISH = ("awareness", "foundation", "practitioner", "advanced", "expert")

Rating = int | str | None
NO_OPPORTUNITY = "no opportunity"


def text(en: str, zh: str | None = None) -> Text:
    return Text(en=en, zh=zh or f"《{en}》")


def ladder(scale: Sequence[int] = FROM_ONE) -> Framework:
    """Four levels, four competencies, two indicators for each proficiency, work in all three sections."""
    return Framework(
        framework=About(id="small", title=text("Small")),
        faces=(Face(id="specialist", title=text("Specialist")), Face(id="manager", title=text("Manager"))),
        levels=_levels(scale),
        scale=tuple(Proficiency(value=v, title=text(en, zh)) for v, en, zh in zip(scale, ENGLISH, TITLES, strict=True)),
        groups=(Group(id="all", title=text("All")),),
        competencies=tuple(_competency(id, scale) for id in COMPETENCIES),
        work_areas=(
            work("analytics", scale, data_analysis=1),
            work("attribution", scale, data_analysis=3),
            work("forecasting", scale, data_analysis=3),
            work("sourcing", scale, innovation=2),
        ),
        workflow=(work("monitoring", scale, data_analysis=2), work("evaluation", scale, data_analysis=4)),
        duties=(work("reporting", scale, data_analysis=3, communication=2),),
    )


def _levels(scale: Sequence[int]) -> tuple[Level, ...]:
    return (
        _level("junior", scale, (1, 2, None, 2), key=("communication",)),
        _level(
            "intermediate",
            scale,
            (3, 3, 2, 3),
            key=("data_analysis", "communication"),
            entry=Entry(months=12, evidence=(gate("intermediate.project"),)),
        ),
        _level(
            "senior",
            scale,
            (4, 4, 3, 4),
            key=("teamwork",),
            faces=("specialist", "manager"),
            face_titles={"manager": text("Channel manager")},
            entry=Entry(
                months=24,
                evidence=(gate("senior.projects", count=2), gate("senior.coaching", faces=("manager",))),
            ),
        ),
        _level("director", scale, (5, 5, 4, 5), entry=Entry(months=36)),
    )


def _level(id: str, scale: Sequence[int], steps: Sequence[int | None], **more: object) -> Level:
    required = {c: scale[step - 1] for c, step in zip(COMPETENCIES, steps, strict=True) if step}
    return Level.model_validate({"id": id, "title": text(id.title()), "required": required, **more})


def gate(id: str, count: int = 1, faces: tuple[str, ...] = ()) -> EvidenceGate:
    return EvidenceGate(id=id, kind="project", count=count, faces=faces, title=text(id.replace(".", " ")))


def _competency(id: str, scale: Sequence[int]) -> Competency:
    indicators = tuple(
        Indicator(id=f"{id}.{value}.{letter}", proficiency=value, text=text(f"{id} {value} {letter}"))
        for value in scale
        for letter in "ab"
    )
    return Competency(id=id, group="all", title=text(id.replace("_", " ").capitalize()), indicators=indicators)


def work(id: str, scale: Sequence[int], **steps: int) -> WorkItem:
    """A piece of work that exercises competencies from a step of the scale on."""
    exercises = (
        Exercise(competency=competency, from_=scale[step - 1], task=text(f"{id} for {competency}"))
        for competency, step in steps.items()
    )
    return WorkItem(id=id, title=text(id.capitalize()), exercises=tuple(exercises))


def current(competency: str, rating: Rating) -> Current:
    if rating == NO_OPPORTUNITY:
        return Current(competency, no_opportunity=True)
    assert not isinstance(rating, str)
    return Current(competency, rating)


def snapshot(on: date = TODAY, **ratings: Rating) -> Snapshot:
    return Snapshot(on, {competency: current(competency, rating) for competency, rating in ratings.items()})


def level(framework: Framework, id: str) -> Level:
    found = framework.level(id)
    assert found
    return found


def analysed(framework: Framework, target: str, *history: Snapshot, today: date = TODAY) -> GapAnalysis:
    return analyse(framework, level(framework, target), history, today)


def gap(analysis: GapAnalysis, competency: str) -> Gap:
    found = analysis.gap(competency)
    assert found
    return found


def counted(proof: dict[str, int] | None) -> Proof | None:
    """Gate id → how many entries pass it."""
    return None if proof is None else {gate: Counted(n) for gate, n in proof.items()}
