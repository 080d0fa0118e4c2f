"""Amending what was signed: a new record with a reason, beside those before, which stay as they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from sqlmodel import Session

from app.cycles import rules as cycles
from app.framework import versions
from app.framework.model import Framework
from app.kit.errors import Conflict, Forbidden, Refused
from app.kit.i18n import gettext as _
from app.people import queries as people
from app.people.access import Actor
from app.reviews.record_models import ConversationRecord
from app.reviews.signing import queries, rules
from app.reviews.signing.freezing import freeze, signer
from app.reviews.signing.queries import Record
from app.reviews.signing.snapshot import Agreed, Content, Rating
from app.reviews.talk import Talk

LONGEST_NOTES = 40_000


@dataclass(frozen=True, slots=True)
class Changes:
    """What an amendment changes. `agreed`: competency → the new answer; `calibrated`: → what stands beside the
    manager's rating now; `addition`: words added to the shared notes."""

    agreed: Mapping[str, Agreed] = field(default_factory=dict)
    calibrated: Mapping[str, int] = field(default_factory=dict)
    addition: str = ""


def amend_as_manager(
    db: Session, actor: Actor, conversation_id: int, after: int, changes: Changes, reason: str
) -> ConversationRecord:
    """A new record by the manager who holds the conversation, while the cycle runs or is reopened for her.

    `after`: the number of the record that his page showed. The same form twice has one effect. Forbidden for
    everybody else; Conflict before it is signed, after the cycle, or when another record came in between.
    """
    cycles.locked_participant(db, conversation_id)
    found = rules.managers(db, actor, conversation_id)
    require_amendable(found)
    records = queries.of_conversation(db, conversation_id)
    if len(records) != after:
        if _made_of(records, actor, after, changes, reason):
            return rules.by_id(db, records[-1].id)
        raise Conflict(_("Another record was made in the meantime. Read it first."))
    return amend(db, actor, found, "amendment", changes, reason)


def _made_of(records: Sequence[Record], actor: Actor, after: int, changes: Changes, reason: str) -> bool:
    """Whether the latest record is what this very form of the actor's has made of the one that his page showed."""
    last = records[-1]
    if len(records) != after + 1 or (last.kind, last.by_id, last.reason) != ("amendment", actor.person_id, reason):
        return False
    made = _changed(records[after - 1].content, changes, reason)
    return replace(made, manager=last.content.manager, signed_at=last.content.signed_at) == last.content


def require_amendable(found: Talk) -> None:
    """Conflict unless it is signed and something may be written."""
    if not found.progress.records:
        raise Conflict(_("This conversation is not signed yet."))
    if not found.participation.running:
        raise Conflict(_("Nothing can be written in this conversation any more."))


def amend(
    db: Session, actor: Actor, found: Talk, kind: Literal["amendment", "calibration"], changes: Changes, reason: str
) -> ConversationRecord:
    """A new record beside those before: the latest content with these changes, signed by the actor.

    The caller has found that the actor may, that the conversation can still be written in, and holds its lock.
    Refused without a reason, when nothing changes, or for an answer that the framework lacks; Forbidden about oneself.
    """
    if found.subject.relation.is_self:
        raise Forbidden(_("Somebody else has to do this for you."))
    records = queries.of_conversation(db, found.id)
    if not records:
        raise Conflict(_("This conversation is not signed yet."))
    before = records[-1].content
    _require(versions.load(db, before.framework.version_id).framework, changes, reason)
    content = _changed(before, changes, reason)
    if content == before:
        raise Refused(_("Nothing is different from the record before."))
    name = people.by_id(db, [actor.person_id])[actor.person_id]
    content = replace(content, manager=signer(actor, name.name_latin))
    return freeze(db, actor, found.id, records[-1].number + 1, kind, content, reason)


def _require(framework: Framework, changes: Changes, reason: str) -> None:
    errors: dict[str, str] = {}
    if not reason.strip():
        errors["reason"] = _("Please fill this in.")
    values = {name: one.proficiency for name, one in changes.agreed.items()} | dict(changes.calibrated)
    for name, value in values.items():
        if framework.competency(name) is None or (value is not None and framework.proficiency(value) is None):
            errors[name] = _("Please choose one of the values offered.")
    if errors:
        raise Refused(_("Please look at the marked fields; nothing is lost."), errors)


def _changed(before: Content, changes: Changes, reason: str) -> Content:
    ratings = tuple(_rating(one, changes, reason) for one in before.ratings)
    notes = "\n\n".join(filter(None, (before.notes, changes.addition)))
    if len(notes) > LONGEST_NOTES:
        raise Refused(
            _("Please look at the marked fields; nothing is lost."), {"addition": _("The notes are too long by now.")}
        )
    return replace(before, ratings=ratings, notes=notes)


def _rating(before: Rating, changes: Changes, reason: str) -> Rating:
    agreed = changes.agreed.get(before.competency, before.agreed)
    calibrated = changes.calibrated.get(before.competency, before.calibrated)
    why = reason if agreed != before.agreed else before.reason
    return replace(before, agreed=agreed, calibrated=calibrated, reason=why)
