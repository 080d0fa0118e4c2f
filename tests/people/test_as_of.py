"""Where people stood on a day, as it was known at its end: late, corrected and withdrawn facts."""

from datetime import date, datetime, timedelta

import pytest
from alembic import command
from sqlalchemy import create_engine, pool, text

from app.kit import clock
from app.kit.db import Database
from app.migrations.run import configuration, migrate
from app.people import as_of, rules
from app.people.as_of import PersonOn

JAN, FEB, MAR, APR, MAY = (date(2025, month, 1) for month in (1, 2, 3, 4, 5))


def on(day: date) -> datetime:
    return clock.start_of(day) + timedelta(hours=10)


@pytest.fixture
def two(database) -> tuple[int, int]:
    """A person and a manager, both recorded in January."""
    with clock.at(on(JAN)), database.writing() as db:
        ids = [rules.add_person(db, None, name=name, joined_on=JAN).id or 0 for name in ("甲", "乙")]
    return ids[0], ids[1]


def of(database, id: int, day: date) -> PersonOn | None:
    with database.reading() as db:
        return next((one for one in as_of.everybody(db, day) if one.id == id), None)


def level(database, id: int, day: date) -> str | None:
    found = of(database, id, day)
    assert found is not None
    return found.level


def test_before_she_was_recorded_and_after_she_left_she_is_not_there(database, two):
    person, _manager = two
    with clock.at(on(APR)), database.writing() as db:
        rules.leave(db, None, person, MAR + timedelta(days=14))
    assert of(database, person, JAN - timedelta(days=1)) is None
    assert of(database, person, JAN) is not None
    # in March nobody knew yet
    assert of(database, person, MAR + timedelta(days=20)) is not None
    assert of(database, person, APR) is None


def test_a_level_recorded_late_was_not_known_before(database, two):
    person, _manager = two
    with clock.at(on(JAN)), database.writing() as db:
        rules.place(db, None, person, "junior", JAN)
    with clock.at(on(APR)), database.writing() as db:
        rules.place(db, None, person, "intermediate", FEB)
    assert [level(database, person, day) for day in (JAN, MAR, APR, MAY)] == [
        "junior", "junior", "intermediate", "intermediate",
    ]  # fmt: skip
    found = of(database, person, APR)
    assert found is not None and found.level_since == FEB


def test_what_was_taken_back_later_still_held_then(database, two):
    person, manager = two
    with clock.at(on(JAN)), database.writing() as db:
        line = rules.report_to(db, None, person, manager, FEB)
    with clock.at(on(APR)), database.writing() as db:
        rules.end_line(db, None, person, line.id or 0, FEB)
    for day, expected in ((JAN, None), (FEB, manager), (MAR, manager), (APR, None)):
        found = of(database, person, day)
        assert found is not None and found.manager_id == expected, day
        with database.reading() as db:
            assert as_of.managers(db, day).get(person) == expected, day


def test_departments_have_a_history_of_their_own(database, two):
    person, _manager = two
    with database.writing() as db:
        north, south = (rules.department(db, name).id for name in ("北区", "南区"))
    facts = {"name": "甲", "name_latin": "", "staff_number": None, "email": ""}
    for day, department in ((FEB, north), (APR, south)):
        with clock.at(on(day)), database.writing() as db:
            rules.correct_person(db, None, person, department_id=department, **facts)
    assert [getattr(of(database, person, day), "department_id", 0) for day in (JAN, FEB, MAR, APR)] == [
        None, north, north, south,
    ]  # fmt: skip


def test_a_level_for_a_day_to_come_holds_from_that_day(database, two):
    person, _manager = two
    with clock.at(on(JAN)), database.writing() as db:
        rules.place(db, None, person, "junior", JAN)
        rules.place(db, None, person, "intermediate", MAR)
    assert [level(database, person, day) for day in (JAN, FEB, MAR)] == ["junior", "junior", "intermediate"]


def test_today_is_what_the_tables_say(database, people):
    with database.reading() as db:
        found = {one.id: one for one in as_of.everybody(db, clock.today())}
        lines = as_of.managers(db, clock.today())
        now = db.execute(
            text(
                "SELECT p.id, p.department_id, pl.level, pl.face, pl.since, l.manager_id FROM person p "
                "LEFT JOIN placement pl ON pl.person_id = p.id AND pl.since <= :today "
                "AND (pl.until IS NULL OR pl.until > :today) "
                "LEFT JOIN reporting_line l ON l.person_id = p.id AND l.kind = 'solid' AND l.since <= :today "
                "AND (l.until IS NULL OR l.until > :today) WHERE p.left_on IS NULL OR p.left_on > :today"
            ),
            {"today": clock.today()},
        ).all()
    assert {one.id for one in now} == set(found)
    for one in now:
        told = found[one.id]
        since = date.fromisoformat(one.since) if isinstance(one.since, str) else one.since
        assert (told.department_id, told.level, told.face, told.level_since, told.manager_id) == (
            one.department_id, one.level, one.face, since, one.manager_id,
        )  # fmt: skip
        assert lines.get(one.id) == one.manager_id
    assert as_of.below(lines, people.zhou.person_id) >= {people.chen.person_id, people.lin.person_id}


def test_portions_leave_nobody_out(database, people):
    with database.reading() as db:
        whole = [one.id for one in as_of.everybody(db, clock.today())]
        parts = [[one.id for one in portion] for portion in as_of.portions(db, clock.today(), 2)]
    assert [id for part in parts for id in part] == whole and max(map(len, parts)) <= 2


def test_what_stood_before_the_history_was_kept_counts_from_its_day(empty_url):
    database = Database(empty_url)
    engine = create_engine(database.url, poolclass=pool.NullPool)
    with engine.begin() as connection:
        command.upgrade(configuration(connection), "0009")
    person = "INSERT INTO person (name, name_latin, sort_key, email, joined_on) VALUES ('甲', '', '', '', '2025-01-01')"
    place = "INSERT INTO placement (person_id, level, since, until) VALUES (1, :level, :since, :until)"
    with engine.begin() as connection:
        connection.execute(text(person))
        connection.execute(text(place), {"level": "junior", "since": "2025-01-01", "until": "2025-03-01"})
        connection.execute(text(place), {"level": "senior", "since": "2025-03-01", "until": None})
    engine.dispose()
    migrate(database)
    try:
        assert [level(database, 1, day) for day in (JAN, FEB, MAR)] == ["junior", "junior", "senior"]
    finally:
        database.dispose()
