"""The team page on frameworks that are not ours, and for people whose level is of the one before."""

import pytest

from app.framework import source, versions
from app.framework.model import Framework
from app.kit import clock
from app.people import rules
from tests.assessments.acts import written
from tests.framework.editing import FRAMEWORKS
from tests.pages import Page
from tests.team.acts import opened


@pytest.fixture(params=["lighthouse", "smallest"])
def framework(request, database, people) -> Framework:
    """In force, lin on the lowest rung of it; chen rated her on the framework before."""
    written(database, people.chen, people.lin, teamwork=3)
    found, faults = source.read(FRAMEWORKS / request.param)
    assert found, faults
    with database.writing() as db:
        versions.publish(db, None, found)
        rules.place(db, None, people.lin.person_id, found.levels[0].id, clock.today())
    return found


@pytest.mark.parametrize("against", ["present", "next"])
def test_every_sign(browse, database, people, framework, against):
    lowest, highest = framework.scale[0].value, framework.scale[-1].value
    answers = {c.id: (lowest, highest, "none")[n % 3] for n, c in enumerate(framework.competencies)}
    written(database, people.chen, people.lin, **answers)
    page = opened(browse("chen"), f"/team?against={against}")
    lin = people.lin.person_id
    for competency in framework.competencies:
        cell = page.cell(lin, competency.title.in_("en"))
        said = answers[competency.id]
        assert cell.text.rstrip("▾▴") == ("○" if said == "none" else str(said)), competency.id
        assert cell.words.startswith(competency.title.in_("en"))
    assert len(page.marked("heat-name")) == len(framework.competencies)


def test_ratings_of_the_framework_before(browse, people, framework):
    page = opened(browse("chen"))
    assert page.people == [people.lin.person_id]
    assert len(page.marked("is-not_rated")) >= 1


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("against", ["present", "next"])
def test_levels_of_the_framework_before(client_for, people, framework, language, against):
    response = client_for("zhou").get(f"/team?whom=all&against={against}&lang={language}")
    assert response.status_code == 200
    assert len(Page(response).all(".//tbody/tr")) == 2
