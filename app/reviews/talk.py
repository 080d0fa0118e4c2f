"""A review conversation as everything about it begins: whose it is, who holds it, how far it is, who is asking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.assessments.in_cycle import Written, written
from app.cycles import queries as cycles
from app.cycles import rules as cycle_rules
from app.cycles.queries import Participation
from app.kit.db import rows
from app.kit.errors import Conflict, Forbidden
from app.kit.i18n import gettext as _
from app.people import access
from app.people import queries as people
from app.people.access import Actor, Listed, Subject
from app.reviews.record_models import ConversationRecord, RecordAnswer

Side = Literal["person", "manager", "reader"]
State = Literal["excused", "preparing", "open", "signed", "acknowledged"]

_RECORDS: Any = (
    select(
        col(ConversationRecord.id),
        col(ConversationRecord.participant_id),
        col(ConversationRecord.number),
        col(ConversationRecord.kind),
        col(ConversationRecord.sha256),
        col(ConversationRecord.by_id),
        col(ConversationRecord.at),
        col(ConversationRecord.assessment_id),
        col(RecordAnswer.at).label("acknowledged_at"),
    )
    .outerjoin(
        RecordAnswer,
        (col(RecordAnswer.record_id) == col(ConversationRecord.id)) & (col(RecordAnswer.kind) == "acknowledged"),
    )
    .where(col(ConversationRecord.participant_id).in_(bindparam("participants", expanding=True)))
    .order_by(col(ConversationRecord.number))
)


@dataclass(frozen=True, slots=True)
class RecordHead:
    """That a record exists: number 1 is what was signed, later ones amend it. Nothing of what is in it."""

    id: int
    participant_id: int
    number: int
    kind: str
    sha256: str
    by_id: int
    at: datetime
    assessment_id: int
    acknowledged_at: datetime | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one conversation is. `own` and `managers`: ids of the submitted assessments for the cycle."""

    participation: Participation
    assessor_id: int | None
    own: int | None
    managers: int | None
    records: tuple[RecordHead, ...]

    @property
    def both_in(self) -> bool:
        """Both sides have submitted, the manager's side through who assesses now: from here on nothing is sealed."""
        return self.own is not None and self.managers is not None

    @property
    def record(self) -> RecordHead | None:
        """The latest one."""
        return self.records[-1] if self.records else None

    @property
    def state(self) -> State:
        if self.record:
            return "acknowledged" if self.record.acknowledged_at else "signed"
        if self.participation.excused_at:
            return "excused"
        return "open" if self.both_in else "preparing"


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation and how the actor stands to it.

    `side`: the person's, the manager's (who assesses now and leads her in the solid line), or a reader's.
    `assessor_leads`: whether who assesses still stands above her; if not, it has to be handed over.
    """

    progress: Progress
    subject: Subject
    assessor: Listed | None
    assessor_leads: bool
    side: Side

    @property
    def id(self) -> int:
        return self.progress.participation.id

    @property
    def participation(self) -> Participation:
        return self.progress.participation

    @property
    def state(self) -> State:
        return self.progress.state

    @property
    def takes_part(self) -> bool:
        """Whether the actor is one of the two sides."""
        return self.side != "reader"

    @property
    def changeable(self) -> bool:
        """Whether the two sides may write in it now."""
        return self.state == "open" and self.participation.running


def progress(db: Session, participations: Sequence[Participation]) -> dict[int, Progress]:
    """Participation → how far it is; three queries, however many. Callers decide who may know it."""
    assessors = cycles.assessors(db, participations)
    submitted: dict[tuple[int, int], list[Written]] = {}
    cycle_ids = [one.cycle.id for one in participations]
    people_ids = [one.person_id for one in participations]
    for one in written(db, cycle_ids, people_ids) if participations else ():
        if one.submitted:
            submitted.setdefault((one.cycle_id, one.person_id), []).append(one)
    heads: dict[int, list[RecordHead]] = {}
    for found in rows(db, _RECORDS, participants=sorted(one.id for one in participations)) if participations else ():
        heads.setdefault(found.participant_id, []).append(RecordHead(*found))
    return {
        one.id: _progress(one, assessors[one.id], submitted.get((one.cycle.id, one.person_id), []), heads.get(one.id))
        for one in participations
    }


def _progress(
    participation: Participation, assessor_id: int | None, found: list[Written], heads: list[RecordHead] | None
) -> Progress:
    own = next((one.id for one in found if one.of_oneself), None)
    theirs = next((one.id for one in found if not one.of_oneself and one.author_id == assessor_id), None)
    return Progress(participation, assessor_id, own, theirs, tuple(heads or ()))


def talk(db: Session, actor: Actor, conversation_id: int) -> Talk:
    """A conversation that the actor may know of: the person, those above her in the solid line, dotted, HR.

    NotFound for everybody else, among them who assessed before and does not lead her any more.
    """
    participation = cycles.participation(db, conversation_id)
    subject = access.subject_of_line(db, actor, participation.person_id)
    found = progress(db, [participation])[participation.id]
    assessor = people.by_id(db, [found.assessor_id]).get(found.assessor_id) if found.assessor_id else None
    above = {id for id, how in access.managers(db, subject.id) if how != "dotted"}
    return Talk(found, subject, assessor, found.assessor_id in above, _side(actor, subject, found.assessor_id))


def _side(actor: Actor, subject: Subject, assessor_id: int | None) -> Side:
    if subject.relation.is_self:
        return "person"
    return "manager" if assessor_id == actor.person_id and subject.relation.line else "reader"


def taking_part(db: Session, actor: Actor, conversation_id: int) -> Talk:
    """The same for one of its two sides; Forbidden for readers."""
    found = talk(db, actor, conversation_id)
    if not found.takes_part:
        raise Forbidden(_("Only the person and the manager who assesses her take part in this conversation."))
    return found


def to_write(db: Session, actor: Actor, conversation_id: int) -> Talk:
    """A conversation in which the actor, one of its two sides, writes now; locked against everything else about it.

    NotFound and Forbidden as above; Conflict while a side is missing, once it is signed, and after the cycle.
    """
    cycle_rules.locked_participant(db, conversation_id)
    found = taking_part(db, actor, conversation_id)
    if found.state == "preparing":
        raise Conflict(_("The conversation opens once both assessments are submitted."))
    if not found.changeable:
        raise Conflict(_("Nothing can be written in this conversation any more."))
    return found
