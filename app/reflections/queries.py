"""Reading reflections. A reflection is read by its writer alone; her managers read what she has shared of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from app.kit import clock
from app.kit.db import row, rows
from app.kit.errors import NotFound
from app.people.access import Actor
from app.reflections.models import Reflection, ReflectionExcerpt

OPENING = 160
_ENTRY: Any = select(
    col(Reflection.id),
    col(Reflection.occasion),
    col(Reflection.occasion_key),
    col(Reflection.prompt_id),
    col(Reflection.advice),
    col(Reflection.asked),
    func.substr(col(Reflection.answer), 1, OPENING).label("answer"),
    col(Reflection.change),
    col(Reflection.change_note),
    col(Reflection.goal_id),
    col(Reflection.started_at),
    col(Reflection.saved_at),
    col(Reflection.finished_at),
    col(Reflection.version),
)
_ALL = _ENTRY.where(col(Reflection.person_id) == bindparam("person")).order_by(col(Reflection.id).desc())
_ONE = _ENTRY.with_only_columns(
    *(column for column in _ENTRY.selected_columns if column.key != "answer"), col(Reflection.answer).label("answer")
).where(col(Reflection.id) == bindparam("id"), col(Reflection.person_id) == bindparam("person"))
_EXCERPT = select(
    col(ReflectionExcerpt.id), col(ReflectionExcerpt.reflection_id), col(ReflectionExcerpt.text),
    col(ReflectionExcerpt.shared_at),
).where(col(ReflectionExcerpt.withdrawn_at).is_(None)).order_by(col(ReflectionExcerpt.id))  # fmt: skip
_SHARED_OF_ONE = _EXCERPT.where(col(ReflectionExcerpt.reflection_id) == bindparam("reflection"))
_SHARED_OF_PERSON = _EXCERPT.join(Reflection, col(Reflection.id) == col(ReflectionExcerpt.reflection_id)).where(
    col(Reflection.person_id) == bindparam("person")
)
_LAST = select(func.max(col(Reflection.finished_at)).label("at")).where(
    col(Reflection.person_id) == bindparam("person")
)
_LAST_PER_ADVICE = _LAST.add_columns(col(Reflection.advice)).group_by(col(Reflection.advice))


@dataclass(frozen=True, slots=True)
class Entry:
    """A reflection as its writer sees it. `answer`: all of it, or its first `OPENING` characters in a list."""

    id: int
    occasion: str
    occasion_key: str
    prompt_id: str | None
    advice: str | None
    asked: str
    answer: str
    change: str | None
    change_note: str
    goal_id: int | None
    started_at: datetime
    saved_at: datetime | None
    finished_at: datetime | None
    version: int

    @property
    def about(self) -> str:
        """What the occasion was, in the words of that day; empty where the question says all."""
        return self.asked.rpartition("\n")[0]

    @property
    def question(self) -> str:
        return self.asked.rpartition("\n")[2]

    @property
    def finished_on(self) -> date | None:
        return clock.day_of(self.finished_at) if self.finished_at else None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage that is shared now."""

    id: int
    reflection_id: int
    text: str
    shared_at: datetime


def of_person(db: Session, person_id: int) -> list[Entry]:
    """All reflections of a person, drafts too, the latest begun first. For herself only."""
    return [Entry(**found._mapping) for found in rows(db, _ALL, person=person_id)]


def one(db: Session, actor: Actor, reflection_id: int) -> Entry:
    """A reflection of the actor's own; for anybody else, whatever the role, NotFound."""
    found = row(db, _ONE, id=reflection_id, person=actor.person_id)
    if found is None:
        raise NotFound()
    return Entry(**found._mapping)


def shared_of(db: Session, reflection_id: int) -> list[Excerpt]:
    """What is shared of one reflection now."""
    return [Excerpt(*found) for found in rows(db, _SHARED_OF_ONE, reflection=reflection_id)]


def shared_excerpts(db: Session, person_id: int) -> list[Excerpt]:
    """What a person shares of all her reflections now, first shared first. For herself and her solid line above."""
    return [Excerpt(*found) for found in rows(db, _SHARED_OF_PERSON, person=person_id)]


def together(excerpts: Iterable[Excerpt]) -> list[list[Excerpt]]:
    """Excerpts of one reflection together, the one shared last first."""
    found: dict[int, list[Excerpt]] = {}
    for excerpt in excerpts:
        found.setdefault(excerpt.reflection_id, []).append(excerpt)
    return sorted(found.values(), key=lambda shared: shared[-1].id, reverse=True)


def last_finished(db: Session, person_id: int) -> date | None:
    """The day on which a person last finished a reflection of any occasion."""
    found = row(db, _LAST, person=person_id)
    return clock.day_of(found.at) if found.at else None


def last_per_advice(db: Session, person_id: int) -> dict[str, date]:
    """Advice → the day on which a person last finished a reflection of it."""
    found = rows(db, _LAST_PER_ADVICE, person=person_id)
    return {advice: clock.day_of(at) for at, advice in found if at and advice}
