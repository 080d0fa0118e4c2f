"""From what the pages read to what the API answers: nothing is read here that a page would not show."""

from typing import Any

from sqlalchemy import bindparam, func, or_
from sqlmodel import Session, col

from app.api import shapes
from app.api.shapes import Shape
from app.assessments import queries as history
from app.assessments.queries import Rated
from app.assessments.sealing import Entry
from app.framework import versions
from app.gaps.basis import basis_of
from app.gaps.picture import Picture
from app.gaps.words import item_in_words
from app.goals.queries import GoalRow
from app.kit import clock
from app.kit.db import rows
from app.kit.i18n import LANGUAGES, Text, speaking
from app.people.access import PEOPLE, Actor, Subject
from app.people.models import Person
from app.reviews.cycles import listing

_PAGE: Any = (
    PEOPLE.where(
        col(Person.id) > bindparam("after"),
        or_(col(Person.left_on).is_(None), col(Person.left_on) > bindparam("today")),
        or_(
            bindparam("word") == "",
            func.lower(col(Person.name)).like(bindparam("like"), escape="\\"),
            func.lower(col(Person.name_latin)).like(bindparam("like"), escape="\\"),
        ),
    )
    .order_by(col(Person.id))
    .limit(bindparam("most"))
)


def dump(shape: type[Shape], value: Any) -> dict[str, Any]:
    """A value as plain data of this shape, what the shape does not know left out."""
    fields = {name: getattr(value, name) for name in shape.model_fields}
    return shape.model_validate(fields).model_dump(mode="json")


def both(text: Text) -> dict[str, str | None]:
    return {"zh": text.zh, "en": text.en}


def people(db: Session, word: str, after: int, most: int) -> list[Any]:
    """People who are here today by id, from `after` on; `most` at most."""
    escaped = word.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return list(rows(db, _PAGE, word=word, like=f"%{escaped}%", after=after, most=most, today=clock.today()))


def framework(db: Session) -> dict[str, Any]:
    """The framework in force as data."""
    found = versions.in_force(db)
    whole = found.framework
    return shapes.Framework(
        version=found.id,
        sha256=found.sha256,
        title=shapes.Both(**both(whole.framework.title)),
        scale=[shapes.Proficiency(value=one.value, title=shapes.Both(**both(one.title))) for one in whole.scale],
        competencies=[
            shapes.Competency(id=one.id, group=one.group, title=shapes.Both(**both(one.title)))
            for one in whole.competencies
        ],
        levels=[
            shapes.Level(
                id=one.id, rank=rank, title=shapes.Both(**both(one.title)), faces=list(one.faces),
                required=dict(one.required), key=list(one.key), months=one.entry.months,
            )
            for rank, one in enumerate(whole.levels, 1)
        ],
    ).model_dump(mode="json")  # fmt: skip


def cycles(db: Session, actor: Actor) -> list[dict[str, Any]]:
    """The cycles that the actor may look at, the latest first."""
    return [
        shapes.Cycle(
            id=line.cycle.id, name=line.cycle.name, framework_version=line.cycle.framework_version_id,
            opens_on=line.cycle.stages.opens_on, self_by=line.cycle.stages.self_by,
            manager_by=line.cycle.stages.manager_by, talk_by=line.cycle.stages.talk_by,
            closes_on=line.cycle.stages.closes_on, closed_at=line.cycle.closed_at, people=line.people,
        ).model_dump(mode="json")
        for line in listing.cycles(db, actor)
    ]  # fmt: skip


def assessments(
    db: Session, actor: Actor, subject: Subject, after: int, most: int, *, agreed: bool = False
) -> list[dict[str, Any]]:
    """The subject's assessments that the actor may read, by id, with ratings; `agreed`: only agreed ones."""
    readable = [one for one in history.history(db, actor, subject) if one.id > after and (one.agreed or not agreed)]
    shown = sorted(readable, key=lambda one: one.id)[:most]
    found = history.ratings(db, [one.id for one in shown])
    return [_assessment(one, found[one.id]) for one in shown]


def _assessment(entry: Entry, ratings: dict[str, Rated]) -> dict[str, Any]:
    return shapes.Assessment(
        id=entry.id, kind=basis_of(entry), author_id=entry.author_id, framework_version=entry.framework_version_id,
        level=entry.level, face=entry.face, started_at=entry.started_at, submitted_at=entry.submitted_at,
        cycle_id=entry.cycle_id, ratings=[shapes.Rating.model_validate(one) for one in _in_order(ratings)],
    ).model_dump(mode="json")  # fmt: skip


def _in_order(ratings: dict[str, Rated]) -> list[Any]:
    names = ("competency", "proficiency", "no_opportunity", "note")
    return [{name: getattr(ratings[id], name) for name in names} for id in sorted(ratings)]


def gaps(found: Picture) -> dict[str, Any]:
    """Gaps and readiness of a picture, each item in words of both languages."""
    said = {}
    for language in LANGUAGES:
        with speaking(language):
            said[language] = [item_in_words(found.framework, item).headline for item in found.readiness.items]
    return shapes.Gaps(
        person_id=found.subject.id,
        level=found.level.id if found.level else None,
        target=found.target.id,
        face=found.face,
        basis=found.basis,
        rated_on=found.rated_on,
        gaps=[
            shapes.Gap(
                competency=gap.competency.id, required=gap.required, current=gap.current.rated, state=gap.state,
                steps=gap.size, key=gap.key, open_since=gap.open_since,
            )
            for gap in found.analysis.gaps
        ],
        readiness=[
            shapes.ReadinessItem(
                kind=item.kind, state=item.state, about=item.about, key=item.key, words=shapes.Both(zh=zh, en=en)
            )
            for item, zh, en in zip(found.readiness.items, said["zh"], said["en"], strict=True)
        ],
        earliest=found.readiness.earliest,
    ).model_dump(mode="json")  # fmt: skip


def goal(one: GoalRow) -> dict[str, Any]:
    """A goal with how many of its actions are done."""
    plain = {name: getattr(one, name) for name in shapes.Goal.model_fields if hasattr(one, name)}
    return shapes.Goal(**{**plain, "actions": len(one.actions), "actions_done": one.done}).model_dump(mode="json")
