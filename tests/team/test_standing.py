"""Time in level against the median of the cohort: only above five people, and only past what the next level asks."""

from collections import Counter
from datetime import date, timedelta

import pytest

from app.framework import source
from app.kit import clock
from app.kit.dates import add_months
from app.people import rules
from app.people.access import Report
from app.team.standing import stood_still
from tests.cast import DATA
from tests.team.acts import crowd, opened

TODAY = date(2026, 11, 23)
FRAMEWORK, _ = source.read(DATA)


def since(*months: int) -> Counter[date]:
    return Counter(add_months(TODAY, -n) for n in months)


def still(months: int, cohort: Counter[date], level: str | None = "junior") -> list[tuple[int, int, int, int]]:
    person = Report(1, "林", "Lin", None, level, None, add_months(TODAY, -months), None, direct=True)
    found = stood_still(FRAMEWORK, [person], {level or "": cohort}, TODAY)
    return [(one.months, one.people, one.half, one.asked) for one in found]


@pytest.mark.parametrize(
    ("months", "others", "told"),
    [
        (31, (1, 2, 3, 4, 5), [(31, 6, 3, 12)]),  # six people
        (31, (1, 2, 3, 4), []),  # five people
        (31, (40, 41, 42, 43, 44), []),  # below the median
        (31, (31, 31, 31, 1, 1), []),  # at the median
        (12, (1, 2, 3, 4, 5), []),  # what the next level asks, not more
        (13, (1, 2, 3, 4, 5), [(13, 6, 3, 12)]),
        (31, (1, 1, 17, 17, 31), [(31, 6, 17, 12)]),
    ],
)
def test_who_is_named(months, others, told):
    assert still(months, since(months, *others)) == told


def test_at_the_top_and_without_a_level_nobody_is_named():
    assert still(90, since(90, 1, 1, 1, 1, 1), "director") == []
    assert still(90, since(90, 1, 1, 1, 1, 1), None) == []
    assert still(90, since(90, 1, 1, 1, 1, 1), "level_of_another_framework") == []


def test_half_is_said_truly_whatever_the_ties():
    cohort = since(13, 13, 13, 14, 14, 20, 20)
    ((_, people, half, _),) = still(20, cohort)
    assert sum(n for day, n in cohort.items() if add_months(TODAY, -half) <= day) * 2 >= people


@pytest.mark.parametrize(("others", "named"), [(4, False), (5, True)])
def test_on_the_page(browse, database, people, others, named):
    """A cohort of five is not compared, one of six is; it counts the whole company, and only who is here."""
    with database.writing() as db:
        crowd(db, people.qian, others)
        (long,) = crowd(db, people.chen, 1, months=(20,))
        left = crowd(db, people.qian, 2, months=(30,))
        for person in left:
            rules.leave(db, None, person, clock.today() - timedelta(days=1))
    said = opened(browse("chen")).still
    assert long in opened(browse("chen")).people
    expected = (
        "20 months in this level; at least half of the 6 people in it have been there for 1 month or less. "
        "“Channel operations specialist” asks for 12 months."
    )
    assert said == ([expected] if named else [])


def test_only_of_ones_own_people(browse, database, people):
    with database.writing() as db:
        crowd(db, people.qian, 6, months=(20, 1, 1))
    assert len(opened(browse("qian")).still) == 2
    assert opened(browse("chen")).still == opened(browse("zhou"), "/team?whom=all").still == []
