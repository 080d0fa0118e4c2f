"""Reading signed records: all of a conversation, one as a reader may see it, all of a person. Rows, not entities."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.evidence.sight import sight
from app.kit.db import rows
from app.kit.errors import NotFound
from app.people.access import Actor, Relation, Subject
from app.people.models import Person
from app.reviews.record_models import ConversationRecord, Reconsideration, RecordAnswer
from app.reviews.signing import snapshot
from app.reviews.signing.snapshot import Content
from app.reviews.talk import Talk, talk

_SEEN: Any = aliased(RecordAnswer)
_DISSENT: Any = aliased(RecordAnswer)
_RECORDS: Any = (
    select(
        col(ConversationRecord.id),
        col(ConversationRecord.participant_id),
        col(ConversationRecord.number),
        col(ConversationRecord.kind),
        col(ConversationRecord.sha256),
        col(ConversationRecord.reason),
        col(ConversationRecord.by_id),
        col(Person.name).label("by_name"),
        col(Person.name_latin).label("by_latin"),
        col(ConversationRecord.at),
        col(ConversationRecord.assessment_id),
        _SEEN.at.label("acknowledged_at"),
        _DISSENT.words.label("dissent"),
        _DISSENT.at.label("dissented_at"),
        exists()
        .where(
            col(Reconsideration.participant_id) == col(ConversationRecord.participant_id),
            col(Reconsideration.addressee_id).is_(None),
        )
        .label("asked_of_hr"),
        col(ConversationRecord.content),
    )
    .join(Person, col(Person.id) == col(ConversationRecord.by_id))
    .outerjoin(_SEEN, (_SEEN.record_id == col(ConversationRecord.id)) & (_SEEN.kind == "acknowledged"))
    .outerjoin(_DISSENT, (_DISSENT.record_id == col(ConversationRecord.id)) & (_DISSENT.kind == "dissent"))
    .order_by(col(ConversationRecord.participant_id), col(ConversationRecord.number))
)
_OF_CONVERSATIONS = _RECORDS.where(col(ConversationRecord.participant_id).in_(bindparam("ids", expanding=True)))
_CONVERSATION_OF = select(col(ConversationRecord.participant_id), col(ConversationRecord.number)).where(
    col(ConversationRecord.id) == bindparam("id")
)


@dataclass(frozen=True, slots=True)
class Record:
    """A frozen record with the person's answers to it.

    `counts`: kind of evidence → how many entries, for readers who see numbers only; None: `content` names them.
    `sides_hidden`: what each side had said for itself is left out for this reader.
    """

    id: int
    participant_id: int
    number: int
    kind: str
    sha256: str
    reason: str
    by_id: int
    by_name: str
    by_latin: str
    at: datetime
    assessment_id: int
    acknowledged_at: datetime | None
    dissent: str | None
    dissented_at: datetime | None
    asked_of_hr: bool
    content: Content
    counts: Mapping[str, int] | None = None
    sides_hidden: bool = False


def of_conversation(db: Session, participant_id: int) -> list[Record]:
    """Every record of a conversation as it was frozen, number 1 first. Callers decide who may know of it."""
    return of_conversations(db, [participant_id])[participant_id]


def of_conversations(db: Session, participants: Iterable[int]) -> dict[int, list[Record]]:
    """The same for several conversations; one query, however many."""
    wanted = sorted(set(participants))
    found: dict[int, list[Record]] = {id: [] for id in wanted}
    for row in rows(db, _OF_CONVERSATIONS, ids=wanted) if wanted else ():
        values = dict(row._mapping)
        values["content"] = snapshot.from_json(values["content"])
        found[row.participant_id].append(Record(**values))
    return found


def read(db: Session, actor: Actor, participant_id: int) -> tuple[Talk, list[Record]]:
    """The conversation and its records, each as far as the actor may read it.

    NotFound for whoever may not know of the conversation.
    """
    found = talk(db, actor, participant_id)
    return found, [as_read(one, found.subject) for one in of_conversation(db, participant_id)]


def read_one(db: Session, actor: Actor, participant_id: int, number: int) -> tuple[Talk, list[Record], Record]:
    """The same, and the record of that number; NotFound when there is none."""
    found, records = read(db, actor, participant_id)
    for one in records:
        if one.number == number:
            return found, records, one
    raise NotFound()


def where(db: Session, record_id: int) -> tuple[int, int]:
    """The conversation of a record and its number; NotFound when there is none. Callers decide who may know of it."""
    for participant_id, number in rows(db, _CONVERSATION_OF, id=record_id):
        return participant_id, number
    raise NotFound()


def as_read(record: Record, subject: Subject) -> Record:
    """What this reader sees of a record: all of it for the person and those above her in the solid line.

    HR and dotted-line managers get the evidence as numbers. HR reads what was agreed, not the two assessments,
    unless the person has asked HR to look at it again. Source: docs/privacy.md.
    """
    relation = subject.relation
    content, counts = record.content, None
    if sight(relation) not in ("all", "shared"):
        counts = dict(sorted(Counter(one.kind for one in content.evidence).items()))
        content = replace(content, evidence=())
    hidden = not (_reads_both_sides(relation) or (relation.hr and record.asked_of_hr))
    if hidden:
        ratings = tuple(replace(one, own=None, manager=None, calibrated=None) for one in content.ratings)
        content = replace(content, ratings=ratings)
    return replace(record, content=content, counts=counts, sides_hidden=hidden)


def _reads_both_sides(relation: Relation) -> bool:
    return relation.is_self or relation.line or relation.dotted
