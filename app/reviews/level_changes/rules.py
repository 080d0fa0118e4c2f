"""The verbs on level changes: proposing from a conversation, deciding by HR, withdrawing before that."""

from datetime import date

from sqlalchemy import bindparam
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.cycles import rules as cycles
from app.framework import versions
from app.framework.model import Framework
from app.kit import clock
from app.kit.dates import day as day_of
from app.kit.errors import Conflict, Forbidden, NotFound, Refused
from app.kit.i18n import gettext as _
from app.people import access, rules
from app.people import queries as people
from app.people.access import Actor
from app.reviews.level_changes import queries
from app.reviews.level_changes.readiness import points, to_json
from app.reviews.record_models import LevelChange
from app.reviews.talk import Talk, talk
from app.trail.rules import record

_LOCKED = select(LevelChange).where(col(LevelChange.id) == bindparam("id")).with_for_update()
_OPEN = select(LevelChange).where(
    col(LevelChange.person_id) == bindparam("person"),
    col(LevelChange.decided_at).is_(None),
    col(LevelChange.withdrawn_at).is_(None),
)


class Decided(Conflict):
    """Somebody else decided in between; the page shows what."""


def proposing(db: Session, actor: Actor, conversation_id: int) -> Talk:
    """A conversation from which the actor may propose a level change now.

    NotFound for whoever may not know of it, Forbidden for everybody but the manager who holds it, Conflict before
    both assessments are in, when the person was excused or has left.
    """
    found = talk(db, actor, conversation_id)
    if found.side != "manager":
        raise Forbidden(_("A level change is proposed by the manager who holds the conversation."))
    if found.state == "preparing":
        raise Conflict(_("The conversation opens once both assessments are submitted."))
    if found.state == "excused" or found.participation.has_left:
        raise Conflict(_("Nothing can be written in this conversation any more."))
    return found


def offered(framework: Framework, level: str | None, face: str | None) -> list[tuple[str, str | None]]:
    """(level, face) that may be proposed for somebody: everything above, and another face of the level held."""
    rank = framework.rank(level or "") or 0
    found: list[tuple[str, str | None]] = []
    for one in framework.levels:
        above = (framework.rank(one.id) or 0) > rank
        faces: tuple[str | None, ...] = one.faces or (None,)
        found += [(one.id, other) for other in faces if above or (one.id == level and other != face)]
    return found


def propose(db: Session, actor: Actor, conversation_id: int, level: str, face: str | None, words: str) -> LevelChange:
    """Propose a level for the person, with the readiness list frozen as it is now. The same form makes one.

    Errors as in `proposing`; Refused for a level that is not above hers, or without words; Conflict while another
    proposal for her waits, or a level is decided that has not begun.
    """
    cycles.locked_participant(db, conversation_id)
    found = proposing(db, actor, conversation_id)
    subject = found.subject
    published = versions.in_force(db)
    _require(published.framework, subject.level, subject.face, level, face, words)
    if sentence := _ahead(db, subject.id):
        raise Conflict(sentence)
    present = db.exec(_OPEN, params={"person": subject.id}).first()
    if present is not None:
        same = (present.participant_id, present.proposed_by_id, present.to_level, present.to_face, present.words)
        if same == (conversation_id, actor.person_id, level, face, words):
            return present
        raise Conflict(_("A level change for this person waits for HR's decision already."))
    _framework, list_now = points(db, actor, subject, level, face)
    made = LevelChange(
        participant_id=conversation_id, person_id=subject.id, from_level=subject.level, from_face=subject.face,
        to_level=level, to_face=face, words=words, readiness=to_json(list_now), framework_version_id=published.id,
        proposed_at=clock.now(), proposed_by_id=actor.person_id,
    )  # fmt: skip
    try:
        with db.begin_nested():
            db.add(made)
    except IntegrityError as error:
        raise Conflict(_("A level change for this person waits for HR's decision already.")) from error
    _note(db, actor, "level_change.proposed", made, level=level, face=face)
    return made


def _require(
    framework: Framework, held: str | None, face: str | None, level: str, aimed: str | None, words: str
) -> None:
    errors = {}
    if (level, aimed) not in offered(framework, held, face):
        errors["level"] = _("Choose a level above the present one.")
    if not words.strip():
        errors["words"] = _("Please fill this in.")
    if errors:
        raise Refused(_("Please look at the marked fields; nothing is lost."), errors)


