"""What the state machine of reviews looks at after every step, read from the tables themselves."""

import hashlib
from collections.abc import Iterable
from types import SimpleNamespace

from sqlalchemy import text
from sqlmodel import Session

from app.assessments import queries as assessments
from app.kit.errors import NotFound
from app.people import access
from app.people.access import Actor
from app.reviews.signing.verifying import broken
from app.reviews.talk import talk

# what is talked about; it rests while the conversation does
WRITTEN = {
    "agreed_rating": "SELECT * FROM agreed_rating",
    "conversation": "SELECT * FROM conversation",
    "opportunity_answer": "SELECT * FROM opportunity_answer",
    "next_level_view": "SELECT * FROM next_level_view",
    "private_note": "SELECT * FROM private_note",
    "proposed": "SELECT * FROM commitment WHERE state = 'proposed'",
}
RECORDS = {"conversation_record": "SELECT * FROM conversation_record ORDER BY id"}
ANSWERS = {
    "record_answer": "SELECT * FROM record_answer ORDER BY id",
    "calibration_change": "SELECT * FROM calibration_change ORDER BY id",
}
OTHERS = {
    name: f'SELECT * FROM "{name}"'
    for name in (
        "assessment", "rating", "commitment", "commitment_event", "cycle_participant", "cycle_handover", "review_cycle",
        "reconsideration", "level_change", "person", "placement", "reporting_line", "trail_head",
    )
}  # fmt: skip


def digest(db: Session, queries: dict[str, str]) -> dict[str, str]:
    """A digest of the rows of each query."""
    db.flush()
    found = {}
    for name, query in queries.items():
        rows = sorted(map(repr, db.execute(text(query))))
        found[name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def everything(db: Session) -> dict[str, str]:
    return digest(db, WRITTEN | RECORDS | ANSWERS | OTHERS)


def frozen(db: Session) -> dict[tuple[str, int], str]:
    """Every row that never changes once it is there."""
    found = {}
    for name, query in (RECORDS | ANSWERS).items():
        found |= {(name, row.id): repr(row) for row in db.execute(text(query))}
    return found


def records_in_order(db: Session, conversation: int) -> None:
    """At most one number 1, it is the signed one, and no number is left out."""
    found = db.execute(
        text("SELECT number, kind FROM conversation_record WHERE participant_id = :id ORDER BY number"),
        {"id": conversation},
    ).all()
    assert [number for number, _ in found] == list(range(1, len(found) + 1))
    assert [kind for _, kind in found[:1]] == ["signed"] * bool(found)
    assert "signed" not in [kind for _, kind in found[1:]]


def promises(db: Session, conversation: int, signed: bool) -> None:
    """Promised before it was signed: nothing; only proposed after it: nothing."""
    states = {state for (state,) in db.execute(
        text("SELECT state FROM commitment WHERE participant_id = :id"), {"id": conversation}
    )}  # fmt: skip
    assert not ("proposed" in states if signed else states - {"proposed"})


def answered_by_herself(db: Session) -> None:
    wrong = (
        "SELECT count(*) FROM record_answer a JOIN conversation_record r ON r.id = a.record_id "
        "JOIN cycle_participant p ON p.id = r.participant_id WHERE a.by_id <> p.person_id"
    )
    assert db.execute(text(wrong)).scalar() == 0


def reconsidered_by_another(db: Session) -> None:
    """Never answered by the person, nor by who signed; one open at a time."""
    wrong = (
        "SELECT count(*) FROM reconsideration q JOIN conversation_record r ON r.id = q.record_id "
        "JOIN cycle_participant p ON p.id = q.participant_id WHERE q.answered_by_id IN (p.person_id, r.by_id)"
    )
    assert db.execute(text(wrong)).scalar() == 0
    open_ones = "SELECT participant_id FROM reconsideration WHERE answered_at IS NULL"
    found = [id for (id,) in db.execute(text(open_ones))]
    assert len(found) == len(set(found))


def sealed(db: Session, readers: Iterable[Actor], person: Actor) -> None:
    """Neither side reads the other's assessment for a cycle before both are in; HR and others read none at all."""
    written = db.execute(
        text(
            "SELECT id, cycle_id, author_id, submitted_at IS NOT NULL AS submitted FROM assessment "
            "WHERE person_id = :person AND cycle_id IS NOT NULL AND agreed_in IS NULL"
        ),
        {"person": person.person_id},
    ).all()
    for reader in readers:
        seen = _seen(db, reader, person.person_id)
        for one in written:
            others = {o.author_id for o in written if o.cycle_id == one.cycle_id and o.submitted}
            if one.author_id == reader.person_id or one.id not in seen:
                continue
            assert one.submitted, "a draft is its author's"
            assert person.person_id in others, "hers is not in"
            assert others - {person.person_id}, "no manager's is in"


def _seen(db: Session, reader: Actor, person_id: int) -> set[int]:
    try:
        subject = access.subject_of_line(db, reader, person_id)
    except NotFound:
        return set()
    return {entry.id for entry in assessments.history(db, reader, subject)}


def agreed_ratings_are_those_of_the_records(db: Session, people: SimpleNamespace, conversation: int) -> None:
    """Each record is what was signed, and what the person reads as agreed is the latest one of them."""
    assert list(broken(db)) == []
    subject = access.subject(db, people.lin, people.lin.person_id)
    mine = [one for one in assessments.history(db, people.lin, subject) if one.agreed_in == conversation]
    records = talk(db, people.lin, conversation).progress.records
    assert [one.id for one in mine] == [one.assessment_id for one in records]
