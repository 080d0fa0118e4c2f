"""Words of review conversations that stand nowhere else, and who reads each: lin's first conversation is signed and
its cycle closed, her second one is open."""

from datetime import timedelta
from types import SimpleNamespace

from sqlmodel import Session

from app.assessments.rules import Answer
from app.commitments import rules as commitments
from app.commitments.models import Commitment
from app.commitments.rules import Promise
from app.cycles import rules as cycles
from app.framework import versions
from app.kit import clock
from app.people.access import Actor
from app.reviews.models import AgreedRating, Conversation, NextLevelView, PrivateNote
from app.reviews.record_models import CalibrationChange, LevelChange, Reconsideration
from app.reviews.signing import rules as signing
from app.reviews.talk import talk
from tests.cycles import acts
from tests.reviews import signed

SIDES = frozenset({"lin", "chen"})
BOTH_SEEN = SIDES | {"zhou", "dotted"}
RECORD = BOTH_SEEN | {"wang"}
READERS = {
    # what each side said for itself: not HR's, not even out of the signed record
    "canarySelfNote": BOTH_SEEN,
    "canaryManagerNote": BOTH_SEEN,
    # what both have signed
    "canarySharedNotes": RECORD,
    "canaryAgreedReason": RECORD,
    "canaryNextOwn": RECORD,
    "canaryNextManager": RECORD,
    "canaryPromiseOwn": RECORD,
    "canaryPromiseManager": RECORD,
    "canaryDissent": RECORD,
    # what is not signed yet is the two sides'
    "canaryOpenSelfNote": BOTH_SEEN,
    "canaryOpenNotes": SIDES,
    "canaryOpenReason": SIDES,
    "canaryOpenNext": SIDES,
    "canaryOpenPromise": SIDES,
    # a manager's private notes are his
    "canaryPrivateSigned": frozenset({"chen"}),
    "canaryPrivateOpen": frozenset({"chen"}),
    "canaryLevelChange": SIDES | {"zhou", "wang"},
    # a change of the manager's own rating, made before both signed
    "canaryCalibration": SIDES | {"zhou"},
}
AT_MOST = {
    # of a former holder who still stands above her, and of one who does not: nobody's any more
    "canaryPrivateFormer": frozenset[str](),
    "canaryPrivateGone": frozenset[str](),
    "canaryReconsider": SIDES | {"zhou", "wang"},
}
"""Words whose pages may tell them to so many, and to no one else."""


def written(db: Session, people: SimpleNamespace) -> None:
    """Both conversations with all of it."""
    first = _both_assess(db, people, "canarySelfNote", "canaryManagerNote")
    _talk(db, people, first, "canarySharedNotes", "canaryAgreedReason", ("canaryNextOwn", "canaryNextManager"))
    _promise(db, people, first, people.lin, "canaryPromiseOwn")
    _promise(db, people, first, people.chen, "canaryPromiseManager")
    _calibrated(db, people, first)
    record = signed.sign(db, people.chen, first)
    signing.dissent(db, people.lin, record.id or 0, "canaryDissent")
    _asked_again(db, people, first, record.id or 0)
    _level_change(db, people, first)
    cycles.close(db, people.wang, talk(db, people.lin, first).participation.cycle.id)
    second = _both_assess(db, people, "canaryOpenSelfNote", "canaryOpenManagerNote")
    _talk(db, people, second, "canaryOpenNotes", "canaryOpenReason", ("canaryOpenNext", "canaryOpenNext"))
    _promise(db, people, second, people.chen, "canaryOpenPromise")
    for id, author, word in (
        (first, people.chen, "canaryPrivateSigned"),
        (second, people.chen, "canaryPrivateOpen"),
        (second, people.zhou, "canaryPrivateFormer"),
        (second, people.gone, "canaryPrivateGone"),
    ):
        db.add(PrivateNote(participant_id=id, author_id=author.person_id, text=word, saved_at=clock.now()))
    db.flush()


def _both_assess(db: Session, people: SimpleNamespace, own: str, managers: str) -> int:
    """Both sides say the same of one competency, in words of their own; the new conversation."""
    acts.made(db, people)
    acts.assessed(db, people.lin, people.lin, {"teamwork": Answer(3, note=own)})
    acts.assessed(db, people.chen, people.lin, {"teamwork": Answer(2, note=managers)})
    return acts.conversation(db, people)


def _talk(db: Session, people: SimpleNamespace, id: int, notes: str, reason: str, words: tuple[str, str]) -> None:
    now, by = clock.now(), people.chen.person_id
    saved = {"participant_id": id, "saved_at": now, "saved_by_id": by}
    db.add(AgreedRating(competency="teamwork", proficiency=3, reason=reason, **saved))
    for side, said in zip(("person", "manager"), words, strict=True):
        db.add(NextLevelView(side=side, verdict="soon", words=said, **saved))
    db.add(Conversation(participant_id=id, held_on=clock.today(), notes=notes, changed_at=now, changed_by_id=by))
    db.flush()


def _promise(db: Session, people: SimpleNamespace, id: int, owner: Actor, title: str) -> Commitment:
    promise = Promise(title, clock.today() + timedelta(days=60), "teamwork")
    return commitments.propose(db, people.chen, id, people.lin.person_id, owner.person_id, promise, f"once-{title}")


def _calibrated(db: Session, people: SimpleNamespace, id: int) -> None:
    changed = {"competency": "teamwork", "from_proficiency": 2, "to_proficiency": 3, "by_id": people.zhou.person_id}
    db.add(CalibrationChange(participant_id=id, reason="canaryCalibration", at=clock.now(), **changed))
    db.flush()


def _asked_again(db: Session, people: SimpleNamespace, id: int, record: int) -> None:
    """Of her manager's manager, by a day that has not come."""
    db.add(
        Reconsideration(
            participant_id=id, record_id=record, words="canaryReconsider", asked_at=clock.now(),
            addressee_id=people.zhou.person_id, due_on=clock.today() + timedelta(days=10),
        )
    )  # fmt: skip
    db.flush()


def _level_change(db: Session, people: SimpleNamespace, id: int) -> None:
    db.add(
        LevelChange(
            participant_id=id, person_id=people.lin.person_id, from_level="intermediate", to_level="senior",
            to_face="manager", words="canaryLevelChange", readiness="[]", proposed_at=clock.now(),
            framework_version_id=versions.in_force(db).id, proposed_by_id=people.chen.person_id,
        )
    )  # fmt: skip
    db.flush()