def _ahead(db: Session, person_id: int) -> str:
    """A sentence about a level that is recorded for a day that has not come; empty when there is none."""
    found = next((one for one in people.placements(db, person_id) if one.since > clock.today()), None)
    return (
        "" if found is None else _("Another level is decided already and begins on %(day)s.", day=day_of(found.since))
    )


def decide(
    db: Session, actor: Actor, change_id: int, outcome: str, reason: str, effective_on: date | None
) -> LevelChange:
    """HR approves, from a day on, or declines, both with a reason. Sent twice it has one effect.

    Approving places her: her time in level starts again on that day, and the level before stays in her history.
    Forbidden for whoever is not HR, about herself, and for who proposed it; Decided when it was decided otherwise;
    Conflict when it was withdrawn, she has left, or holds another level by now; Refused without a reason or for
    a day that will not do.
    """
    found = _locked(db, actor, change_id)
    if not actor.hr:
        raise Forbidden(_("HR decides on level changes."))
    if actor.person_id in (found.person_id, found.proposed_by_id):
        raise Forbidden(_("Somebody else of HR decides this one."))
    day = effective_on if outcome == "approved" else None
    if found.decided_at is not None:
        if (found.decided_by_id, found.outcome, found.reason, found.effective_on) == (
            actor.person_id, outcome, reason, day,
        ):  # fmt: skip
            return found
        raise Decided(_("This has been decided in the meantime."))
    _require_decidable(db, actor, found, outcome, reason, day)
    if outcome == "approved":
        assert day is not None
        _place(db, actor, found, day)
    found.outcome, found.reason, found.effective_on = outcome, reason, day
    found.decided_at, found.decided_by_id = clock.now(), actor.person_id
    _note(db, actor, f"level_change.{outcome}", found)
    return found


def _require_decidable(
    db: Session, actor: Actor, found: LevelChange, outcome: str, reason: str, day: date | None
) -> None:
    if found.withdrawn_at is not None:
        raise Conflict(_("This proposal was withdrawn."))
    errors = {}
    if not reason.strip():
        errors["reason"] = _("Please fill this in.")
    if outcome == "approved" and day is None:
        errors["effective_on"] = _("From which day on?")
    elif day is not None and day < clock.today():
        errors["effective_on"] = _("Must not be before %(day)s.", day=clock.today().isoformat())
    if errors:
        raise Refused(_("Please look at the marked fields; nothing is lost."), errors)
    if outcome != "approved":
        return
    subject = access.subject(db, actor, found.person_id)
    if subject.left_on is not None and day is not None and subject.left_on <= day:
        raise Conflict(_("This person has left, or leaves before that day."))
    if sentence := _ahead(db, found.person_id):
        raise Refused(sentence, {"effective_on": sentence})
    if (subject.level, subject.face) != (found.from_level, found.from_face):
        raise Conflict(
            _(
                "The person holds another level by now than when this was proposed. "
                "Decline it, and let it be proposed anew."
            )
        )


def _place(db: Session, actor: Actor, found: LevelChange, day: date) -> None:
    try:
        rules.place(db, actor.person_id, found.person_id, found.to_level, day, found.to_face)
    except Refused as refused:
        raise Refused(refused.message, {"effective_on": refused.errors.get("since", refused.message)}) from refused


def withdraw(db: Session, actor: Actor, change_id: int) -> LevelChange:
    """Taken back by who proposed it, before HR has decided. Twice has one effect."""
    found = _locked(db, actor, change_id)
    if found.proposed_by_id != actor.person_id:
        raise Forbidden(_("Only who proposed it takes it back."))
    if found.decided_at is not None:
        raise Decided(_("This has been decided in the meantime."))
    if found.withdrawn_at is None:
        found.withdrawn_at = clock.now()
        _note(db, actor, "level_change.withdrawn", found)
    return found


def _locked(db: Session, actor: Actor, change_id: int) -> LevelChange:
    """The row, for whoever may read it; NotFound for everybody else."""
    found = db.exec(_LOCKED, params={"id": change_id}).first()
    if found is None:
        raise NotFound()
    queries.one(db, actor, change_id)
    return found


def _note(db: Session, actor: Actor, what: str, found: LevelChange, **facts: str | None) -> None:
    db.flush()
    record(db, what, actor_id=actor.person_id, subject_id=found.person_id, object=f"level_change:{found.id}", **facts)
