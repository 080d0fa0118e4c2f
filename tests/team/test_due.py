"""What is due for whom: told once, in words, where it can be done, and as many as the table counts."""

from datetime import datetime, timedelta

import pytest

from app.evidence import kinds
from app.evidence import rules as evidence_rules
from app.framework import versions
from app.goals import states
from app.kit import clock
from app.people import rules
from tests.assessments.acts import written
from tests.evidence.acts import content
from tests.evidence.proving import asked
from tests.goals.acts import added
from tests.team.acts import opened


def days(n: int) -> str:
    return (clock.today() + timedelta(days=n)).isoformat()


def entry(database, person, kind: str, private: bool = False, **fields: str) -> int:
    with database.writing() as db:
        once = f"team-{kind}-{fields}"
        id = evidence_rules.add(db, person, kinds.kind(kind), content(kind, **fields), once=once, private=private).id
        assert id is not None
        return id


@pytest.fixture
def lin(people) -> int:
    return people.lin.person_id


@pytest.fixture
def long_in_force(database) -> None:
    """The framework has been there for a year, so that things can have happened on it."""
    with database.writing() as db:
        versions.publish(db, None, versions.in_force(db).framework, clock.today() - timedelta(days=365))


@pytest.fixture
def rated(database, people) -> None:
    """A manager assessment of today: nothing is due of that kind."""
    written(database, people.chen, people.lin)


def test_nothing(browse, people, rated, lin):
    page = opened(browse("chen"))
    assert page.due(lin) == []
    assert "Nothing waits for you" in page.text


def test_no_assessment_of_a_direct_report(browse, database, people, lin):
    page = opened(browse("chen"))
    assert page.due(lin) == ["No manager assessment yet"]
    assert "/assessments/new" in page.links()
    assert opened(browse("zhou"), "/team?whom=all").due(lin) == []


def test_a_draft_of_ones_own(browse, database, people, lin):
    id = written(database, people.chen, people.lin, False)
    page = opened(browse("chen"))
    assert page.due(lin) == [f"Your assessment is a draft since {clock.today()}"]
    assert f"/assessments/{id}" in page.links()
    assert opened(browse("zhou"), "/team?whom=all").due(lin) == []


@pytest.mark.parametrize(("ago", "is_due"), [(150, False), (190, True)])
def test_half_a_year(browse, database, people, long_in_force, ago, is_due):
    moment = clock.now() - timedelta(days=ago)
    with database.writing() as db:
        since = clock.today() - timedelta(days=300)
        rules.report_to(db, None, people.dotted.person_id, people.chen.person_id, since)
    with clock.at(moment):
        written(database, people.chen, people.dotted)
    said = opened(browse("chen")).due(people.dotted.person_id)
    assert bool(said) == is_due
    assert not said or said == [f"The last manager assessment is of {clock.day_of(moment)}"]


def test_a_verification_that_was_asked_for(browse, database, people, rated, lin):
    id = entry(database, people.lin, "coaching")
    asked(database, people.lin, id, people.chen)
    page = opened(browse("chen"))
    assert page.due(lin) == [f"“带新人” waits for your verification since {clock.today()}"]
    assert f"/evidence/{id}" in page.links()
    assert opened(browse("zhou"), "/team?whom=all").due(lin) == []


def test_a_goal_that_waits(browse, database, people, rated, lin):
    id = added(database, people.lin)
    page = opened(browse("chen"))
    assert page.due(lin) == [f"Goal “Teamwork”, due on {days(90)}, waits for your agreement"]
    assert f"/goals/{id}" in page.links()
    assert opened(browse("zhou"), "/team?whom=all").due(lin) == []
    with database.writing() as db:
        states.agree(db, people.chen, id, 1)
    assert opened(browse("chen")).due(lin) == []


def test_a_goal_that_is_overdue_is_told_to_everybody_above(browse, database, people, long_in_force, rated, lin):
    past: datetime = clock.now() - timedelta(days=30)
    with clock.at(past):
        id = added(database, people.lin, due_on=clock.today() + timedelta(days=20))
    with database.writing() as db:
        states.agree(db, people.chen, id, 1)
    expected = [f"Goal “Teamwork”: was due on {days(-10)}"]
    assert opened(browse("chen")).due(lin) == opened(browse("zhou"), "/team?whom=all").due(lin) == expected
    with database.writing() as db:
        states.pause(db, people.lin, id, "away")
    assert opened(browse("chen")).due(lin) == []


@pytest.mark.parametrize(("ahead", "is_due"), [(0, True), (60, True), (61, False)])
def test_a_certificate_that_expires(browse, database, people, rated, lin, ahead, is_due):
    entry(database, people.lin, "certificate", expires_on=days(ahead))
    expected = [f"Certificate “带新人”: expires on {days(ahead)}"] if is_due else []
    assert opened(browse("chen")).due(lin) == opened(browse("zhou"), "/team?whom=all").due(lin) == expected


def test_what_is_private_is_not_told(browse, database, people, rated, lin):
    entry(database, people.lin, "certificate", True, title="xyzzy", expires_on=days(10))
    page = browse("chen").get("/team")
    assert opened(browse("chen")).due(lin) == []
    assert "xyzzy" not in page.text


def test_what_is_told_can_be_read_by_her_as_opened(browse, database, people, rated, lin):
    """Every link of the list opens for whoever it is shown to."""
    added(database, people.lin)
    entry(database, people.lin, "certificate", expires_on=days(5))
    asked(database, people.lin, entry(database, people.lin, "coaching"), people.chen)
    chen = browse("chen")
    page = opened(chen)
    assert len(page.due(lin)) == 3
    found = page.id(f"due-{lin}")
    assert all(chen.get(a.get("href", "")).status_code == 200 for a in found.iter("a"))
