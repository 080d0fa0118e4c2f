"""The level aimed at, and the hours there are for it."""

from datetime import timedelta

import pytest
from sqlmodel import select

from app.framework import versions
from app.goals import queries
from app.goals.models import CareerTarget
from app.goals.target import choices, set_hours, set_target
from app.kit import clock
from app.kit.errors import Refused

YEAR = clock.today() + timedelta(days=365)


def test_the_latest_counts_and_history_stays(db, people):
    assert queries.target(db, people.lin.person_id) is None
    set_target(db, people.lin, "senior", None, YEAR, "to lead a project")
    set_target(db, people.lin, "senior", None, YEAR, "to lead a project")
    set_target(db, people.lin, "senior", "specialist", YEAR)
    found = queries.target(db, people.lin.person_id)
    assert (found.level, found.face, found.by_on, found.why) == ("senior", "specialist", YEAR, "")
    assert len(db.exec(select(CareerTarget)).all()) == 2
    set_target(db, people.zhao, "director", None, YEAR)
    assert {t.level for t in queries.targets(db, [people.lin.person_id, people.zhao.person_id]).values()} == {
        "senior",
        "director",
    }


@pytest.mark.parametrize(
    ("who", "level", "face", "field"),
    [
        ("lin", "junior", None, "level"),
        ("lin", "intermediate", None, "level"),
        ("lin", "chief", None, "level"),
        ("lin", "senior", "chief", "level"),
        ("chen", "senior", "manager", "level"),
        ("chen", "senior", None, "level"),
        ("zhou", "director", None, "level"),
    ],
)
def test_what_cannot_be_aimed_at(db, people, who, level, face, field):
    with pytest.raises(Refused) as refused:
        set_target(db, getattr(people, who), level, face, YEAR)
    assert list(refused.value.errors) == [field]


def test_another_face_of_the_level_held(db, people):
    set_target(db, people.chen, "senior", "specialist", YEAR)
    assert queries.target(db, people.chen.person_id).face == "specialist"


@pytest.mark.parametrize("day", [clock.today() - timedelta(days=1), YEAR + timedelta(days=4000)])
def test_a_day_to_come(db, people, day):
    with pytest.raises(Refused) as refused:
        set_target(db, people.lin, "senior", None, day)
    assert list(refused.value.errors) == ["by_on"]


def test_without_a_level_every_level_is_above(db, people):
    set_target(db, people.wang, "junior", None, YEAR)
    assert queries.target(db, people.wang.person_id).level == "junior"


def test_what_is_offered(db):
    framework = versions.in_force(db).framework

    def ids(held, face=None):
        return [(level.id, other) for level, other in choices(framework, held, face)]

    senior = [("senior", None), ("senior", "specialist"), ("senior", "manager")]
    assert ids("intermediate") == [*senior, ("director", None)]
    assert ids("senior", "manager") == [("senior", "specialist"), ("director", None)]
    assert ids("director") == []
    assert ids(None) == ids("gone") == [("junior", None), ("intermediate", None), *senior, ("director", None)]


def test_hours(db, people):
    assert queries.hours_per_month(db, people.lin.person_id) == 8
    for hours in (0, 300, 300):
        set_hours(db, people.lin, hours)
        assert queries.hours_per_month(db, people.lin.person_id) == hours
    for wrong in (-1, 301):
        with pytest.raises(Refused):
            set_hours(db, people.lin, wrong)
    assert queries.hours_per_month(db, people.zhao.person_id) == 8
