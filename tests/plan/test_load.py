"""Hours over the months: what goes in comes out."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.kit.workdays import is_working_day
from app.plan.load import TENTHS, load, spread
from tests.gaps.builders import TODAY
from tests.plan.builders import day, goal

STATES = ("drafted", "agreed", "paused", "met", "dropped")
rules_of_work = st.sampled_from((is_working_day, lambda _: True, lambda _: False, lambda d: d.weekday() == 2))


@st.composite
def plans(draw):
    return [
        goal(n, due=draw(st.integers(-40, 900)), hours=draw(st.integers(0, 2000)), state=draw(st.sampled_from(STATES)))
        for n in range(draw(st.integers(0, 6)))
    ]


@given(plans(), st.integers(0, 300), rules_of_work, st.integers(0, 40))
def test_hours_in_are_hours_out(goals, capacity, works, later):
    today = TODAY + timedelta(days=later)
    months = load(goals, capacity, today, works)
    active = [g for g in goals if g.state in ("drafted", "agreed")]
    assert sum(month.tenths for month in months) == sum(g.hours for g in active) * TENTHS
    for g in active:
        assert sum(month.parts.get(g.id, 0) for month in months) == g.hours * TENTHS
    for month in months:
        assert month.tenths == sum(month.parts.values()) >= 0
        assert all(part > 0 for part in month.parts.values())
        assert 0 <= month.capacity <= capacity * TENTHS
        assert month.over == (month.tenths > month.capacity)
    firsts = [month.first for month in months]
    assert firsts == sorted(set(firsts)) and all(first.day == 1 for first in firsts)
    assert load(goals, capacity, today, works) == months


@given(st.integers(0, 2000), st.integers(-100, 3650), rules_of_work)
def test_one_goal(hours, due, works):
    shares = spread(hours, TODAY, day(due), works)
    assert shares.total() == hours * TENTHS
    assert all(share >= 0 for share in shares.values())
    assert all(TODAY.replace(day=1) <= first <= max(day(due), TODAY) for first in shares)


def test_evenly_over_working_days():
    """Thirty hours from Monday 23 November to the end of January; 1 January is a holiday."""
    shares = spread(30, date(2026, 11, 23), date(2027, 1, 31), lambda d: d.weekday() < 5 and d != date(2027, 1, 1))
    # 6, 23 and 20 of 49 days
    assert dict(shares) == {date(2026, 11, 1): 36, date(2026, 12, 1): 141, date(2027, 1, 1): 123}


def test_due_today_or_overdue_falls_on_today():
    for due in (0, -20):
        (month,) = load([goal(due=due)], 8, TODAY, is_working_day)
        assert (month.first, month.tenths) == (date(2026, 11, 1), 120)


def test_of_the_month_that_has_begun_only_the_rest_counts():
    first, second = load([goal(due=20)], 21, date(2026, 11, 23), lambda d: d.weekday() < 5)
    assert (first.capacity, second.capacity) == (60, 210)


def test_a_month_between_without_hours_is_there():
    months = load([goal(1, due=0), goal(2, due=100, hours=1)], 8, TODAY, is_working_day)
    assert [month.first.month for month in months] == [11, 12, 1, 2, 3]


def test_nothing_to_do():
    assert load([], 8, TODAY, is_working_day) == ()
    assert load([goal(hours=0), goal(2, state="paused")], 8, TODAY, is_working_day) == ()
