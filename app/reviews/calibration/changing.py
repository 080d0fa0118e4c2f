"""Changing a rating after calibration 校准: who may, what stands now, and the change itself, which is never undone."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.assessments import queries as assessments
from app.cycles import rules as cycles
from app.framework import versions
from app.framework.model import Framework
from app.kit import clock
from app.kit.errors import Conflict, Forbidden, Refused
from app.kit.i18n import gettext as _
from app.people import access
from app.people.access import Actor
from app.reviews import calibrated
from app.reviews.calibrated import Change
from app.reviews.record_models import CalibrationChange
from app.reviews.signing import queries as signing
from app.reviews.signing.amending import Changes, amend
from app.reviews.signing.snapshot import Agreed
from app.reviews.talk import Talk, talk
from app.trail.rules import record


@dataclass(frozen=True, slots=True)
class Calibrating:
    """A conversation in which the actor may change a rating. `now`: competency → the proficiency that would change.

    `changes`: the earlier ones that he may read. `seen`: the form sends it back, to tell whether anything came between.
    """

    talk: Talk
    framework: Framework
    now: Mapping[str, int | None]
    changes: tuple[Change, ...]
    seen: int

    @property
    def signed(self) -> bool:
        return bool(self.talk.progress.records)


def calibrating(db: Session, actor: Actor, conversation_id: int) -> Calibrating:
    """What stands in a conversation for whoever may change it.

    Before it is signed: whoever leads the manager who assesses, and then it is his rating that changes. Once it is
    signed: HR, too, and it is the agreed rating. NotFound for whoever may not know of it, Forbidden for others (never
    oneself, never who assesses), Conflict while a side is missing, and where nothing can be written any more.
    """
    found = talk(db, actor, conversation_id)
    _require_may(db, actor, found)
    if found.state == "preparing":
        raise Conflict(_("The conversation opens once both assessments are submitted."))
    if not found.participation.running:
        raise Conflict(_("Nothing can be written in this conversation any more."))
    changes = calibrated.changes(db, conversation_id)
    records = found.progress.records
    return Calibrating(
        talk=found,
        framework=versions.load(db, found.participation.cycle.framework_version_id).framework,
        now=_agreed(db, found) if records else _given(db, found, changes),
        changes=tuple(calibrated.readable(changes, found.subject.relation, records[0].at if records else None)),
        seen=len(changes) + len(records),
    )


def may_calibrate(db: Session, actor: Actor, found: Talk) -> bool:
    """Whether the actor may change a rating, as far as who he is decides it: never one that he gave or signed."""
    relation = found.subject.relation
    signers = {one.by_id for one in found.progress.records if one.kind == "signed"}
    if relation.is_self or actor.person_id in signers | {found.progress.assessor_id}:
        return False
    if actor.hr and found.progress.records:
        return True
    assessor = found.progress.assessor_id
    return relation.line and assessor is not None and access.relation(db, actor, assessor).line


def _require_may(db: Session, actor: Actor, found: Talk) -> None:
    if not may_calibrate(db, actor, found):
        raise Forbidden(
            _(
                "Ratings are changed after calibration by whoever leads the manager who assesses; "
                "once signed, by HR, too."
            )
        )


def _given(db: Session, found: Talk, changes: list[Change]) -> dict[str, int | None]:
    """The manager's ratings, as calibration left them."""
    id = found.progress.managers or 0
    given = {name: rated.proficiency for name, rated in assessments.ratings(db, [id])[id].items()}
    return given | {one.competency: one.to for one in changes}


def _agreed(db: Session, found: Talk) -> dict[str, int | None]:
    content = signing.of_conversation(db, found.id)[-1].content
    return {name: agreed.proficiency for name, agreed in content.agreed().items()}


def change(db: Session, actor: Actor, conversation_id: int, competency: str, to: int, reason: str, seen: int) -> int:
    """Another proficiency beside the manager's rating, with the reason; both sides see it and who says so. Its id.

    Once signed it makes a new record, which the person is asked to acknowledge. The same form twice has one effect.
    Errors as above; Refused without a reason, or for an answer that changes nothing or that the framework lacks;
    Conflict when something came between.
    """
    cycles.locked_participant(db, conversation_id)
    found = calibrating(db, actor, conversation_id)
    if found.seen != seen:
        if (twice := _twice(found, actor, competency, to, reason)) and seen < found.seen <= seen + 2:
            return twice.id
        raise Conflict(_("Something changed since this page was shown. Nothing is changed yet: look at it once more."))
    _require(found, competency, to, reason)
    if found.signed:
        changes = Changes(agreed={competency: Agreed(to, False)}, calibrated={competency: to})
        amend(db, actor, found.talk, "calibration", changes, reason)
    made = CalibrationChange(
        participant_id=conversation_id, competency=competency, from_proficiency=found.now.get(competency),
        to_proficiency=to, reason=reason, by_id=actor.person_id, at=clock.now(),
    )  # fmt: skip
    db.add(made)
    db.flush()
    record(
        db, "rating.calibrated", actor_id=actor.person_id, subject_id=found.talk.subject.id,
        object=f"conversation:{conversation_id}", competency=competency, signed=found.signed,
    )  # fmt: skip
    assert made.id is not None
    return made.id


def _twice(found: Calibrating, actor: Actor, competency: str, to: int, reason: str) -> Change | None:
    last = found.changes[-1] if found.changes else None
    same = last and (last.by.id, last.competency, last.to, last.reason) == (actor.person_id, competency, to, reason)
    return last if same else None


def _require(found: Calibrating, competency: str, to: int, reason: str) -> None:
    errors: dict[str, str] = {}
    if found.framework.competency(competency) is None:
        errors["competency"] = _("Please choose one of the values offered.")
    if found.framework.proficiency(to) is None:
        errors["to"] = _("Please choose one of the values offered.")
    elif found.now.get(competency) == to:
        errors["to"] = _("That is what stands there now.")
    if not reason.strip():
        errors["reason"] = _("Please fill this in.")
    if errors:
        raise Refused(_("Please look at the marked fields; nothing is lost."), errors)
