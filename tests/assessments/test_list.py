"""GET /assessments: one's own, latest first, and what moved between them."""

from datetime import timedelta

import pytest

from app.kit import clock
from tests.assessments.acts import start, written
from tests.pages import Page, texts


@pytest.fixture
def lin(browse):
    return browse("lin")


def test_nothing_yet(lin):
    page = Page(lin.get("/assessments"))
    assert "Not assessed yet" in page.text
    assert "/assessments/new" in page.links()


def test_a_draft_alone(lin):
    id = start(lin)
    assert f"/assessments/{id}" in Page(lin.get("/assessments")).links()


def test_latest_first_with_what_moved(lin, database, people):
    first = written(database, people.lin, people.lin, teamwork=2, strategy=3, innovation="none")
    second = written(database, people.lin, people.lin, teamwork=3, strategy=2, innovation=1)
    third = written(database, people.lin, people.lin, teamwork=3)
    page = Page(lin.get("/assessments"))
    assert [a.get("href") for a in page.all(".//ol/li//h2/a")] == [
        f"/assessments/{id}" for id in (third, second, first)
    ]
    steps = texts(page.all(".//ol/li[@class='card']"))
    assert "No rating moved since the time before." in steps[0]
    assert "Teamwork 2 → 3" in steps[1] and "Strategy formulation 3 → 2" in steps[1]
    assert "Innovation" not in steps[1]  # from no opportunity to 1 is no climb
    assert "The first one." in steps[2] and "3 of 12 answered" in steps[2]


def test_how_managers_saw_her_once_it_is_open(lin, database, people):
    his = written(database, people.chen, people.lin)
    assert f"/assessments/{his}" not in Page(lin.get("/assessments")).links()
    written(database, people.lin, people.lin)
    page = Page(lin.get("/assessments"))
    assert f"/assessments/{his}" in page.links()
    assert "Chen Jianguo" in page.text


def test_what_others_wrote_of_others_is_not_here(browse, database, people):
    id = written(database, people.lin, people.lin)
    his = written(database, people.chen, people.lin)
    links = Page(browse("chen").get("/assessments")).links()
    assert f"/assessments/{id}" not in links and f"/assessments/{his}" not in links


def test_days_are_those_of_the_reader(lin, database, people):
    noon = clock.now().replace(hour=17, minute=30)  # 01:30 of the next day in Shanghai
    with clock.at(noon):
        written(database, people.lin, people.lin)
    (card,) = Page(lin.get("/assessments")).marked("card")
    assert (noon + timedelta(hours=8)).date().isoformat() in texts([card])[0]
