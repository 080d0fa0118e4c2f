"""Reading what is written in a conversation: rows, not entities. Callers have asked app/reviews/talk.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Select, bindparam, func, select
from sqlmodel import Session, SQLModel, col

from app.commitments.queries import Name, Promised
from app.cycles.models import CycleParticipant
from app.kit.db import row, rows
from app.people.models import Person
from app.reviews.calibrated import changes
from app.reviews.conversations.items import Agreed, Answer, Calibrated, Reply, Saved, Side
from app.reviews.models import AgreedRating, Conversation, NextLevelView, OpportunityAnswer, PrivateNote
from app.reviews.record_models import ConversationRecord, LevelChange

Verdict = Literal["now", "soon", "later"]


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes that both sides share, and the day of the conversation. `saved` None: nothing was written yet."""

    text: str = ""
    held_on: date | None = None
    saved: Saved | None = None

    @property
    def version(self) -> int:
        return self.saved.version if self.saved else 0


@dataclass(frozen=True, slots=True)
class NextLevelSaid:
    """What one side says about the next level."""

    verdict: Verdict
    words: str
    saved: Saved


@dataclass(frozen=True, slots=True)
class Private:
    """A manager's own notes, for their author alone. Version 0: none yet."""

    text: str = ""
    version: int = 0
    saved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LevelChangeState:
    """A level change that was proposed from this conversation: how far it is."""

    id: int
    to_level: str
    to_face: str | None
    proposed_at: datetime
    withdrawn_at: datetime | None
    outcome: str | None
    effective_on: date | None


def _signed(table: type[SQLModel], *columns: Any, by: Any, at: Any) -> Select[Any]:
    """These columns of a table with who, when and which version, in one conversation."""
    who = (col(Person.id), col(Person.name), col(Person.name_latin))
    return (
        select(*columns, *who, col(at).label("at"), col(table.version).label("version"))  # type: ignore[attr-defined]
        .join(Person, col(Person.id) == col(by))
        .where(col(table.participant_id) == bindparam("participant"))  # type: ignore[attr-defined]
    )


_NOTES = _signed(
    Conversation, col(Conversation.notes), col(Conversation.held_on),
    by=Conversation.changed_by_id, at=Conversation.changed_at,
)  # fmt: skip
_AGREED = _signed(
    AgreedRating, col(AgreedRating.competency), col(AgreedRating.proficiency), col(AgreedRating.no_opportunity),
    col(AgreedRating.reason), by=AgreedRating.saved_by_id, at=AgreedRating.saved_at,
)  # fmt: skip
_REPLIES = _signed(
    OpportunityAnswer, col(OpportunityAnswer.competency), col(OpportunityAnswer.commitment_id),
    col(OpportunityAnswer.reason), by=OpportunityAnswer.saved_by_id, at=OpportunityAnswer.saved_at,
)  # fmt: skip
_VIEWS = _signed(
    NextLevelView, col(NextLevelView.side), col(NextLevelView.verdict), col(NextLevelView.words),
    by=NextLevelView.saved_by_id, at=NextLevelView.saved_at,
)  # fmt: skip
_PRIVATE = select(col(PrivateNote.text), col(PrivateNote.version), col(PrivateNote.saved_at)).where(
    col(PrivateNote.participant_id) == bindparam("participant"), col(PrivateNote.author_id) == bindparam("author")
)
_LEVEL_CHANGES: Any = (
    select(
        col(LevelChange.id),
        col(LevelChange.to_level),
        col(LevelChange.to_face),
        col(LevelChange.proposed_at),
        col(LevelChange.withdrawn_at),
        col(LevelChange.outcome),
        col(LevelChange.effective_on),
    )
    .where(col(LevelChange.participant_id) == bindparam("participant"))
    .order_by(col(LevelChange.id).desc())
)
_LAST_SIGNED = (
    select(func.max(col(ConversationRecord.at)).label("at"))
    .join(CycleParticipant, col(CycleParticipant.id) == col(ConversationRecord.participant_id))
    .where(
        col(CycleParticipant.person_id) == bindparam("person"),
        col(ConversationRecord.number) == 1,
        col(ConversationRecord.participant_id) != bindparam("participant"),
    )
)


def notes(db: Session, participant_id: int) -> Notes:
    """The shared notes; empty ones where nothing was written."""
    found = row(db, _NOTES, participant=participant_id)
    return Notes(found[0], found[1], _saved(found)) if found else Notes()


def agreed(db: Session, participant_id: int) -> dict[str, Agreed]:
    """Competency → what was agreed on, as far as anything was ever saved."""
    return {
        one.competency: Agreed(Answer(one.proficiency, bool(one.no_opportunity)), one.reason, _saved(one))
        for one in rows(db, _AGREED, participant=participant_id)
    }


def replies(db: Session, participant_id: int, commitments: Mapping[int, Promised]) -> dict[str, Reply]:
    """Competency → the manager's answer to 'no opportunity yet'; `commitments`: those of the conversation by id."""
    found = rows(db, _REPLIES, participant=participant_id)
    return {one.competency: Reply(commitments.get(one.commitment_id), one.reason, _saved(one)) for one in found}


def next_level(db: Session, participant_id: int) -> dict[Side, NextLevelSaid]:
    """What each side says about the next level, where it said anything."""
    found = rows(db, _VIEWS, participant=participant_id)
    return {one.side: NextLevelSaid(one.verdict, one.words, _saved(one)) for one in found}


def private(db: Session, participant_id: int, author_id: int) -> Private:
    """An author's own notes; for nobody else."""
    found = row(db, _PRIVATE, participant=participant_id, author=author_id)
    return Private(*found) if found else Private()


def calibrated(db: Session, participant_id: int) -> dict[str, Calibrated]:
    """Competency → its latest change after calibration."""
    return {
        one.competency: Calibrated(one.before, one.to, one.reason, one.by, one.at)
        for one in changes(db, participant_id)
    }


def level_changes(db: Session, participant_id: int) -> list[LevelChangeState]:
    """The level changes that were proposed from this conversation, the latest first."""
    return [LevelChangeState(*found) for found in rows(db, _LEVEL_CHANGES, participant=participant_id)]


def last_signed(db: Session, person_id: int, participant_id: int) -> datetime | None:
    """When this person's last conversation but this one was signed."""
    found = row(db, _LAST_SIGNED, person=person_id, participant=participant_id)
    return found.at if found else None


def _saved(found: Any) -> Saved:
    """The last five columns of what `_signed` built."""
    return Saved(Name(*found[-5:-2]), found.at, found.version)
