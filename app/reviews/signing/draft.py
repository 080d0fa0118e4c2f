"""A record as it would be frozen now, put together from what stands written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlmodel import Session

from app.assessments import queries as assessments
from app.assessments.queries import Rated
from app.commitments import queries as promises
from app.commitments.queries import Promised
from app.evidence import queries as evidence
from app.framework import versions
from app.framework.versions import Published
from app.kit import clock
from app.kit.errors import Conflict
from app.kit.i18n import gettext as _
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
from app.reviews.signing.written import Written, written
from app.reviews.talk import Talk

NOT_YET = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for the moment of signing before there is one."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The record that a signature would freeze. `open_promises`: those of last time that are still open."""

    content: Content
    published: Published
    held_on: date | None
    open_promises: tuple[Promised, ...]

    @property
    def marks(self) -> marks.Marks:
        return marks.marks(self.content)


def draft(db: Session, talk: Talk) -> Draft:
    """The record of an open conversation as it stands; the caller has found the actor to be one of its sides.

    Conflict while an assessment is missing.
    """
    progress, subject, assessor = talk.progress, talk.subject, talk.assessor
    if progress.own is None or progress.managers is None or assessor is None:
        raise Conflict(_("The conversation opens once both assessments are submitted."))
    published = versions.load(db, talk.participation.cycle.framework_version_id)
    stated = assessments.ratings(db, (progress.own, progress.managers))
    found = written(db, talk)
    ratings = tuple(
        _rating(one.id, stated[progress.own], stated[progress.managers], found)
        for one in published.framework.competencies
    )
    proposed = promises.of_conversation(db, talk.id)
    earlier = promises.earlier(db, subject.id, talk.id)
    entries = evidence.of_person(db, subject.id, with_private=False)
    content = Content(
        cycle=Cycle(talk.participation.cycle.id, talk.participation.cycle.name),
        framework=FrameworkRef(published.id, published.sha256),
        person=Person(
            subject.id, subject.name, subject.name_latin, subject.level, subject.face, subject.level_since
        ),
        manager=Manager(assessor.id, assessor.name, assessor.name_latin),
        held_on=found.held_on or clock.today(),
        signed_at=NOT_YET,
        ratings=ratings,
        opportunities=tuple(_opportunities(ratings, found, proposed)),
        commitments=tuple(Commitment(one.id, one.side, one.title, one.due_on, one.competency) for one in proposed),
        looked_back=_looked_back(db, earlier),
        notes=found.notes,
        next_level=next_level(db, subject, published.framework, ratings, entries, found.views),
        evidence=tuple(
            Evidence(one.id, one.kind, one.title, one.started_on, one.ended_on, one.competencies, one.verified)
            for one in entries
        ),
    )  # fmt: skip
    return Draft(content, published, found.held_on, tuple(one for one in earlier if one.open))


def _rating(competency: str, own: Mapping[str, Rated], managers: Mapping[str, Rated], found: Written) -> Rating:
    agreed, reason = found.agreed.get(competency, (None, ""))
    return Rating(
        competency=competency,
        own=_said(own.get(competency)),
        manager=_said(managers.get(competency)),
        calibrated=found.calibrated.get(competency),
        agreed=agreed,
        reason=reason,
    )


def _said(rated: Rated | None) -> Said | None:
    if rated is None or not (rated.answered or rated.note):
        return None
    return Said(rated.proficiency, rated.no_opportunity, rated.note)


def wants_opportunity(rating: Rating) -> bool:
    """Whether the person, or both, say 'no opportunity yet': a request that the manager answers."""
    return any(isinstance(one, Agreed | Said) and one.no_opportunity for one in (rating.own, rating.agreed))


def _opportunities(ratings: Iterable[Rating], found: Written, proposed: Iterable[Promised]) -> Iterable[Opportunity]:
    by_id = {one.id: one for one in proposed}
    for one in ratings:
        if wants_opportunity(one) and one.competency in found.opportunities:
            commitment_id, reason = found.opportunities[one.competency]
            promise = by_id.get(commitment_id) if commitment_id else None
            yield Opportunity(one.competency, Chance(promise.title, promise.due_on) if promise else None, reason)


def _looked_back(db: Session, earlier: list[Promised]) -> tuple[LookedBack, ...]:
    """What was promised last time, and whatever is still open from before that."""
    last = max((one.participant_id for one in earlier), default=0)
    wanted = [one for one in earlier if one.participant_id == last or one.open]
    happened = promises.happened(db, [one.id for one in wanted]) if wanted else {}
    notes = {id: events[-1].note for id, events in happened.items()}
    return tuple(
        LookedBack(one.id, one.side, one.title, one.due_on, one.state, notes.get(one.id, "")) for one in wanted
    )
