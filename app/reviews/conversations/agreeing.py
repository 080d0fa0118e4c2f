"""The verbs on agreed ratings: agreeing on one competency, and taking what both sides say anyway."""

from dataclasses import dataclass

from sqlmodel import Session

from app.framework import versions
from app.framework.model import Framework
from app.kit import clock
from app.kit.errors import NotFound
from app.kit.i18n import gettext as _
from app.people.access import Actor
from app.reviews.conversations.contents import items
from app.reviews.conversations.items import Answer, Item
from app.reviews.conversations.writing import Stale, note, one_of, refuse, saved, to_talk
from app.reviews.models import AgreedRating
from app.reviews.talk import Talk

NOTHING = Answer()
_row = one_of(AgreedRating, "competency")


@dataclass(frozen=True, slots=True)
class Agreement:
    """What both agree on, or nothing any more; and why it differs from a side, where it does."""

    answer: Answer = NOTHING
    reason: str = ""


def agree(db: Session, actor: Actor, conversation_id: int, competency: str, sent: Agreement, version: int) -> bool:
    """Save what both sides agree on for one competency; whether that changed anything.

    Either side may. `version`: of what the form was made from, 0 when nothing was saved yet.
    NotFound for whoever may not know of the conversation, and for an unknown competency; Forbidden for its readers;
    Conflict while it is not open; Refused for a value off the scale, two answers, or a missing reason;
    Stale when somebody else saved something else since.
    """
    talk = to_talk(db, actor, conversation_id)
    item = next((item for item in items(db, actor, talk) if item.id == competency), None)
    if item is None:
        raise NotFound()
    _require_answer(versions.load(db, talk.participation.cycle.framework_version_id).framework, sent.answer)
    stored = _row(db, talk.id, competency)
    if stored is not None and _said(stored) == sent:
        return False
    if version != (stored.version if stored else 0):
        raise _stale(db, stored, sent)
    if stored is None and sent == Agreement():
        return False
    _require_reason(item, sent)
    _put(db, actor, talk, competency, stored, sent)
    return True


def take_common_ground(db: Session, actor: Actor, conversation_id: int) -> int:
    """Agree on everything that both sides say alike and on which nothing is agreed yet; how many."""
    talk = to_talk(db, actor, conversation_id)
    alike = [item for item in items(db, actor, talk) if item.common and not item.settled]
    for item in alike:
        assert item.common is not None
        reason = item.agreed.reason if item.agreed else ""
        _put(db, actor, talk, item.id, _row(db, talk.id, item.id), Agreement(item.common, reason))
    return len(alike)


def _put(db: Session, actor: Actor, talk: Talk, competency: str, stored: AgreedRating | None, sent: Agreement) -> None:
    before = _said(stored).answer if stored else Answer()
    found = stored or AgreedRating(
        participant_id=talk.id, competency=competency, version=0, saved_at=clock.now(), saved_by_id=actor.person_id
    )
    found.proficiency, found.no_opportunity = sent.answer.proficiency, sent.answer.no_opportunity
    found.reason = sent.reason
    found.saved_at, found.saved_by_id = clock.now(), actor.person_id
    found.version += 1
    db.add(found)
    db.flush()
    if sent.answer != before:
        note(db, actor, talk, "agreement.changed", competency=competency)


def _said(stored: AgreedRating) -> Agreement:
    return Agreement(Answer(stored.proficiency, stored.no_opportunity), stored.reason)


def _stale(db: Session, stored: AgreedRating | None, sent: Agreement) -> Stale:
    """What is stored beside what was sent; nothing is stored when the form comes from another time."""
    if stored is None:
        return Stale(Agreement(), None, sent)
    return Stale(_said(stored), saved(db, stored.saved_by_id, stored.saved_at, stored.version), sent)


def _require_answer(framework: Framework, answer: Answer) -> None:
    if answer.proficiency is None:
        return
    if answer.no_opportunity:
        raise refuse(answer=_("Either a proficiency or 'no opportunity yet'."))
    if framework.proficiency(answer.proficiency) is None:
        raise refuse(answer=_("Choose a proficiency of the scale."))


def _require_reason(item: Item, sent: Agreement) -> None:
    if sent.reason or not (differs := item.differs_from(sent.answer)):
        return
    if differs == ("person",):
        raise refuse(reason=_("Not saved yet: say in a sentence why it differs from the self-assessment."))
    if differs == ("manager",):
        raise refuse(reason=_("Not saved yet: say in a sentence why it differs from the manager's assessment."))
    raise refuse(reason=_("Not saved yet: say in a sentence why it differs from both sides."))
