"""Reading assessments: histories, ratings, and what one page shows. Rows, not entities."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import and_, bindparam, select
from sqlmodel import Session, col

from app.assessments.models import Assessment, Rating
from app.assessments.sealing import Entry, readable
from app.cycles.models import CycleParticipant
from app.cycles.queries import TAKEN_OVER_BY
from app.framework import versions
from app.framework.model import Competency, Framework, Level
from app.kit.db import row, rows
from app.kit.errors import NotFound
from app.people import access
from app.people.access import Actor, Relation, Subject
from app.people.models import Person

ENTRIES = (
    select(
        col(Assessment.id),
        col(Assessment.person_id),
        col(Assessment.author_id),
        col(Assessment.framework_version_id),
        col(Assessment.previous_id),
        col(Assessment.level),
        col(Assessment.face),
        col(Assessment.started_at),
        col(Assessment.submitted_at),
        col(Person.name),
        col(Person.name_latin),
        col(Assessment.cycle_id),
        col(Assessment.agreed_in),
        TAKEN_OVER_BY,
    )
    .outerjoin(
        CycleParticipant,
        and_(
            col(CycleParticipant.cycle_id) == col(Assessment.cycle_id),
            col(CycleParticipant.person_id) == col(Assessment.person_id),
        ),
    )
    .join(Person, col(Person.id) == col(Assessment.author_id))
    .order_by(col(Assessment.submitted_at), col(Assessment.id))
)
_HISTORY = ENTRIES.where(col(Assessment.person_id) == bindparam("person"))
_HISTORIES = ENTRIES.where(col(Assessment.person_id).in_(bindparam("people", expanding=True)))
_PERSON_OF = select(col(Assessment.person_id)).where(col(Assessment.id) == bindparam("id"))
_RATINGS = select(
    col(Rating.assessment_id),
    col(Rating.competency),
    col(Rating.proficiency),
    col(Rating.no_opportunity),
    col(Rating.note),
    col(Rating.saved_at),
    col(Rating.version),
).where(col(Rating.assessment_id).in_(bindparam("ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class Rated:
    """A stored rating as pages read it."""

    competency: str
    proficiency: int | None = None
    no_opportunity: bool = False
    note: str = ""
    saved_at: datetime | None = None
    version: int = 0

    @property
    def answered(self) -> bool:
        return self.proficiency is not None or self.no_opportunity


@dataclass(frozen=True, slots=True)
class Card:
    """One competency on the assessment page.

    `required` and `next_required` are proficiencies of the scale, None where a level asks for none.
    `copied`: the note is word for word the one of the assessment before.
    """

    competency: Competency
    rating: Rated
    before: Rated | None
    required: int | None
    next_required: int | None

    @property
    def copied(self) -> bool:
        return self.before is not None and self.rating.note != "" and self.rating.note == self.before.note

    @property
    def carried(self) -> bool:
        """The answer stands as it was taken over; the author has not touched it in this assessment."""
        return self.rating.saved_at is None and (self.rating.answered or self.rating.note != "")


@dataclass(frozen=True, slots=True)
class View:
    """One assessment with all that its page needs. `since`: when its author last submitted one of the same person.

    `in_force`: it stands on the version of the framework that is in force today.
    """

    entry: Entry
    subject: Subject
    framework: Framework
    level: Level | None
    next_level: Level | None
    cards: tuple[Card, ...]
    mine: bool
    since: datetime | None
    in_force: bool = True

    @property
    def open(self) -> bool:
        return self.entry.submitted_at is None

    @property
    def answered(self) -> int:
        return sum(card.rating.answered for card in self.cards)

    @property
    def unanswered(self) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if not card.rating.answered)

    def card(self, competency: str) -> Card:
        """The card of one competency; NotFound for an unknown one."""
        for card in self.cards:
            if card.competency.id == competency:
                return card
        raise NotFound()

    def grouped(self) -> list[tuple[object, list[Card]]]:
        """The cards under their groups, in the order of the framework."""
        by_id = {card.competency.id: card for card in self.cards}
        return [(group, [by_id[c.id] for c in members]) for group, members in self.framework.grouped()]


def history(db: Session, actor: Actor, subject: Subject) -> list[Entry]:
    """The assessments of the subject that the actor may read: submitted ones oldest first, drafts apart.

    PostgreSQL and SQLite sort NULL differently, so drafts are put last here.
    """
    found = [Entry(*entry) for entry in rows(db, _HISTORY, person=subject.id)]
    return _readable(found, actor, subject.relation)


def histories(db: Session, actor: Actor, people: Mapping[int, Relation]) -> dict[int, list[Entry]]:
    """The same for several people, given how the actor stands to each of them; one query, however many people."""
    found: dict[int, list[Entry]] = {person: [] for person in people}
    for entry in rows(db, _HISTORIES, people=list(people)):
        found[entry.person_id].append(Entry(*entry))
    return {person: _readable(entries, actor, people[person]) for person, entries in found.items()}


def _readable(entries: list[Entry], actor: Actor, relation: Relation) -> list[Entry]:
    allowed = readable(entries, actor, relation)
    return [e for e in allowed if e.submitted_at] + [e for e in allowed if not e.submitted_at]


def ratings(db: Session, ids: Iterable[int]) -> dict[int, dict[str, Rated]]:
    """Ratings by assessment and competency, in one query."""
    wanted = list(ids)
    found: dict[int, dict[str, Rated]] = {id: {} for id in wanted}
    if wanted:
        for assessment_id, *values in rows(db, _RATINGS, ids=wanted):
            found[assessment_id][values[0]] = Rated(*values)
    return found


def translated(framework: Framework, version_id: int, found: Mapping[str, Rated]) -> dict[str, Rated]:
    """Ratings that stand on a version of the framework, under the ids of another; what has none there is left out."""
    reading = framework.read(version_id)
    if not reading.steps:
        return dict(found)
    here = ((reading.competency(id), rated) for id, rated in found.items())
    return {id: replace(rated, competency=id) for id, rated in here if id is not None}


def scope(db: Session, actor: Actor, assessment_id: int) -> tuple[Subject, dict[int, Entry]]:
    """The person of an assessment that the actor may read, with all of hers that he may; NotFound otherwise."""
    owner = row(db, _PERSON_OF, id=assessment_id)
    if owner is None:
        raise NotFound()
    subject = access.subject_of_line(db, actor, owner.person_id)
    entries = {entry.id: entry for entry in history(db, actor, subject)}
    if assessment_id not in entries:
        raise NotFound()
    return subject, entries


def view(db: Session, actor: Actor, assessment_id: int) -> View:
    """An assessment that the actor may read; NotFound otherwise."""
    subject, entries = scope(db, actor, assessment_id)
    entry = entries[assessment_id]
    published, present = versions.load_beside(db, entry.framework_version_id)
    framework = published.framework
    previous = entry.previous_id if entry.previous_id in entries else None
    found = ratings(db, [entry.id, previous] if previous else [entry.id])
    level = framework.level(entry.level) if entry.level else None
    upper = framework.level_above(level.id) if level else framework.levels[0]
    before = translated(framework, entries[previous].framework_version_id, found[previous]) if previous else None
    return View(
        entry=entry,
        subject=subject,
        framework=framework,
        level=level,
        next_level=upper,
        cards=_cards(framework, found[entry.id], before, level, upper),
        mine=entry.author_id == actor.person_id,
        since=entries[previous].submitted_at if previous else None,
        in_force=entry.framework_version_id == present,
    )


def _cards(
    framework: Framework,
    current: Mapping[str, Rated],
    before: Mapping[str, Rated] | None,
    level: Level | None,
    upper: Level | None,
) -> tuple[Card, ...]:
    return tuple(
        Card(
            competency=c,
            rating=current.get(c.id) or Rated(c.id),
            before=before.get(c.id) if before else None,
            required=level.required.get(c.id) if level else None,
            next_required=upper.required.get(c.id) if upper else None,
        )
        for c in framework.competencies
    )
