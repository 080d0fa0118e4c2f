"""A content becomes a record: the row that never changes, and its agreed ratings as an assessment of their own."""

from dataclasses import replace

from sqlalchemy import insert
from sqlmodel import Session

from app.assessments.models import Assessment, Rating
from app.kit import clock
from app.people.access import Actor
from app.reviews.record_models import ConversationRecord
from app.reviews.signing import snapshot
from app.reviews.signing.snapshot import Content, Manager
from app.trail.rules import record

EVENTS = {
    "signed": "conversation.signed",
    "amendment": "conversation.amended",
    "calibration": "conversation.calibrated",
}
"""Kind of record → what the trail calls it."""


def freeze(
    db: Session, actor: Actor, participant_id: int, number: int, kind: str, content: Content, reason: str
) -> ConversationRecord:
    """Write the record `number` of a conversation, signed by the actor now, and the agreed ratings in it.

    The caller holds the lock of the conversation and has found that the actor may.
    """
    now = clock.now()
    content = replace(content, signed_at=now)
    text = snapshot.to_json(content)
    made = ConversationRecord(
        participant_id=participant_id, number=number, kind=kind, content=text, sha256=snapshot.digest(text),
        reason=reason, by_id=actor.person_id, at=now, assessment_id=_agreed(db, participant_id, content),
    )  # fmt: skip
    db.add(made)
    db.flush()
    record(
        db, EVENTS[kind], actor_id=actor.person_id, subject_id=content.person.id,
        object=f"conversation:{participant_id}", number=number, sha256=made.sha256,
    )  # fmt: skip
    return made


def _agreed(db: Session, participant_id: int, content: Content) -> int:
    """The agreed ratings of a content as a submitted assessment by who signs it; its id."""
    assessment = Assessment(
        person_id=content.person.id,
        author_id=content.manager.id,
        framework_version_id=content.framework.version_id,
        level=content.person.level,
        face=content.person.face,
        started_at=content.signed_at,
        started_on=clock.day_of(content.signed_at),
        cycle_id=content.cycle.id,
        agreed_in=participant_id,
    )
    db.add(assessment)
    db.flush()
    assert assessment.id is not None
    db.execute(insert(Rating), [_row(assessment.id, content, one) for one in content.agreed()])
    # the database lets nothing be added once it is submitted
    assessment.submitted_at = content.signed_at
    db.flush()
    return assessment.id


def _row(assessment_id: int, content: Content, competency: str) -> dict[str, object]:
    rating = content.rating(competency)
    assert rating is not None and rating.agreed is not None
    return {
        "assessment_id": assessment_id,
        "competency": competency,
        "proficiency": rating.agreed.proficiency,
        "no_opportunity": rating.agreed.no_opportunity,
        "note": rating.reason,
        "saved_at": content.signed_at,
        "version": 1,
    }


def signer(actor: Actor, name_latin: str) -> Manager:
    """Who freezes a content, as it names him."""
    return Manager(actor.person_id, actor.name, name_latin)
