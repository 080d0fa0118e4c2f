"""Every page of the plan on frameworks that are not ours."""

import pytest

from app.framework import source, versions
from app.framework.model import Framework
from app.goals import queries
from app.kit import clock
from app.people import rules
from tests.assessments.acts import fields, rate_all, start, submit
from tests.framework.editing import FRAMEWORKS
from tests.goals.acts import added
from tests.pages import Page
from tests.plan.acts import LATER, put, said


@pytest.fixture
def old(database, people) -> int:
    """A goal of a competency of the framework before."""
    return added(database, people.lin, "market_analysis", from_proficiency=None, to_proficiency=5)


@pytest.fixture(params=["lighthouse", "smallest"])
def framework(request, database, people, old) -> Framework:
    """In force, lin on the lowest rung of it."""
    found, faults = source.read(FRAMEWORKS / request.param)
    assert found, faults
    with database.writing() as db:
        versions.publish(db, None, found)
        rules.place(db, None, people.lin.person_id, found.levels[0].id, clock.today())
    return found


@pytest.fixture(params=["zh", "en"])
def lin(request, client_for):
    client = client_for("lin")
    client.headers["Accept-Language"] = request.param
    return client


def test_every_page(lin, database, people, old, framework):
    lowest, highest = framework.scale[0].value, framework.scale[-1].value
    id = start(lin)
    sent: dict[str, str] = {}
    for number, competency in enumerate(framework.competencies):
        sent |= fields(competency.id, (lowest, highest, "none")[number % 3])
    rate_all(lin, id, sent)
    assert submit(lin, id).status_code == 303
    for competency in framework.competencies:
        page = Page(lin.get(f"/goals/new?competency={competency.id}"))
        if page.all(".//form[@action='/goals']"):
            (chosen,) = [o for o in page.all(".//select[@name='to_proficiency']/option") if "selected" in o.attrib]
            form = {**page.fields(), "to_proficiency": chosen.get("value")}
            form |= {"suggested": [i.get("value") for i in page.all(".//input[@name='suggested']")]}
            assert lin.post("/goals", data=form).status_code == 303, competency.id
        else:
            assert sent[f"{competency.id}.answer"] == str(highest)
    with database.reading() as db:
        goals = queries.of_person(db, people.lin.person_id)
    assert len(goals) > 1
    for goal in goals:
        assert lin.get(f"/goals/{goal.id}").status_code == lin.get(f"/goals/{goal.id}/edit").status_code == 200
    top = framework.levels[-1]
    assert put(lin, "/goals/target", level=top.id, by_on=LATER.isoformat(), why="").status_code == 303
    for path in ("/goals", "/goals/new", "/gaps"):
        assert lin.get(path).status_code == 200, path
    page = Page(lin.get("/goals"))
    assert len(page.marked("rung")) == len(framework.levels)
    assert bool(page.marked("advice")) == bool(framework.advice)
    assert put(lin, f"/goals/{old}", **said(to_proficiency=highest + 1)).status_code == 422


def test_before_anything_is_rated(lin, framework):
    for path in ("/goals", "/goals/new", f"/goals/new?competency={framework.competencies[-1].id}"):
        assert lin.get(path).status_code == 200, path


def test_people_of_the_framework_before(browse, people, framework):
    """Their level is none of this framework's; nothing breaks, and every level can be aimed at."""
    zhou = browse("zhou")
    assert len(Page(zhou.get("/goals")).all(".//select[@name='level']/option")) >= len(framework.levels)
    assert zhou.get(f"/goals/new?competency={framework.competencies[0].id}").status_code == 200
