"""Reading one person's own evidence, goals and reflections in full. Columns are named as the export's keys."""

from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.evidence.models import Attachment, Contribution, Evidence, EvidenceRevision, EvidenceTie, Verification
from app.goals.models import ActionItem, CareerTarget, Goal, GoalEvidence, GoalState, PlanSetting
from app.growth.queries import Row, all_rows, one_row
from app.people.models import Person
from app.reflections.models import Reflection, ReflectionExcerpt, ReflectionSetting, ReflectionSnooze

_ME: Any = bindparam("person")


def _columns(table: type[Any], *names: str) -> list[Any]:
    return [col(getattr(table, name)) for name in names]


def _of_mine(statement: Any, table: type[Any]) -> Any:
    """Rows that hang on her entries."""
    return statement.join(Evidence, col(Evidence.id) == col(table.evidence_id)).where(col(Evidence.person_id) == _ME)


_OTHER = aliased(Person)
_NAMES = (col(_OTHER.name), col(_OTHER.name_latin))
_EVIDENCE = (
    select(
        *_columns(Evidence, "id", "kind", "title", "details", "role", "traits", "started_on", "ended_on"),
        *_columns(Evidence, "expires_on", "private", "version", "created_at", "changed_at", "deleted_at"),
    )
    .where(col(Evidence.person_id) == _ME)
    .order_by(col(Evidence.started_on).desc(), col(Evidence.id).desc())
)
_TIES = _of_mine(select(*_columns(EvidenceTie, "evidence_id", "competency", "indicator")), EvidenceTie).order_by(
    col(EvidenceTie.id)
)
_REVISIONS = _of_mine(
    select(*_columns(EvidenceRevision, "evidence_id", "version", "at", "content")), EvidenceRevision
).order_by(col(EvidenceRevision.id))
_ATTACHMENTS = _of_mine(
    select(
        *_columns(Attachment, "evidence_id", "id", "name", "media_type", "size", "sha256", "added_at", "deleted_at")
    ),
    Attachment,
).order_by(col(Attachment.id))
_CONTENT = _of_mine(select(col(Attachment.content)).where(col(Attachment.id) == bindparam("id")), Attachment)
_SAID = ("version", "message", "asked_at", "answered_at", "outcome", "comment", "withdrawn_at")
_VERIFICATIONS = (
    _of_mine(select(*_columns(Verification, "evidence_id", *_SAID), *_NAMES), Verification)
    .join(_OTHER, col(_OTHER.id) == col(Verification.verifier_id))
    .order_by(col(Verification.id))
)
_SHARE = ("percent", "said_at", "confirmed_at", "disputed_at", "comment")
_CONTRIBUTIONS = (
    _of_mine(select(*_columns(Contribution, "evidence_id", *_SHARE), *_NAMES), Contribution)
    .join(_OTHER, col(_OTHER.id) == col(Contribution.person_id))
    .order_by(col(Contribution.id))
)
# what others asked of her: her own words, and whose entry; what that entry says is theirs
_ASKED = (
    select(*_columns(Verification, "evidence_id", *_SAID), *_NAMES)
    .join(Evidence, col(Evidence.id) == col(Verification.evidence_id))
    .join(_OTHER, col(_OTHER.id) == col(Evidence.person_id))
    .where(col(Verification.verifier_id) == _ME)
    .order_by(col(Verification.id))
)
_SHARES = (
    select(*_columns(Contribution, "evidence_id", *_SHARE), *_NAMES)
    .join(Evidence, col(Evidence.id) == col(Contribution.evidence_id))
    .join(_OTHER, col(_OTHER.id) == col(Evidence.person_id))
    .where(col(Contribution.person_id) == _ME)
    .order_by(col(Contribution.id))
)
_TARGETS = (
    select(*_columns(CareerTarget, "level", "face", "by_on", "why", "set_at"))
    .where(col(CareerTarget.person_id) == _ME)
    .order_by(col(CareerTarget.id))
)
_PLAN_SETTING = select(col(PlanSetting.hours_per_month)).where(col(PlanSetting.person_id) == _ME)
_GOALS = (
    select(
        *_columns(Goal, "id", "competency", "from_proficiency", "to_proficiency", "why", "measure", "due_on", "hours"),
        *_columns(Goal, "suggestion", "state", "version", "created_at", "changed_at"),
    )
    .where(col(Goal.person_id) == _ME)
    .order_by(col(Goal.due_on), col(Goal.id))
)
_STATES = (
    select(*_columns(GoalState, "goal_id", "state", "at", "reason"), *_NAMES)
    .join(Goal, col(Goal.id) == col(GoalState.goal_id))
    .join(_OTHER, col(_OTHER.id) == col(GoalState.by_id))
    .where(col(Goal.person_id) == _ME)
    .order_by(col(GoalState.id))
)
_PROOFS = (
    select(*_columns(GoalEvidence, "goal_id", "evidence_id"))
    .join(Goal, col(Goal.id) == col(GoalEvidence.goal_id))
    .where(col(Goal.person_id) == _ME)
    .order_by(col(GoalEvidence.evidence_id))
)
_ACTIONS = (
    select(*_columns(ActionItem, "goal_id", "title", "due_on", "done_at", "created_at"))
    .join(Goal, col(Goal.id) == col(ActionItem.goal_id))
    .where(col(Goal.person_id) == _ME)
    .order_by(col(ActionItem.id))
)
_REFLECTIONS = (
    select(
        *_columns(Reflection, "id", "occasion", "occasion_key", "prompt_id", "advice", "asked", "answer", "change"),
        *_columns(Reflection, "change_note", "goal_id", "started_at", "saved_at", "finished_at", "version"),
    )
    .where(col(Reflection.person_id) == _ME)
    .order_by(col(Reflection.started_at).desc(), col(Reflection.id).desc())
)
_EXCERPTS = (
    select(*_columns(ReflectionExcerpt, "reflection_id", "text", "shared_at", "withdrawn_at"))
    .join(Reflection, col(Reflection.id) == col(ReflectionExcerpt.reflection_id))
    .where(col(Reflection.person_id) == _ME)
    .order_by(col(ReflectionExcerpt.id))
)
_SNOOZES = (
    select(*_columns(ReflectionSnooze, "occasion_key", "until"))
    .where(col(ReflectionSnooze.person_id) == _ME)
    .order_by(col(ReflectionSnooze.id))
)
_CADENCE = select(col(ReflectionSetting.cadence)).where(col(ReflectionSetting.person_id) == _ME)

