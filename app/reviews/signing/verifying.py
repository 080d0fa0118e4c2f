"""Whether what was signed is still what it was: for the doctor."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pydantic import ValidationError
from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.assessments import queries as assessments
from app.assessments.models import Assessment
from app.assessments.queries import Rated
from app.kit.db import rows
from app.reviews.record_models import ConversationRecord
from app.reviews.signing import snapshot
from app.reviews.signing.snapshot import Content

MANY = 200
_IDS = select(
    col(ConversationRecord.id), col(ConversationRecord.participant_id), col(ConversationRecord.number)
).order_by(col(ConversationRecord.participant_id), col(ConversationRecord.number))
_RECORDS: Any = (
    select(
        col(ConversationRecord.participant_id),
        col(ConversationRecord.number),
        col(ConversationRecord.content),
        col(ConversationRecord.sha256),
        col(ConversationRecord.by_id),
        col(ConversationRecord.at),
        col(ConversationRecord.assessment_id),
        col(Assessment.person_id),
        col(Assessment.author_id),
        col(Assessment.submitted_at),
        col(Assessment.agreed_in),
        col(Assessment.framework_version_id),
    )
    .join(Assessment, col(Assessment.id) == col(ConversationRecord.assessment_id))
    .where(col(ConversationRecord.id).in_(bindparam("ids", expanding=True)))
    .order_by(col(ConversationRecord.participant_id), col(ConversationRecord.number))
)


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that is not what was signed. `kind`: missing (a number before it), digest, content, or ratings."""

    conversation_id: int
    number: int
    kind: str


def broken(db: Session) -> Iterator[Broken]:
    """Every record at fault. Read in portions, since there may be many and each is long."""
    found = list(rows(db, _IDS))
    for before, (_id, conversation, number) in pairwise([(0, 0, 0), *found]):
        if number != (before[2] + 1 if before[1] == conversation else 1):
            yield Broken(conversation, number, "missing")
    ids = [id for id, *_ in found]
    for start in range(0, len(ids), MANY):
        yield from _of(db, ids[start : start + MANY])


def _of(db: Session, ids: Sequence[int]) -> Iterator[Broken]:
    records = rows(db, _RECORDS, ids=list(ids))
    ratings = assessments.ratings(db, [one.assessment_id for one in records])
    for one in records:
        if kind := _fault(one, ratings[one.assessment_id]):
            yield Broken(one.participant_id, one.number, kind)


def _fault(one: Any, ratings: dict[str, Rated]) -> str:
    if snapshot.digest(one.content) != one.sha256:
        return "digest"
    try:
        content = snapshot.from_json(one.content)
    except ValidationError:
        return "content"
    if (content.manager.id, content.signed_at) != (one.by_id, one.at):
        return "content"
    return "" if _told(one) == _of_content(content, one.participant_id) and _same(content, ratings) else "ratings"


def _told(one: Any) -> tuple[Any, ...]:
    return one.person_id, one.author_id, one.submitted_at, one.agreed_in, one.framework_version_id


def _of_content(content: Content, participant_id: int) -> tuple[Any, ...]:
    by = content.manager.id
    return content.person.id, by, content.signed_at, participant_id, content.framework.version_id


def _same(content: Content, ratings: dict[str, Rated]) -> bool:
    stored = {name: (one.proficiency, one.no_opportunity, one.note) for name, one in ratings.items()}
    reasons = {one.competency: one.reason for one in content.ratings}
    agreed = content.agreed().items()
    return stored == {name: (one.proficiency, one.no_opportunity, reasons[name]) for name, one in agreed}
