from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.dates import add_months, day, months_between
from app.kit.i18n import speaking

ordinary = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ((2025, 1, 31), (2025, 2, 27), 0),
        ((2025, 1, 31), (2025, 2, 28), 1),
        ((2024, 1, 31), (2024, 2, 28), 0),
        ((2024, 1, 31), (2024, 2, 29), 1),
        ((2025, 1, 31), (2025, 3, 30), 1),
        ((2025, 1, 31), (2025, 3, 31), 2),
        ((2024, 2, 29), (2025, 2, 28), 12),
        ((2024, 2, 29), (2028, 2, 28), 47),
        ((2024, 2, 29), (2028, 2, 29), 48),
        ((2025, 11, 23), (2026, 11, 22), 11),
        ((2025, 11, 23), (2026, 11, 23), 12),
        ((2026, 11, 23), (2026, 11, 23), 0),
        ((2026, 11, 23), (2025, 1, 1), 0),
        ((2026, 11, 23), (2026, 11, 22), 0),
    ],
)
def test_months_between(start, end, months):
    assert months_between(date(*start), date(*end)) == months


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ((2025, 1, 31), 1, (2025, 2, 28)),
        ((2024, 1, 31), 1, (2024, 2, 29)),
        ((2024, 2, 29), 12, (2025, 2, 28)),
        ((2025, 12, 15), 1, (2026, 1, 15)),
        ((2026, 11, 23), 0, (2026, 11, 23)),
        ((2026, 3, 31), -1, (2026, 2, 28)),
        ((2026, 1, 1), -1, (2025, 12, 1)),
    ],
)
def test_add_months(start, months, end):
    assert add_months(date(*start), months) == date(*end)


def test_add_months_stops_at_the_ends_of_time():
    assert add_months(date(9999, 12, 31), 1) == date.max
    assert add_months(date(1, 1, 1), -1) == date.min


@given(ordinary, st.integers(0, 600))
def test_adding_months_puts_as_many_months_between(start, months):
    assert months_between(start, add_months(start, months)) == months


@given(ordinary, ordinary)
def test_months_between_is_the_largest_number_that_fits(start, end):
    months = months_between(start, end)
    if start <= end:
        assert add_months(start, months) <= end < add_months(start, months + 1)
    else:
        assert months == 0


@given(ordinary, st.integers(1, 600))
def test_one_day_before_the_last_month_is_full_one_is_lacking(start, months):
    assert months_between(start, add_months(start, months) - timedelta(days=1)) == months - 1


@pytest.mark.parametrize(("language", "words"), [("en", "2026-11-23"), ("zh", "2026年11月23日")])
def test_day_in_the_readers_language(language, words):
    with speaking(language):
        assert day(date(2026, 11, 23)) == words


def test_chinese_days_carry_no_zeros_in_front():
    with speaking("zh"):
        assert day(date(2027, 1, 5)) == "2027年1月5日"
