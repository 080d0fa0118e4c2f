"""The whole main job on frameworks that are not ours: other levels, competencies and scales, one from 0, one small."""

import pytest
from starlette.testclient import TestClient

from app.framework import source, versions
from app.framework.model import Framework, Level
from app.kit import clock
from app.kit.i18n import Text
from app.people import rules
from tests.assessments.acts import fields, rate, rate_all, start, stored, submit
from tests.framework.editing import FRAMEWORKS
from tests.pages import Page, text, texts


def low(framework: Framework) -> Level:
    """The lowest rung but one, where there is something between it and the top."""
    return framework.levels[len(framework.levels) > 2]


@pytest.fixture(params=["lighthouse", "smallest"])
def framework(request, database, people) -> Framework:
    """In force, lin on a low rung of it, chen on the highest."""
    found, faults = source.read(FRAMEWORKS / request.param)
    assert found, faults
    with database.writing() as db:
        versions.publish(db, None, found)
        rules.place(db, None, people.lin.person_id, low(found).id, clock.today())
        rules.place(db, None, people.chen.person_id, found.levels[-1].id, clock.today())
    return found


@pytest.fixture(params=["zh", "en"])
def language(request) -> str:
    return request.param


@pytest.fixture
def browse(client_for, language):
    def browsing(login: str) -> TestClient:
        client = client_for(login)
        client.headers["Accept-Language"] = language
        return client

    return browsing


def rows(client: TestClient, path: str) -> dict[str, list[str]]:
    found = [row for row in Page(client.get(path)).all(".//table/tbody/tr") if len(list(row)) > 1]
    return {text(next(row.iter("a"))): texts(row)[1:] for row in found}


def progress_of(page: Page) -> tuple[int, int]:
    """How many are answered, of how many."""
    (bar,) = page.all(".//progress")
    return int(bar.get("value", "")), int(bar.get("max", ""))


def test_the_main_job(browse, database, people, framework: Framework, language: str):
    def said(words: Text) -> str:
        return words.in_(language)

    lin, chen = browse("lin"), browse("chen")
    lowest, highest = framework.scale[0].value, framework.scale[-1].value
    first, second, third, *_ = framework.competencies

    # the page offers this scale and these competencies
    id = start(lin)
    page = Page(lin.get(f"/assessments/{id}"))
    assert [card.get("id") for card in page.marked("rating")] == [
        c.id for _, members in framework.grouped() for c in members
    ]
    offered = [i.get("value") for i in page.all(f".//input[@name='{first.id}.answer']")]
    assert offered == [*(str(step.value) for step in framework.scale), "none", ""]
    assert said(first.title) in page.text

    # the lowest value is a value, one below it is not
    assert rate(lin, id, first.id, lowest).status_code == 200
    assert rate(lin, id, second.id, lowest - 1).status_code == 422
    assert rate(lin, id, second.id, highest + 1).status_code == 422
    sent = {**fields(first.id, lowest, "", 1), **fields(second.id, highest, "x"), **fields(third.id, "none")}
    assert rate_all(lin, id, sent).status_code == 303
    assert stored(database, id)[first.id].proficiency == lowest
    page = Page(lin.get(f"/assessments/{id}"))
    assert page.fields()[f"{first.id}.answer"] == str(lowest)
    assert page.fields()[f"{third.id}.answer"] == "none"
    assert progress_of(page) == (3, len(framework.competencies))
    assert submit(lin, id).status_code == 303
    shown = rows(lin, f"/assessments/{id}")
    assert shown[said(first.title)][1].split()[0] == str(lowest)
    assert said(framework.scale[0].title) in shown[said(first.title)][1]

    # gaps against every level, where the lowest value is a rating and not a missing one
    for level in framework.levels:
        table = rows(lin, f"/gaps?target={level.id}")
        assert {name: row[1] for name, row in table.items()} == {
            said(c.title): str(level.required[c.id]) for c in framework.competencies if c.id in level.required
        }
        assert table[said(first.title)][2] == str(lowest)
        assert table[said(third.title)][2] == "—"
    assert said(framework.levels[framework.levels.index(low(framework)) + 1].title) in Page(lin.get("/gaps")).heading

    # the manager's side
    his = start(chen, person=people.lin.person_id)
    assert rate(chen, his, second.id, lowest).status_code == 200
    assert submit(chen, his).status_code == 303
    assert rows(chen, f"/people/{people.lin.person_id}/gaps")[said(second.title)][2] == str(lowest)
    assert rows(chen, f"/people/{people.lin.person_id}/gaps?basis=self")[said(second.title)][2] == str(highest)
    assert lin.get(f"/assessments/{his}").status_code == 200

    # once more: it starts from the last one
    again = start(lin)
    assert stored(database, again)[first.id].proficiency == lowest
    for page in ("/", "/assessments", f"/people/{people.lin.person_id}", "/people"):
        assert lin.get(page).status_code == chen.get(page).status_code == 200


def test_its_pages(browse, framework: Framework, language: str):
    lin = browse("lin")

    def said(words: Text) -> str:
        return words.in_(language)

    assert said(framework.framework.title) in Page(lin.get("/framework")).heading
    for level in framework.levels:
        assert Page(lin.get(f"/framework/levels/{level.id}")).heading == said(level.title)
        page = Page(lin.get(f"/framework/difference?lower={framework.levels[0].id}&upper={level.id}"))
        assert said(level.title) in page.heading
    for competency in framework.competencies:
        page = Page(lin.get(f"/framework/competencies/{competency.id}"))
        assert page.heading == said(competency.title)
        assert [step.get("id") for step in page.marked("step")] == [f"p-{step.value}" for step in framework.scale]


def test_people_of_the_framework_before(browse, people, framework: Framework):
    """Their level is none of this framework's; nothing breaks, and everything can be rated."""
    zhou = browse("zhou")
    for path in ("/", "/gaps", "/people", f"/people/{people.zhou.person_id}", "/assessments"):
        assert zhou.get(path).status_code == 200, path
    id = start(zhou)
    assert rate(zhou, id, framework.competencies[0].id, framework.scale[0].value).status_code == 200
    assert submit(zhou, id).status_code == 303
    assert zhou.get("/gaps").status_code == zhou.get(f"/assessments/{id}").status_code == 200


def test_everything_rated_on_the_highest(browse, database, people, framework: Framework):
    chen = browse("chen")
    id = start(chen)
    highest = framework.scale[-1].value
    sent: dict[str, str] = {}
    for competency in framework.competencies:
        sent |= fields(competency.id, highest)
    assert rate_all(chen, id, sent).status_code == 303
    assert submit(chen, id).status_code == 303
    page = Page(chen.get("/gaps"))
    assert page.marked("priority") == []
    assert {rated.proficiency for rated in stored(database, id).values()} == {highest}
