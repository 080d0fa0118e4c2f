"""What colleagues wait for: a verification that was asked of a person, a share that she has to confirm."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlmodel import Session, col

from app.evidence.models import Contribution, Evidence, Verification
from app.kit import clock
from app.kit.db import rows
from app.kit.i18n import Text, noop
from app.people.models import Person
from app.reminders.things import Kind, Stage, Thing, Words

ASKED = noop("%(who)s asks you to verify an entry (waiting since %(day)s)")
SHARED = noop("%(who)s asks you to confirm your share (waiting since %(day)s)")
PATH = "/verifications"
STAGES = (Stage(1), Stage(7))

# whose entry is deleted or private asks nothing of anybody (app/evidence/asked/queries.py)
_OPEN_TO_OTHERS = and_(col(Evidence.deleted_at).is_(None), col(Evidence.private).is_(False))
_ASKED: Any = (
    select(
        col(Verification.id),
        col(Verification.verifier_id).label("person_id"),
        col(Verification.asked_at).label("at"),
        col(Person.name),
        col(Person.name_latin),
    )
    .join(Evidence, col(Evidence.id) == col(Verification.evidence_id))
    .join(Person, col(Person.id) == col(Evidence.person_id))
    .where(
        col(Verification.verifier_id).in_(bindparam("people", expanding=True)),
        col(Verification.answered_at).is_(None),
        col(Verification.withdrawn_at).is_(None),
        col(Verification.version) == col(Evidence.version),
        _OPEN_TO_OTHERS,
    )
    .order_by(col(Verification.asked_at), col(Verification.id))
)
_SHARED: Any = (
    select(
        col(Contribution.id),
        col(Contribution.person_id),
        col(Contribution.said_at).label("at"),
        col(Person.name),
        col(Person.name_latin),
    )
    .join(Evidence, col(Evidence.id) == col(Contribution.evidence_id))
    .join(Person, col(Person.id) == col(Evidence.person_id))
    .where(
        col(Contribution.person_id).in_(bindparam("people", expanding=True)),
        col(Contribution.confirmed_at).is_(None),
        col(Contribution.disputed_at).is_(None),
        _OPEN_TO_OTHERS,
    )
    .order_by(col(Contribution.said_at), col(Contribution.id))
)


def find_asked(db: Session, people: Sequence[int], until: date) -> list[Thing]:
    found = (_thing(one, "verification", ASKED) for one in rows(db, _ASKED, people=people))
    return [thing for thing in found if thing.due_on <= until]


def find_shared(db: Session, people: Sequence[int], until: date) -> list[Thing]:
    found = (_thing(one, "contribution", SHARED) for one in rows(db, _SHARED, people=people))
    return [thing for thing in found if thing.due_on <= until]


def _thing(one: Any, kind: str, words: str) -> Thing:
    """Who asks, and nothing of what the entry says: it is another person's."""
    who = Text(zh=one.name, en=one.name_latin or one.name)
    day = clock.day_of(one.at)
    return Thing(
        one.person_id,
        f"{kind}:{one.id}",
        day,
        Words(words, words, words),
        PATH,
        values={"who": who},
    )


VERIFICATION = Kind("verification", noop("Verifications asked of me"), find_asked, STAGES, calendar=False)
CONTRIBUTION = Kind("contribution", noop("Shares to confirm"), find_shared, STAGES, calendar=False)
