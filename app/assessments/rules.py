"""The verbs on assessments: start, rate, submit, discard. Only the author acts, and only until submission."""

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import bindparam, delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.assessments import carrying, in_cycle, queries
from app.assessments.models import Assessment, Rating
from app.framework import versions
from app.framework.model import Framework
from app.kit import clock
from app.kit.errors import Conflict, Forbidden, NotFound, Refused
from app.kit.i18n import gettext as _
from app.people.access import Actor, Subject, relation
from app.trail.rules import record

_MINE = (
    select(Assessment)
    .where(Assessment.id == bindparam("id"), Assessment.author_id == bindparam("author"))
    .with_for_update()
)
_RATING = select(Rating).where(
    Rating.assessment_id == bindparam("assessment"), Rating.competency == bindparam("competency")
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the author says of one competency: a proficiency, or no opportunity, or nothing yet; and a note."""

    proficiency: int | None = None
    no_opportunity: bool = False
    note: str = ""


class StaleRating(Conflict):
    """Another tab saved this rating in between; carries what is stored and what was sent."""

    def __init__(self, stored: Rating, sent: Answer) -> None:
        super().__init__(_("This rating was changed elsewhere in the meantime."))
        self.stored = stored
        self.sent = sent


def start(db: Session, actor: Actor, subject: Subject) -> Assessment:
    """The open assessment of the subject by this author, or a new one: for the review cycle in which she is due
    to write it and on its version, else on the version in force.

    A new one begins with the ratings and notes of the author's last submitted assessment of the
    same person, as far as the framework still has those competencies and proficiencies, renamed ones too.
    Forbidden unless she assesses herself or stands above in the solid line; Refused while what she wrote for
    a cycle is still sealed.
    """
    require_may_assess(subject)
    if subject.left_on is not None and subject.left_on <= clock.today():
        raise Refused(_("This person has left."))
    due = in_cycle.due(db, subject.id, actor.person_id)
    open_one = _of_pair(db, subject.id, actor.person_id, submitted=False)
    if open_one is not None:
        in_cycle.adopt(db, open_one, due)
        return open_one
    last = _of_pair(db, subject.id, actor.person_id, submitted=True)
    published = versions.load(db, due.framework_version_id) if due else versions.in_force(db)
    assessment = Assessment(
        person_id=subject.id,
        author_id=actor.person_id,
        framework_version_id=published.id,
        previous_id=last.id if last else None,
        level=published.framework.level_id(subject.level) if subject.level else None,
        face=subject.face,
        started_at=clock.now(),
        started_on=clock.today(),
        cycle_id=due.cycle_id if due else None,
    )
    try:
        with db.begin_nested():
            db.add(assessment)
    except IntegrityError:
        return _begun_elsewhere(db, subject.id, actor.person_id)
    carrying.carry_over(db, assessment, published.framework)
    record(
        db, "assessment.started", actor_id=actor.person_id, subject_id=subject.id, object=f"assessment:{assessment.id}"
    )
    return assessment


def require_may_assess(subject: Subject) -> None:
    """Forbidden unless the actor assesses herself or stands above the subject in the solid line."""
    if not (subject.relation.is_self or subject.relation.may_assess):
        raise Forbidden(_("You do not assess this person."))


def _begun_elsewhere(db: Session, person_id: int, author_id: int) -> Assessment:
    """The draft that another request of the author began at the same moment; Conflict when it is gone again."""
    found = _of_pair(db, person_id, author_id, submitted=False)
    if found is None:
        raise Conflict(_("Another window was faster. Please try again."))
    return found


def rate(
    db: Session, actor: Actor, assessment_id: int, competency: str, answer: Answer, version: int
) -> tuple[Assessment, Rating]:
    """Save one rating. `version` is the one the form was made from.

    Raises NotFound (not the author's, or no such competency), Forbidden (she may read it, but is not
    its author), Conflict (submitted already), StaleRating (saved elsewhere since), Refused (a value
    outside the scale, or two answers).
    """
    assessment = draft(db, actor, assessment_id)
    framework = versions.load(db, assessment.framework_version_id).framework
    asked = framework.competency(competency)
    if asked is None or asked.id != competency:
        raise NotFound()
    _require_on_scale(framework, answer)
    rating = _rating(db, assessment, competency)
    if rating.version != version:
        if unchanged(rating, answer):
            return assessment, rating
        raise StaleRating(rating, answer)
    rating.proficiency, rating.no_opportunity, rating.note = answer.proficiency, answer.no_opportunity, answer.note
    rating.saved_at = clock.now()
    rating.version += 1
    db.flush()
    return assessment, rating


def submit(db: Session, actor: Actor, assessment_id: int) -> Assessment:
    """Freeze the assessment. Submitting twice has one effect.

    Refused while nothing at all is answered, and while another one of the author's is sealed in a cycle.
    """
    assessment = mine(db, actor, assessment_id)
    if assessment.submitted_at is not None:
        return assessment
    if not any(r.proficiency is not None or r.no_opportunity for r in ratings(db, assessment)):
        raise Refused(_("Rate at least one competency first."))
    in_cycle.settle(db, assessment)
    assessment.submitted_at = clock.now()
    record(
        db, "assessment.submitted", actor_id=actor.person_id, subject_id=assessment.person_id,
        object=f"assessment:{assessment.id}",
    )  # fmt: skip
    db.flush()
    return assessment


def discard(db: Session, actor: Actor, assessment_id: int) -> None:
    """Throw a draft away with its ratings; Conflict once submitted."""
    assessment = draft(db, actor, assessment_id)
    db.execute(delete(Rating).where(col(Rating.assessment_id) == assessment.id))
    db.delete(assessment)
    record(
        db, "assessment.discarded", actor_id=actor.person_id, subject_id=assessment.person_id,
        object=f"assessment:{assessment_id}",
    )  # fmt: skip


def draft(db: Session, actor: Actor, assessment_id: int) -> Assessment:
    """The actor's own assessment, still open and locked against her other windows; Conflict once submitted."""
    assessment = mine(db, actor, assessment_id)
    if assessment.submitted_at is not None:
        raise Conflict(_("This assessment has been submitted and no longer changes."))
    return assessment


def mine(db: Session, actor: Actor, assessment_id: int) -> Assessment:
    """An assessment whose author is the actor, locked.

    Forbidden for whoever may only read it, and for everybody where it holds agreed ratings; NotFound for
    others, among them an author who no longer stands above the person.
    """
    found = db.exec(_MINE, params={"id": assessment_id, "author": actor.person_id}).first()
    if found is not None and found.agreed_in is not None:
        queries.scope(db, actor, assessment_id)
        raise Forbidden(_("Agreed ratings do not change. A later agreement stands beside them."))
    if found is None or not _still_assesses(db, actor, found):
        queries.scope(db, actor, assessment_id)
        raise Forbidden(_("Only its author changes an assessment."))
    return found


def _still_assesses(db: Session, actor: Actor, assessment: Assessment) -> bool:
    return assessment.person_id == actor.person_id or relation(db, actor, assessment.person_id).may_assess


def ratings(db: Session, assessment: Assessment) -> list[Rating]:
    """The ratings stored for an assessment, in no particular order."""
    return list(db.exec(select(Rating).where(Rating.assessment_id == assessment.id)))


def _of_pair(db: Session, person_id: int, author_id: int, *, submitted: bool) -> Assessment | None:
    done = col(Assessment.submitted_at)
    return db.exec(
        select(Assessment)
        .where(Assessment.person_id == person_id, Assessment.author_id == author_id)
        .where(done.is_not(None) if submitted else done.is_(None), col(Assessment.agreed_in).is_(None))
        .order_by(done.desc(), col(Assessment.id).desc())
    ).first()


def _rating(db: Session, assessment: Assessment, competency: str) -> Rating:
    return db.exec(_RATING, params={"assessment": assessment.id, "competency": competency}).one()


class Stored(Protocol):
    """What any form of a stored rating has."""

    @property
    def proficiency(self) -> int | None: ...
    @property
    def no_opportunity(self) -> bool: ...
    @property
    def note(self) -> str: ...


def unchanged(rating: Stored, answer: Answer) -> bool:
    """Whether an answer says what is stored already."""
    return (rating.proficiency, rating.no_opportunity, rating.note) == (
        answer.proficiency,
        answer.no_opportunity,
        answer.note,
    )


def _require_on_scale(framework: Framework, answer: Answer) -> None:
    if answer.proficiency is None:
        return
    if answer.no_opportunity:
        raise Refused(_("Choose one answer."), {"answer": _("Either a proficiency or 'no opportunity yet'.")})
    if framework.proficiency(answer.proficiency) is None:
        raise Refused(_("This proficiency is not on the scale."), {"answer": _("Choose a proficiency of the scale.")})
