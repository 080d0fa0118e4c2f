"""HR's reports on the demo organisation: the same answers as the pages about each person, on every framework."""

import pytest

from app.demo.days import moment
from app.evidence.queries import of_person
from app.gaps.picture import picture
from app.kit import clock
from app.kit.dates import add_months
from app.people import access
from app.people.access import Actor
from app.reports.progression import PROGRESSION
from app.reports.report import selected
from app.reports.standing import standings
from app.reports.time_in_level import TIME_IN_LEVEL
from tests.demo.conftest import Organisation, by_login
from tests.reports.drawing import asked, drawn


@pytest.fixture
def hr(db) -> Actor:
    person = by_login(db, "wangfang")
    return Actor(person.id or 0, 0, 0, person.name, "wangfang", frozenset({"hr"}))


def test_progression_answers_as_each_persons_page_does_for_hr(demo: Organisation, db, hr):
    with clock.at(moment(demo.today, 0.9)):
        wanted = asked(db, hr, PROGRESSION)
        people = [one for portion in selected(db, wanted) for one in portion]
        assert len(people) > 20
        rated = 0
        for found in standings(db, wanted, people):
            subject = access.subject(db, hr, found.person.id)
            page = picture(db, hr, subject)
            assert (found.level, found.target) == (page.level, page.target)
            assert found.readiness == page.readiness, subject.name
            assert [gap.size for gap in found.analysis.gaps] == [gap.size for gap in page.analysis.gaps]
            assert (found.now.on if found.now else None) == page.rated_on
            entries = of_person(db, subject.id, with_private=False)
            assert {one.id: one.verified for one in found.evidence} == {one.id: one.verified for one in entries}
            rated += found.now is not None
        assert rated > 10


@pytest.mark.parametrize("report", [PROGRESSION, TIME_IN_LEVEL], ids=lambda report: report.name)
def test_a_year_ago_fewer_people_stood_lower(demo: Organisation, db, hr, report):
    with clock.at(moment(demo.today, 0.9)):
        now = drawn(db, hr, report)
        before = drawn(db, hr, report, add_months(demo.today, -12))
    assert 0 < len(before) < len(now)
    longest, then = (max(row["months"] or 0 for row in found.values()) for found in (now, before))
    assert then < longest
    assert all(row["since"] is None or row["since"] <= add_months(demo.today, -12) for row in before.values())
