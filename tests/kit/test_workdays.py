"""Working days by the Chinese calendar, and in years that it does not know."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.kit.workdays import Answer, Day, is_working_day, last_known_year, last_working_day, next_working_day


def test_a_sunday_that_is_worked_in_exchange():
    assert is_working_day(date(2026, 9, 20)) == Answer(True, known=True)


def test_a_thursday_that_is_a_holiday():
    assert is_working_day(date(2026, 10, 1)) == Answer(False, known=True)


def test_a_common_week():
    week = [bool(is_working_day(date(2026, 11, day))) for day in range(23, 30)]
    assert week == [True] * 5 + [False] * 2


def test_over_the_national_day():
    assert next_working_day(date(2026, 9, 30)) == Day(date(2026, 10, 8), known=True)
    assert last_working_day(date(2026, 10, 7)) == Day(date(2026, 9, 30), known=True)
    assert last_working_day(date(2026, 9, 30)).on == date(2026, 9, 30)


def test_a_year_that_is_not_out_yet_is_monday_to_friday_and_says_so():
    year = last_known_year() + 1
    new_year = date(year, 1, 1)
    assert is_working_day(new_year) == Answer(new_year.weekday() < 5, known=False)
    assert not next_working_day(new_year).known


def test_a_year_before_the_first():
    assert is_working_day(date(1990, 10, 1)) == Answer(True, known=False)


@given(st.dates())
def test_there_is_an_answer_for_every_day(day: date):
    after, before = next_working_day(day).on, last_working_day(day).on
    assert after > day or after.year == date.max.year
    assert before <= day
    assert is_working_day(before) or day.year == 1
