"""A record as it would be frozen now, put together from what stands written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlmodel import Session

from app.commitments import queries as promises
from app.evidence import queries as evidence
from app.framework.versions import Published
from app.kit import clock
from app.kit.errors import Conflict
from app.kit.i18n import gettext as _
from app.people.access import Actor
from app.reviews.conversations import items as said
from app.reviews.conversations.contents import Contents, contents
from app.reviews.conversations.items import Answer, Item
from app.reviews.conversations.missing import Missing
from app.reviews.signing import marks
from app.reviews.signing.next_level import next_level
from app.reviews.signing.snapshot import (
    Agreed,
    Chance,
    Commitment,
    Content,
    Cycle,
    Evidence,
    FrameworkRef,
    LookedBack,
    Manager,
    Opportunity,
    Person,
    Rating,
    Said,
)
from app.reviews.talk import Talk

NOT_YET = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for the moment of signing before there is one."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The record that a signature would freeze, and what stands against one. `held_on` None: not said yet."""

    content: Content
    published: Published
    held_on: date | None
    missing: tuple[Missing, ...]

    @property
    def marks(self) -> marks.Marks:
        return marks.marks(self.content)


def draft(db: Session, actor: Actor, talk: Talk) -> Draft:
    """The record of an open conversation as it stands; the caller has found the actor to be one of its sides.

    Conflict while an assessment is missing.
    """
    if talk.assessor is None or not talk.progress.both_in:
        raise Conflict(_("The conversation opens once both assessments are submitted."))
    found = contents(db, actor, talk)
    subject, cycle, assessor = talk.subject, talk.participation.cycle, talk.assessor
    entries = evidence.of_person(db, subject.id, with_private=False)
    ratings = tuple(_rating(one) for one in found.items)
    content = Content(
        cycle=Cycle(cycle.id, cycle.name),
        framework=FrameworkRef(found.published.id, found.published.sha256),
        person=Person(subject.id, subject.name, subject.name_latin, subject.level, subject.face, subject.level_since),
        manager=Manager(assessor.id, assessor.name, assessor.name_latin),
        held_on=found.notes.held_on or clock.today(),
        signed_at=NOT_YET,
        ratings=ratings,
        opportunities=tuple(_opportunities(found)),
        commitments=tuple(
            Commitment(one.id, one.side, one.title, one.due_on, one.competency) for one in found.commitments
        ),
        looked_back=_looked_back(db, found),
        notes=found.notes.text,
        next_level=next_level(subject, found, ratings, entries),
        evidence=tuple(
            Evidence(one.id, one.kind, one.title, one.started_on, one.ended_on, one.competencies, one.verified)
            for one in entries
        ),
    )
    return Draft(content, found.published, found.notes.held_on, found.missing)


def _rating(item: Item) -> Rating:
    agreed = item.agreed.answer if item.agreed and item.agreed.answer.given else None
    return Rating(
        competency=item.id,
        own=_said(item.own),
        manager=_said(item.manager),
        calibrated=item.calibrated.proficiency if item.calibrated else None,
        agreed=_agreed(agreed) if agreed else None,
        reason=item.agreed.reason if item.agreed else "",
    )


def _agreed(answer: Answer) -> Agreed:
    return Agreed(answer.proficiency, answer.no_opportunity)


def _said(one: said.Said) -> Said | None:
    if not (one.answer.given or one.note):
        return None
    return Said(one.answer.proficiency, one.answer.no_opportunity, one.note)


def _opportunities(found: Contents) -> Iterator[Opportunity]:
    for item in found.items:
        if item.asks and item.reply:
            chance = item.reply.chance
            yield Opportunity(item.id, Chance(chance.title, chance.due_on) if chance else None, item.reply.reason)


def _looked_back(db: Session, found: Contents) -> tuple[LookedBack, ...]:
    """The promises of earlier conversations, with the last words about each."""
    happened = promises.happened(db, [one.id for one in found.looked_back]) if found.looked_back else {}
    notes = {id: events[-1].note for id, events in happened.items()}
    return tuple(
        LookedBack(one.id, one.side, one.title, one.due_on, one.state, notes.get(one.id, ""))
        for one in found.looked_back
    )
