"""Things that are due in the tests, on days that are given."""

import json
from datetime import date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from sqlmodel import Session

from app.evidence.models import Contribution, Evidence, Verification
from app.goals.models import ActionItem, Goal
from app.kit import clock
from app.people.access import Actor

SHANGHAI = ZoneInfo("Asia/Shanghai")
# a Thursday; the day after is a holiday (中秋), and the Sunday before was worked in exchange
NOW = datetime(2026, 9, 24, 10, 0, tzinfo=SHANGHAI)
TODAY = NOW.date()
_numbers = count()


def days(number: int) -> date:
    return TODAY + timedelta(days=number)


def goal(db: Session, whose: Actor, due_on: date = TODAY, state: str = "agreed", competency: str = "teamwork") -> int:
    now = clock.now()
    found = Goal(
        person_id=whose.person_id, competency=competency, to_proficiency=3, due_on=due_on, hours=10, state=state,
        why="a private reason", measure="a private measure", once=f"g{next(_numbers)}", created_at=now, changed_at=now,
    )  # fmt: skip
    return _added(db, found)


def action(db: Session, goal_id: int, title: str, due_on: date = TODAY, done: bool = False) -> int:
    now = clock.now()
    item = ActionItem(goal_id=goal_id, title=title, due_on=due_on, created_at=now, done_at=now if done else None)
    return _added(db, item)


def entry(
    db: Session,
    whose: Actor,
    kind: str = "certificate",
    title: str = "渠道管理师",
    expires_on: date | None = None,
    private: bool = False,
    **details: str | None,
) -> int:
    now = clock.now()
    found = Evidence(
        person_id=whose.person_id, kind=kind, title=title, details=json.dumps(details), started_on=days(-400),
        expires_on=expires_on, private=private, once=f"e{next(_numbers)}", created_at=now, changed_at=now,
    )  # fmt: skip
    return _added(db, found)


def asked(db: Session, evidence_id: int, verifier: Actor, at: datetime) -> int:
    asking = Verification(
        evidence_id=evidence_id, version=1, verifier_id=verifier.person_id, message="between us", asked_at=at
    )
    return _added(db, asking)


def share(db: Session, evidence_id: int, whose: Actor, at: datetime) -> int:
    return _added(db, Contribution(evidence_id=evidence_id, person_id=whose.person_id, percent=30, said_at=at))


def _added(db: Session, found: Goal | ActionItem | Evidence | Verification | Contribution) -> int:
    db.add(found)
    db.flush()
    assert found.id is not None
    return found.id
