"""An organisation with a closed cycle, large enough for reports: two regions with teams, thirty people."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace

from sqlalchemy import insert
from sqlmodel import Session

from app.assessments.models import Assessment, Rating
from app.cycles import queries
from app.cycles import rules as cycles
from app.cycles.models import ReviewCycle
from app.cycles.stages import Stages
from app.framework import versions
from app.kit import clock
from app.people import rules
from app.reviews.record_models import ConversationRecord, RecordAnswer

BEGAN = date(2025, 3, 3)
TEAMS = (("华东", "上海组", 6), ("华东", "江苏组", 7), ("华南", "广州组", 9), ("华南", "深圳组", 3), ("华北", None, 3))
LEVELS = ("junior", "junior", "intermediate", "junior", "senior")


@dataclass(frozen=True)
class Made:
    """`teams`: title → its people by id. `cycle`: closed on `closed`."""

    people: tuple[int, ...]
    departments: Mapping[str, int]
    teams: Mapping[str, tuple[int, ...]]
    boss: int
    cycle: int
    closed: date


@contextmanager
def on(day: date, hour: int = 10) -> Iterator[None]:
    """Everything inside happens on that day."""
    with clock.at(clock.start_of(day) + timedelta(hours=hour)):
        yield


def made(db: Session, actors: SimpleNamespace) -> Made:
    """28 people in five teams below one boss; a cycle in the spring of 2025 in which all of them are signed."""
    with on(BEGAN):
        boss = rules.add_person(db, None, name="总经理", joined_on=BEGAN).id
        assert boss is not None
        departments: dict[str, int] = {}
        teams: dict[str, tuple[int, ...]] = {}
        for region, team, size in TEAMS:
            place = rules.department(db, region)
            departments[region] = place.id or 0
            if team:
                place = rules.department(db, team, place.id)
                departments[team] = place.id or 0
            teams[team or region] = tuple(_person(db, place.id or 0, boss, number) for number in range(size))
    people = tuple(person for team in teams.values() for person in team)
    closed = BEGAN + timedelta(days=60)
    cycle = review(db, actors, people, BEGAN + timedelta(days=30), closed)
    return Made(people, departments, teams, boss, cycle, closed)


def _person(db: Session, department: int, boss: int, number: int) -> int:
    person = rules.add_person(db, None, name=f"员工{department}-{number}", department_id=department, joined_on=BEGAN)
    assert person.id is not None
    rules.place(db, None, person.id, LEVELS[number % len(LEVELS)], BEGAN)
    rules.report_to(db, None, person.id, boss, BEGAN)
    return person.id


def review(
    db: Session, actors: SimpleNamespace, people: tuple[int, ...], opens: date, closes: date, step: int = 0
) -> int:
    """A cycle of these people: opened, signed the day before it was closed, closed. Its id."""
    with on(opens - timedelta(days=1)):
        version = versions.numbers(db)[0][0]
        stages = Stages(opens, closes - timedelta(days=3), closes - timedelta(days=2), closes, closes)
        cycle = cycles.make(db, actors.wang, f"{opens:%Y-%m}", stages, version, once=f"reports-{opens}")
        assert cycle.id is not None
        enrolled = cycles.enrol(db, actors.wang, cycle.id, people)
        assert len(enrolled.added) == len(people)
    with on(closes - timedelta(days=1)):
        signed = {person: {"teamwork": 1 + (number + step) % 5, "strategy": 3} for number, person in enumerate(people)}
        sign(db, actors, cycle.id, signed)
    with on(closes):
        found = db.get(ReviewCycle, cycle.id)
        assert found is not None
        found.closed_at, found.closed_by_id = clock.now(), actors.wang.person_id
        db.flush()
    return cycle.id


def sign(
    db: Session, actors: SimpleNamespace, cycle: int, agreed: Mapping[int, Mapping[str, int]], number: int = 1
) -> None:
    """Records with these agreed ratings, as far as reports read them; acknowledged by every second person."""
    now, by = clock.now(), actors.chen.person_id
    parts = {one.person_id: one.id for one in queries.of_cycle(db, cycle)}
    common = {"framework_version_id": versions.numbers(db)[0][0], "level": "junior", "started_at": now,
              "started_on": clock.today(), "cycle_id": cycle}  # fmt: skip
    signed = {
        person: Assessment(person_id=person, author_id=by, agreed_in=parts[person], **common) for person in agreed
    }
    before = [
        Assessment(person_id=person, author_id=author, **common) for person in agreed for author in (person, by)
    ] if number == 1 else []  # fmt: skip
    db.add_all([*signed.values(), *before])
    db.flush()
    ratings = [
        {"assessment_id": signed[person].id, "competency": competency, "proficiency": value, "no_opportunity": False,
         "note": "", "saved_at": now, "version": 1}
        for person, given in agreed.items()
        for competency, value in given.items()
    ]  # fmt: skip
    db.execute(insert(Rating), ratings)
    for assessment in (*signed.values(), *before):
        assessment.submitted_at = now
    db.flush()
    records = {
        person: ConversationRecord(
            participant_id=parts[person], number=number, kind="signed" if number == 1 else "amendment", content="{}",
            sha256="0" * 64, by_id=by, at=now, assessment_id=assessment.id or 0,
        )
        for person, assessment in signed.items()
    }  # fmt: skip
    db.add_all(records.values())
    db.flush()
    db.add_all(
        RecordAnswer(record_id=record.id or 0, kind="acknowledged", at=now, by_id=person)
        for person, record in records.items()
        if person % 2
    )
    db.flush()


def participant_of(db: Session, cycle: int, person: int) -> int:
    return next(one.id for one in queries.of_people(db, [person]) if one.cycle.id == cycle)
