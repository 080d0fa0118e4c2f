"""The growth file on frameworks that are not ours, and of somebody whose level and competencies are gone from them."""

import pytest

from app.framework import source, versions
from app.kit import clock
from app.people import rules
from tests.assessments.acts import written
from tests.framework.editing import FRAMEWORKS
from tests.growth import everything
from tests.growth.everything import OPEN
from tests.growth.reading import Pack, pdf, text_of
from tests.pages import Page, english


@pytest.fixture(params=["lighthouse", "smallest"])
def framework(request, database, people):
    """In force after lin was assessed on ours; she stands on its lowest rung, or still on one that it lacks."""
    written(database, people.lin, people.lin, teamwork=2)
    everything.fill(database, people)
    found, faults = source.read(FRAMEWORKS / request.param)
    assert found, faults
    with database.writing() as db:
        versions.publish(db, None, found)
    return found


@pytest.mark.parametrize("placed", [True, False], ids=["on it", "on a level it lacks"])
def test_all_three(client_for, database, people, framework, placed):
    if placed:
        with database.writing() as db:
            rules.place(db, None, people.lin.person_id, framework.levels[0].id, clock.today())
    client = client_for("lin")
    page = Page(client.get("/me/file"))
    title = str(framework.levels[0].title)
    assert OPEN in page.text
    assert title in page.text
    text = text_of(pdf(client))
    assert OPEN in text and title.replace(" ", "") in text.replace(" ", "")
    assert "teamwork" in Pack(client).members["plan.json"].decode()


def test_in_english(client_for, framework):
    client = english(client_for("lin"))
    assert "Where I stand" in text_of(pdf(client))
    assert framework.levels[0].title.in_("en") in Page(client.get("/me/file")).text
