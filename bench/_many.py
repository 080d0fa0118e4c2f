"""An organisation of any size with agreed ratings of several cycles, inserted row by row past the verbs.

Made up for figures alone: nobody signs in, and texts are short. What reports read is all there: departments three deep,
lines, levels, what was known when, closed cycles with a record and twelve agreed ratings each, goals, evidence.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection, insert, update
from sqlmodel import col

from app.assessments.models import Assessment
from app.cycles.models import CycleParticipant, ReviewCycle
from app.evidence.models import Evidence
from app.framework import source, versions
from app.framework.model import Framework
from app.goals.models import Goal
from app.kit import clock
from app.kit.dates import add_months
from app.kit.db import Database
from app.migrations.run import migrate
from app.people.history_models import PersonHistory
from app.people.models import Department, Person, Placement, ReportingLine
from app.reviews.record_models import ConversationRecord
from bench._common import KEPT, ROOT

TEAM, TEAMS, UNITS = 10, 25, 20
PORTION = 2_000
MONTHS = 6
RATINGS = """
    INSERT INTO rating (assessment_id, competency, proficiency, no_opportunity, note, version)
    VALUES (?, ?, ?, 0, '', 1)
"""
FAMILY, GIVEN = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"


def organisation(people: int, cycles: int) -> Database:
    """The organisation of this size: filled once, kept under var/bench/ for the next time."""
    kept = KEPT / f"many-{people}-{cycles}.db"
    if not kept.exists():
        with tempfile.TemporaryDirectory(prefix="ladder-bench-") as folder:
            path = Path(folder) / kept.name
            _fill(path, people, cycles)
            KEPT.mkdir(parents=True, exist_ok=True)
            shutil.move(path, kept)
    database = Database(f"sqlite:///{kept}")
    migrate(database)
    return database


def _fill(path: Path, people: int, cycles: int) -> None:
    began = time.perf_counter()
    database = Database(f"sqlite:///{path}")
    migrate(database)
    many = _Many(database, people, cycles)
    many.ground()
    for first in range(0, people, PORTION):
        many.portion(range(first + 1, min(first + PORTION, people) + 1))
    with database.writer.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("ANALYZE")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()
    print(f"filled {people} people × {cycles} cycles in {time.perf_counter() - began:.0f} s", file=sys.stderr)


class _Many:
    def __init__(self, database: Database, people: int, cycles: int) -> None:
        self.database, self.people, self.cycles = database, people, cycles
        self.random = Random(1)
        today = clock.today()
        self.openings = [add_months(today, -MONTHS * (cycles - n) - 1) for n in range(cycles)]
        self.start = add_months(self.openings[0], -12)
        self.framework: Framework
        self.version = 0

    def ground(self) -> None:
        """The framework, departments and cycles, all of them there from the start."""
        with clock.at(clock.start_of(self.start)), self.database.writing() as db:
            framework, faults = source.read(ROOT / "data")
            assert framework is not None, faults
            self.framework = framework
            self.version = versions.publish(db, None, framework, self.start).id or 0
            _put(db.connection(), Department, self._departments())
            _put(db.connection(), ReviewCycle, [self._cycle(n) for n in range(self.cycles)])

    def _departments(self) -> list[dict[str, Any]]:
        found = [{"id": 1, "title": "公司", "parent_id": None}]
        teams = -(-self.people // TEAM)
        units = -(-teams // TEAMS)
        centres = -(-units // UNITS)
        found += [{"id": 1 + n, "title": f"第{n}中心", "parent_id": 1} for n in range(1, centres + 1)]
        self.first_unit = 2 + centres
        found += [{"id": self.first_unit + n, "title": f"{n + 1}部", "parent_id": 2 + n // UNITS} for n in range(units)]
        self.first_team = self.first_unit + units
        found += [
            {"id": self.first_team + n, "title": f"{n + 1}组", "parent_id": self.first_unit + n // TEAMS}
            for n in range(teams)
        ]
        return found

    def _cycle(self, number: int) -> dict[str, Any]:
        opens = self.openings[number]
        days = ("self_by", "manager_by", "talk_by", "closes_on")
        closed = clock.start_of(opens + timedelta(days=40))
        return {
            "id": number + 1, "name": f"第{number + 1}轮", "framework_version_id": self.version, "opens_on": opens,
            **{name: opens + timedelta(days=10 * n) for n, name in enumerate(days, 1)},
            "created_at": clock.start_of(opens), "closed_at": closed, "once": f"cycle-{number}", "version": 1,
        }  # fmt: skip

    def portion(self, ids: Sequence[int]) -> None:
        """All rows of these people, in one transaction."""
        levels = {id: self.random.choice(self.framework.levels).id for id in ids}
        with self.database.writing() as db:
            connection = db.connection()
            _put(connection, Person, [self._person(id) for id in ids])
            _put(connection, Placement, [self._placement(id, levels[id]) for id in ids])
            _put(connection, ReportingLine, [self._line(id) for id in ids if id > 1])
            _put(connection, PersonHistory, [row for id in ids for row in self._history(id, levels[id])])
            for number in range(self.cycles):
                self._agreed(connection, number, ids, levels)
            _put(connection, Goal, [row for id in ids for row in self._goals(id)])
            _put(connection, Evidence, [row for id in ids for row in self._evidence(id)])

    def _person(self, id: int) -> dict[str, Any]:
        name = FAMILY[id % 20] + GIVEN[id // 20 % 20] + GIVEN[id // 400 % 20]
        return {
            "id": id, "name": name, "name_latin": f"Name {id}", "sort_key": f"{id:08}", "staff_number": f"{id:07}",
            "email": "", "department_id": self._team(id), "joined_on": self.start,
        }  # fmt: skip

    def _team(self, id: int) -> int:
        return self.first_team + (id - 1) // TEAM

    def _manager(self, id: int) -> int:
        """The first of her team; for those, the first of the unit, then of the centre, then of all."""
        for size in (TEAM, TEAM * TEAMS, TEAM * TEAMS * UNITS):
            head = (id - 1) // size * size + 1
            if head != id:
                return head
        return 1

    def _placement(self, id: int, level: str) -> dict[str, Any]:
        return {"id": id, "person_id": id, "level": level, "face": None, "since": self.start, "until": None}

    def _line(self, id: int) -> dict[str, Any]:
        return {"id": id, "person_id": id, "manager_id": self._manager(id), "kind": "solid", "since": self.start}

    def _history(self, id: int, level: str) -> Iterator[dict[str, Any]]:
        common = {
            "person_id": id, "ref_id": id, "level": None, "face": None, "manager_id": None, "department_id": None,
            "since": self.start, "until": None, "gone": False, "recorded_at": clock.start_of(self.start),
        }  # fmt: skip
        yield {**common, "fact": "here"}
        yield {**common, "fact": "department", "department_id": self._team(id)}
        yield {**common, "fact": "placement", "level": level}
        if id > 1:
            yield {**common, "fact": "solid", "manager_id": self._manager(id)}

    def _agreed(self, connection: Connection, number: int, ids: Sequence[int], levels: dict[int, str]) -> None:
        """Each takes part, has a record, and its twelve ratings. All of one person and cycle have one id."""
        at = clock.start_of(self.openings[number] + timedelta(days=30))
        of = {id: number * self.people + id for id in ids}
        _put(connection, CycleParticipant, [self._participant(of[id], number, id) for id in ids])
        _put(connection, Assessment, [self._assessment(of[id], id, levels[id], at) for id in ids])
        chance = self.random.random
        ratings = [
            (of[id], one.id, min(5, max(1, int(1 + chance() * 4 + number * 0.3))))
            for id in ids
            for one in self.framework.competencies
        ]
        connection.exec_driver_sql(RATINGS, ratings)
        # ratings of what is submitted are frozen
        sent = update(Assessment).where(col(Assessment.id).between(of[ids[0]], of[ids[-1]]))
        connection.execute(sent.values(submitted_at=at))
        _put(connection, ConversationRecord, [self._record(of[id], id, at) for id in ids])

    def _participant(self, id: int, number: int, person: int) -> dict[str, Any]:
        return {
            "id": id, "cycle_id": number + 1, "person_id": person, "added_at": clock.start_of(self.openings[number]),
            "excused_reason": "", "reopened_reason": "",
        }  # fmt: skip

    def _record(self, id: int, person: int, at: datetime) -> dict[str, Any]:
        return {
            "id": id, "participant_id": id, "number": 1, "kind": "signed", "content": "{}", "sha256": "", "reason": "",
            "by_id": self._manager(person), "at": at, "assessment_id": id,
        }  # fmt: skip

    def _assessment(self, id: int, person: int, level: str, at: datetime) -> dict[str, Any]:
        return {
            "id": id, "person_id": person, "author_id": self._manager(person), "framework_version_id": self.version,
            "level": level, "face": None, "started_at": at, "started_on": clock.day_of(at),
            "agreed_in": id,
        }  # fmt: skip

    def _goals(self, id: int) -> Iterator[dict[str, Any]]:
        for n, state in enumerate(("agreed", "met")):
            yield {
                "person_id": id, "competency": self.random.choice(self.framework.competencies).id,
                "from_proficiency": 2, "to_proficiency": 3, "due_on": self._day(), "hours": 20, "state": state,
                "once": f"{id}-{n}", "version": 1, "why": "", "measure": "", **self._written(),
            }  # fmt: skip

    def _evidence(self, id: int) -> Iterator[dict[str, Any]]:
        for n, kind in enumerate(("project", "certificate", "learning")):
            yield {
                "person_id": id, "kind": kind, "title": "一件事", "details": "{}", "traits": "", "private": False,
                "started_on": self._day(), "expires_on": self._day() if kind == "certificate" else None,
                "once": f"{id}-{n}", "version": 1, **self._written(),
            }  # fmt: skip

    def _written(self) -> dict[str, datetime]:
        at = clock.start_of(self.openings[0])
        return {"created_at": at, "changed_at": at}

    def _day(self) -> date:
        return self.start + timedelta(days=self.random.randrange(1_500))


def _put(connection: Connection, table: Any, values: Iterable[dict[str, Any]]) -> None:
    rows = list(values)
    if rows:
        connection.execute(insert(table.__table__), rows)
