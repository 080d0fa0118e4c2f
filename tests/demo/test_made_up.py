"""Names, seats, days and notes, without a database."""

from collections import Counter
from datetime import date, timedelta
from itertools import islice
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.demo.days import Days, moment, workday
from app.demo.names import WELL_KNOWN, names, spell
from app.demo.organisation import LEAST, NARROW, SPAN, seats
from app.demo.sentences import BY_GROUP, ENGLISH, GENERIC, MODEST, OF_MANAGERS


def test_ten_thousand_names_differ_in_every_spelling_that_must() -> None:
    found = list(islice(names(Random(1), [spell("林晓雨", "linxiaoyu")]), 10_000))
    assert len({name.zh for name in found}) == len({name.login for name in found}) == 10_000
    assert not {name.zh for name in found} & (WELL_KNOWN | {"林晓雨"})
    assert "linxiaoyu" not in {name.login for name in found}
    assert all(name.login.isascii() and name.latin.replace(" ", "").isalpha() for name in found)


def test_spells_surname_and_given_name_apart() -> None:
    assert spell("林晓雨", "linxiaoyu").latin == "Lin Xiaoyu"
    assert spell("吕静", "lyujing").latin == "Lyu Jing"


@given(st.integers(LEAST, 400), st.integers())
def test_everybody_has_a_seat_and_bosses_stand_first(people: int, seed: int) -> None:
    found = seats(people, Random(seed))
    assert [seat.number for seat in found] == list(range(people))
    assert all(seat.boss is None or found[seat.boss].kind in ("director", "manager") for seat in found)
    assert all(seat.boss is None or seat.boss < seat.number for seat in found)


@pytest.mark.parametrize("people", [30, 60, 500, 2000])
def test_managers_lead_four_to_eight(people: int) -> None:
    found = seats(people, Random(people))
    led = Counter(seat.boss for seat in found if seat.kind == "operator")
    assert {seat.number for seat in found if seat.kind == "manager"} == set(led)
    assert NARROW <= min(led.values()) <= max(led.values()) <= SPAN


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 3000))
def test_days_are_working_days_before_today(today: date, ago: int) -> None:
    day = Days(today).ago(ago)
    assert day.weekday() < 5
    assert day < today
    assert timedelta(0) <= day - workday(day) < timedelta(days=3)


def test_a_moment_is_shanghai_time_in_utc() -> None:
    assert moment(date(2026, 11, 23), 90).isoformat() == "2026-11-23T01:01:30+00:00"


def test_notes_are_many_short_and_different() -> None:
    groups = (*BY_GROUP.values(), *OF_MANAGERS.values(), GENERIC)
    chinese = [note for notes in groups for note in notes]
    assert len(set(chinese)) == len(chinese) >= 60
    assert all(15 <= len(note) <= 45 for note in chinese), [note for note in chinese if not 15 <= len(note) <= 45]
    assert len(set(ENGLISH)) == len(ENGLISH)
    assert {*chinese, *ENGLISH} > MODEST
