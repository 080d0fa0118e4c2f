"""One person's own review conversations: everything written about her in them that she may read.

Never a manager's private notes, and of what she wrote as a manager about others nothing but what she promised to
those whom she leads. Columns are named as the export's keys.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.commitments.models import Commitment, CommitmentEvent
from app.cycles import queries as cycles
from app.cycles.models import CycleHandover, CycleParticipant, ReviewCycle
from app.growth.queries import Row, all_rows
from app.people import access
from app.people.models import Person
from app.reviews.models import AgreedRating, Conversation, NextLevelView, OpportunityAnswer
from app.reviews.record_models import (
    CalibrationChange,
    ConversationRecord,
    LevelChange,
    Reconsideration,
    RecordAnswer,
)
from app.reviews.talk import progress

_ME: Any = bindparam("person")
_WHO: Any = aliased(Person)
_OTHER: Any = aliased(Person)
_NAMES: Any = (_WHO.name, _WHO.name_latin)


def _columns(table: type[Any], *names: str) -> list[Any]:
    return [col(getattr(table, name)) for name in names]


def _of_mine(table: type[Any], *columns: Any, by: Any = None) -> Any:
    """Rows that hang on her conversations, with the names of who wrote them when `by` says who that is."""
    found: Any = select(col(table.participant_id), *columns, *(() if by is None else _NAMES))
    if by is not None:
        found = found.join(_WHO, _WHO.id == col(by))
    mine = found.join(CycleParticipant, col(CycleParticipant.id) == col(table.participant_id))
    return mine.where(col(CycleParticipant.person_id) == _ME)


_CYCLE = ("name", "opens_on", "self_by", "manager_by", "talk_by", "closes_on", "closed_at")
_PARTICIPATIONS: Any = (
    select(
        *_columns(CycleParticipant, "id", "added_at", "excused_at", "excused_reason", "reopened_at", "reopened_reason"),
        *(col(getattr(ReviewCycle, name)).label("cycle" if name == "name" else name) for name in _CYCLE),
    )
    .join(ReviewCycle, col(ReviewCycle.id) == col(CycleParticipant.cycle_id))
    .where(col(CycleParticipant.person_id) == _ME)
    .order_by(col(CycleParticipant.id))
)
_HANDOVERS = (
    _of_mine(CycleHandover, _OTHER.name.label("to"), *_columns(CycleHandover, "at", "reason"), by=CycleHandover.by_id)
    .join(_OTHER, _OTHER.id == col(CycleHandover.to_id))
    .order_by(col(CycleHandover.id))
)
_SHARED = _of_mine(
    Conversation, *_columns(Conversation, "held_on", "notes", "changed_at"), by=Conversation.changed_by_id
)
_AGREED = _of_mine(
    AgreedRating, *_columns(AgreedRating, "competency", "proficiency", "no_opportunity", "reason", "saved_at"),
    by=AgreedRating.saved_by_id,
).order_by(col(AgreedRating.id))  # fmt: skip
_OPPORTUNITIES = _of_mine(
    OpportunityAnswer, *_columns(OpportunityAnswer, "competency", "reason", "saved_at"),
    col(OpportunityAnswer.commitment_id).label("commitment"), by=OpportunityAnswer.saved_by_id,
).order_by(col(OpportunityAnswer.id))  # fmt: skip
_VIEWS = _of_mine(
    NextLevelView, *_columns(NextLevelView, "side", "verdict", "words", "saved_at"), by=NextLevelView.saved_by_id
).order_by(col(NextLevelView.id))
_CALIBRATIONS = _of_mine(
    CalibrationChange, *_columns(CalibrationChange, "competency", "from_proficiency", "to_proficiency", "reason", "at"),
    by=CalibrationChange.by_id,
).order_by(col(CalibrationChange.id))  # fmt: skip
_RECORDS = _of_mine(
    ConversationRecord, *_columns(ConversationRecord, "id", "number", "kind", "content", "sha256", "reason", "at"),
    by=ConversationRecord.by_id,
).order_by(col(ConversationRecord.id))  # fmt: skip
_ANSWERS = (
    select(*_columns(RecordAnswer, "record_id", "kind", "words", "at"))
    .join(ConversationRecord, col(ConversationRecord.id) == col(RecordAnswer.record_id))
    .join(CycleParticipant, col(CycleParticipant.id) == col(ConversationRecord.participant_id))
    .where(col(CycleParticipant.person_id) == _ME)
    .order_by(col(RecordAnswer.id))
)
_RECONSIDERATIONS: Any = (
    _of_mine(
        Reconsideration, _OTHER.name.label("to"),
        *_columns(Reconsideration, "words", "asked_at", "due_on", "outcome", "answer", "answered_at"), *_NAMES,
    )
    .outerjoin(_OTHER, _OTHER.id == col(Reconsideration.addressee_id))
    .outerjoin(_WHO, _WHO.id == col(Reconsideration.answered_by_id))
    .order_by(col(Reconsideration.id))
)  # fmt: skip
_LEVELS = ("from_level", "from_face", "to_level", "to_face")
_LEVEL_CHANGES: Any = (
    _of_mine(
        LevelChange, *_columns(LevelChange, *_LEVELS, "words", "readiness", "proposed_at", "withdrawn_at", "outcome"),
        *_columns(LevelChange, "reason", "effective_on", "decided_at"), _OTHER.name.label("decided_by"),
        by=LevelChange.proposed_by_id,
    )
    .outerjoin(_OTHER, _OTHER.id == col(LevelChange.decided_by_id))
    .order_by(col(LevelChange.id))
)  # fmt: skip
_COMMITMENTS = _of_mine(
    Commitment, *_columns(Commitment, "id", "competency", "chance", "title", "due_on", "state", "created_at"),
    (col(Commitment.owner_id) == _ME).label("mine"), by=Commitment.owner_id,
).order_by(col(Commitment.due_on), col(Commitment.id))  # fmt: skip
_EVENTS: Any = (
    select(
        *_columns(CommitmentEvent, "commitment_id", "kind", "at", "note", "due_before"),
        _OTHER.name.label("owner_before"), *_NAMES,
    )
    .join(Commitment, col(Commitment.id) == col(CommitmentEvent.commitment_id))
    .join(_WHO, _WHO.id == col(CommitmentEvent.by_id))
    .outerjoin(_OTHER, _OTHER.id == col(CommitmentEvent.owner_before_id))
    .where(col(Commitment.person_id) == _ME)
    .order_by(col(CommitmentEvent.id))
)  # fmt: skip
_PROMISED: Any = (
    select(*_columns(Commitment, "person_id", "title", "due_on", "state"))
    .where(col(Commitment.owner_id) == _ME, col(Commitment.person_id) != _ME)
    .order_by(col(Commitment.due_on), col(Commitment.id))
)
_ALWAYS = {
    "conversations": _PARTICIPATIONS,
    "handovers": _HANDOVERS,
    "records": _RECORDS,
    "answers": _ANSWERS,
    "reconsiderations": _RECONSIDERATIONS,
    "level_changes": _LEVEL_CHANGES,
    "commitments": _COMMITMENTS,
    "events": _EVENTS,
}
_OPENED = {
    "shared": _SHARED,
    "agreed": _AGREED,
    "opportunities": _OPPORTUNITIES,
    "next_level": _VIEWS,
    "calibrations": _CALIBRATIONS,
}
"""What is hers to read from the moment both assessments are open, and not before."""


def reviews(db: Session, person_id: int) -> Mapping[str, list[Row]]:
    """Her conversations with what hangs on them; what a conversation still seals is left out."""
    opened = _opened(db, person_id)
    found = {name: all_rows(db, statement, person_id) for name, statement in _ALWAYS.items()}
    found["commitments"] = [
        row for row in found["commitments"] if row["state"] != "proposed" or row["participant_id"] in opened
    ]
    for name, statement in _OPENED.items():
        found[name] = [row for row in all_rows(db, statement, person_id) if row["participant_id"] in opened]
    return {**found, "promised": _promised(db, person_id)}


def _promised(db: Session, person_id: int) -> list[Row]:
    """What she promised as a manager, without to whom. A title tells of its person: out of sight with her line."""
    led = {one.id for one in access.below(db, person_id)}
    return [
        {name: row[name] for name in ("title", "due_on", "state")}
        for row in all_rows(db, _PROMISED, person_id)
        if row["person_id"] in led
    ]


def _opened(db: Session, person_id: int) -> set[int]:
    """Her conversations in which nothing is sealed any more."""
    stands = progress(db, cycles.of_people(db, [person_id]))
    return {id for id, one in stands.items() if one.both_in or one.records}
