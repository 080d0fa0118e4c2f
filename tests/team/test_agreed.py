"""Agreed ratings on the team page: they count where nothing is newer, and are no manager assessment."""

from datetime import timedelta

import pytest

from app.cycles import handover, rules
from app.cycles import queries as cycles
from app.kit import clock
from tests.assessments.acts import written
from tests.cycles import acts
from tests.pages import text
from tests.reviews import signed
from tests.team.acts import crowd, opened


@pytest.fixture
def lin(people) -> int:
    return people.lin.person_id


def about(page, lin: int) -> str:
    return text(page.id(f"person-{lin}"))


def test_they_count(browse, database, people, lin):
    with database.writing() as db:
        signed.signed(db, people)
    for who, address in (("chen", "/team"), ("zhou", "/team?whom=all")):
        page = opened(browse(who), address)
        assert page.cell(lin, "Teamwork").text.startswith("3")
        assert f"agreed on {clock.today()}" in about(page, lin)


def test_until_he_says_something_newer(browse, database, people, lin):
    with database.writing() as db:
        signed.signed(db, people)
    tomorrow = clock.now() + timedelta(days=1)
    with clock.at(tomorrow):
        written(database, people.chen, people.lin, teamwork=5)
        assert f"manager assessment of {clock.day_of(tomorrow)}" in about(opened(browse("chen")), lin)
        assert f"agreed on {clock.day_of(tomorrow - timedelta(days=1))}" in about(
            opened(browse("zhou"), "/team?whom=all"), lin
        )


def test_they_are_no_manager_assessment(browse, database, people, lin):
    """Half a year after his own, it is due again, however recently they agreed."""
    now = clock.now()
    with database.writing() as db:
        acts.made(db, people, days=(-10, 10, 20, 300, 310))
        acts.opened(db, people)
    with clock.at(now + timedelta(days=200)):
        with database.writing() as db:
            signed.signed(db, people)
        assert opened(browse("chen")).due(lin) == [f"The last manager assessment is of {clock.day_of(now)}"]


def test_what_is_due_in_a_cycle(browse, database, people, lin):
    with database.writing() as db:
        by = cycles.cycle(db, acts.made(db, people)).stages.manager_by
    said = [f"Manager assessment for “2026 H2”, due by {by}"]
    chen = browse("chen")
    page = opened(chen)
    assert page.due(lin) == said
    assert "/assessments/new" in page.links()
    assert opened(browse("zhou"), "/team?whom=all").due(lin) == []
    id = written(database, people.chen, people.lin, False)
    page = opened(chen)
    assert page.due(lin) == said
    assert f"/assessments/{id}" in page.links()
    written(database, people.chen, people.lin)
    assert opened(chen).due(lin) == []


def test_his_draft_from_before_the_cycle_does_not_hide_it(browse, database, people, lin):
    written(database, people.chen, people.lin, False)
    with database.writing() as db:
        acts.made(db, people)
    assert opened(browse("chen")).due(lin)[0].startswith("Manager assessment for “2026 H2”")


def test_whoever_took_it_over_is_told(browse, database, people, lin):
    with database.writing() as db:
        id = acts.conversation(db, people)
        handover.hand_over(db, people.wang, id, people.zhou.person_id, "")
    assert opened(browse("zhou"), "/team?whom=all").due(lin)[0].startswith("Manager assessment for “2026 H2”")
    assert opened(browse("chen")).due(lin) == ["No manager assessment yet"]


def test_queries_do_not_grow_with_those_in_a_cycle(browse, database, people, count_queries):
    """zhou leads one person in it, then forty."""
    counted = []
    with database.writing() as db:
        cycle = acts.made(db, people, "chen")
    for many in (1, 39):
        with database.writing() as db:
            rules.enrol(db, people.wang, cycle, crowd(db, people.zhou, many, rated=True))
        zhou = browse("zhou")
        opened(zhou)
        with count_queries() as queries:
            opened(zhou)
        counted.append(len(queries))
    assert counted[0] == counted[1]
