"""What the tests of goals do again and again, by the verbs."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count

from sqlmodel import Session

from app.evidence.models import Evidence, EvidenceTie
from app.goals import queries, rules
from app.goals.actions import Step
from app.goals.queries import GoalRow
from app.goals.rules import Values
from app.kit import clock
from app.kit.db import Database
from app.people.access import Actor

_tokens = count()


def values(competency: str = "teamwork", **other: object) -> Values:
    """A goal due in 90 days, from 2 to 3, of 12 hours."""
    stated = {
        "competency": competency,
        "from_proficiency": 2,
        "to_proficiency": 3,
        "due_on": clock.today() + timedelta(days=90),
        "hours": 12,
        "why": "the next level asks for it",
        "measure": "two colleagues say so",
    }
    return Values(**(stated | other))  # type: ignore[arg-type]


def add(db: Session, actor: Actor, competency: str = "teamwork", actions: Sequence[Step] = (), **other: object) -> int:
    """A goal of the actor's; its id."""
    goal = rules.add(db, actor, values(competency, **other), actions, f"token-{next(_tokens)}")
    assert goal.id is not None
    return goal.id


def added(
    database: Database, actor: Actor, competency: str = "teamwork", actions: Sequence[Step] = (), **other: object
) -> int:
    with database.writing() as db:
        return add(db, actor, competency, actions, **other)


def stored(database: Database, goal_id: int) -> GoalRow:
    """The goal as it is in the database now."""
    with database.reading() as db:
        found = queries.of_goal(db, goal_id)
    assert found
    return found


def evidence(db: Session, person: Actor, *competencies: str, private: bool = False, kind: str = "project") -> int:
    """An entry of that person's record, tied to competencies; its id."""
    now = clock.now()
    entry = Evidence(
        person_id=person.person_id, kind=kind, title="a thing done", details="{}", started_on=date(2026, 1, 5),
        ended_on=date(2026, 2, 5), private=private, once=f"evidence-{next(_tokens)}", created_at=now, changed_at=now,
    )  # fmt: skip
    db.add(entry)
    db.flush()
    assert entry.id is not None
    db.add_all(EvidenceTie(evidence_id=entry.id, competency=competency) for competency in competencies)
    db.flush()
    return entry.id
