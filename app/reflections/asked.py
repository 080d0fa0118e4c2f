"""What a person is asked now: the occasions that are due, each with its question, put together from the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.evidence import queries as evidence
from app.framework.model import Framework
from app.gaps.picture import Picture, picture
from app.kit import clock
from app.kit.db import row, rows
from app.people import access
from app.people.access import Actor
from app.people.models import Account, Person, Placement
from app.reflections import queries
from app.reflections.due import CADENCE, Due, Facts, Held, Silent, due, raised, under
from app.reflections.models import ReflectionSetting, ReflectionSnooze
from app.reflections.prompts import History, Question, choose, last_touched
from app.reflections.serving import SERVES

_PERSON = (
    select(col(Person.joined_on), col(Account.created_at), col(ReflectionSetting.cadence))
    .outerjoin(Account, col(Account.person_id) == col(Person.id))
    .outerjoin(ReflectionSetting, col(ReflectionSetting.person_id) == col(Person.id))
    .where(col(Person.id) == bindparam("person"))
)
_LEVELS = (
    select(col(Placement.level), col(Placement.face), col(Placement.since), col(Placement.until))
    .where(col(Placement.person_id) == bindparam("person"))
    .order_by(col(Placement.since))
)
_SNOOZES = (
    select(col(ReflectionSnooze.id), col(ReflectionSnooze.occasion_key), col(ReflectionSnooze.until))
    .where(col(ReflectionSnooze.person_id) == bindparam("person"), col(ReflectionSnooze.until) > bindparam("today"))
    .order_by(col(ReflectionSnooze.until), col(ReflectionSnooze.id))
)


@dataclass(frozen=True, slots=True)
class Asked:
    """An occasion that asks, and what it asks."""

    due: Due
    question: Question


@dataclass(frozen=True, slots=True)
class PutOff:
    """An occasion that would ask today, were it not put off until a day. `id`: of the snooze."""

    id: int
    until: date
    due: Due


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everything of a person's reflections. `waiting`: occasions that neither ask yet nor are put off."""

    asked: tuple[Asked, ...]
    put_off: tuple[PutOff, ...]
    waiting: tuple[Asked, ...]
    entries: tuple[queries.Entry, ...]
    cadence: str
    framework: Framework
    level: str | None
    history: History

    @property
    def drafts(self) -> tuple[queries.Entry, ...]:
        return tuple(entry for entry in self.entries if entry.finished_at is None)

    @property
    def finished(self) -> tuple[queries.Entry, ...]:
        done = [entry for entry in self.entries if entry.finished_at]
        return tuple(sorted(done, key=lambda entry: (entry.finished_at, entry.id), reverse=True))


def due_now(db: Session, actor: Actor) -> tuple[Asked, ...]:
    """What the actor is asked today, with its questions; a fixed number of queries."""
    return agenda(db, actor).asked


def agenda(db: Session, actor: Actor) -> Agenda:
    """The actor's own reflections: what asks, what is put off, what is written; a fixed number of queries."""
    subject = access.subject(db, actor, actor.person_id)
    seen = picture(db, actor, subject)
    entries = queries.of_person(db, actor.person_id)
    logged = seen.evidence or ()
    today = clock.today()
    found = rows(db, _SNOOZES, person=actor.person_id, today=today)
    snoozes = {under(seen.framework, key): (id, until) for id, key, until in found}
    answered = frozenset(under(seen.framework, entry.occasion_key) for entry in entries)
    silent = Silent(answered, {key: until for key, (_, until) in snoozes.items()})
    facts = _facts(db, actor.person_id, seen, logged, entries, today)
    history = _history(entries, logged, today)
    asking = due(seen.framework, facts, silent)
    rest = [one for one in raised(seen.framework, facts) if one not in asking and one.key not in silent.answered]
    level = seen.level.id if seen.level else None
    # those that ask come first, so that nobody is shown one question and asked another
    order = [*asking, *rest]
    questions = choose(seen.framework, level, (one.occasion for one in order), history, today)
    every = tuple(Asked(*pair) for pair in zip(order, questions, strict=True))
    return Agenda(
        asked=every[: len(asking)],
        put_off=tuple(PutOff(*snoozes[one.key], one) for one in rest if one.key in snoozes),
        waiting=every[len(asking) :],
        entries=tuple(entries),
        cadence=facts.cadence,
        framework=seen.framework,
        level=level,
        history=history,
    )


def _facts(
    db: Session,
    person_id: int,
    seen: Picture,
    entries: Sequence[evidence.Entry],
    written: Sequence[queries.Entry],
    today: date,
) -> Facts:
    person = row(db, _PERSON, person=person_id)
    levels = [Held(*held) for held in rows(db, _LEVELS, person=person_id)]
    return Facts(
        today=today,
        began=person.joined_on or (levels[0].since if levels else None),
        known=_day(person.created_at),
        cadence=person.cadence or CADENCE,
        last_periodic=max((e.finished_on for e in written if e.occasion == "periodic" and e.finished_on), default=None),
        entries=entries,
        gaps=[priority.gap for priority in seen.priorities],
        levels=levels,
    )


def _history(written: Sequence[queries.Entry], entries: Sequence[evidence.Entry], today: date) -> History:
    answered: dict[str, date] = {}
    reflected: dict[str, date] = {}
    for entry in written:
        on = entry.finished_on or today
        if entry.prompt_id:
            answered[entry.prompt_id] = max(on, answered.get(entry.prompt_id, on))
        if entry.advice and entry.finished_on:
            reflected[entry.advice] = max(on, reflected.get(entry.advice, on))
    return History(answered, last_touched(reflected, entries, SERVES, today))


def _day(moment: datetime | None) -> date | None:
    return clock.day_of(moment) if moment else None