EVIDENCE = {
    "entries": _EVIDENCE,
    "ties": _TIES,
    "attachments": _ATTACHMENTS,
    "verifications": _VERIFICATIONS,
    "contributions": _CONTRIBUTIONS,
}
GOALS = {"targets": _TARGETS, "goals": _GOALS, "states": _STATES, "proofs": _PROOFS, "actions": _ACTIONS}
REFLECTIONS = {"reflections": _REFLECTIONS, "excerpts": _EXCERPTS}
ONLY_EXPORTED = {"revisions": _REVISIONS, "asked": _ASKED, "shares": _SHARES, "snoozes": _SNOOZES}


def all_of(db: Session, statements: dict[str, Any], person_id: int) -> dict[str, list[Row]]:
    """One query each."""
    return {name: all_rows(db, statement, person_id) for name, statement in statements.items()}


def hours_per_month(db: Session, person_id: int) -> int | None:
    found = one_row(db, _PLAN_SETTING, person_id)
    return found["hours_per_month"] if found else None


def cadence(db: Session, person_id: int) -> str | None:
    """How often she wants to be asked to reflect; None: she never said."""
    found = one_row(db, _CADENCE, person_id)
    return found["cadence"] if found else None


def content(db: Session, person_id: int, attachment_id: int) -> bytes:
    """One of her files. Only ever one at a time in memory: it is read past what a page remembers."""
    found: bytes = db.connection().execute(_CONTENT, {"person": person_id, "id": attachment_id}).scalar_one()
    return found
