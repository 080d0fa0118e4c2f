"""A version that renames, adds and removes competencies and levels: every page answers, old ids find new names."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from app.assessments import queries as assessments
from app.framework import versions
from app.goals import queries as goals
from app.goals import states
from app.kit import clock
from app.kit.db import Database
from app.people import rules
from app.reflections.due import under
from tests.assessments.acts import written
from tests.evidence import acts as evidence
from tests.goals import acts
from tests.pages import Page, english, texts
from tests.revisions.weighing import moved_on
from tests.test_query_budget import MORE, PAGES, opened, places

__all__ = ["places"]


@pytest.fixture
def moves_on(database: Database) -> Callable[[], int]:
    """`moves_on()` publishes the next version, in force today."""

    def publish() -> int:
        with database.writing() as db:
            framework, renames = moved_on(versions.in_force(db).framework)
            return versions.publish(db, None, framework, renames=renames).id or 0

    return publish


@pytest.fixture
def browse(client_for) -> Callable[[str], TestClient]:
    return lambda login: english(client_for(login))


@pytest.mark.only("sqlite")
def test_every_page_answers(places, moves_on, client_for, anonymous, program):
    old = f"/assessments/{places['submitted']}"
    before = {who: Page(client_for(who).get(old)).text for who in ("lin", "chen")}
    moves_on()
    for who, address, _ in (*PAGES.values(), *MORE):
        client = opened(who, client_for, program) if who else anonymous
        answer = client.get(address.format(**places))
        assert answer.status_code == 200, (who, address)
        if "text/html" in answer.headers.get("content-type", "") and "/difference" not in address:
            # an id where its title should stand
            assert "data_analysis" not in Page(answer).text, (who, address)
    # what was written on the version before reads as it did
    assert {who: Page(client_for(who).get(old)).text for who in before} == before


def rows(page: Page) -> dict[str, list[str]]:
    return {name: cells for name, *cells in map(texts, page.all(".//tbody/tr"))}


def test_gaps_count_the_renamed_one(browse, database, people, moves_on):
    written(database, people.lin, people.lin, data_analysis=3, innovation=4, strategy=4)
    before = rows(Page(browse("lin").get("/gaps")))
    moves_on()
    page = Page(browse("lin").get("/gaps"))
    after = rows(page)
    assert after["Data analysis"] == before["Data analysis"]
    assert not any(name.startswith("Innovation") for name in after)
    assert any(name.startswith("New negotiation") for name in after)
    # her level and the next are the ones that were renamed
    assert "Senior" in page.heading and "no level" not in page.text
    # an old link still leads there
    assert browse("lin").get("/framework/competencies/data_analysis").status_code == 200
    assert browse("lin").get("/gaps?target=senior").status_code == 200


def test_her_manager_sees_it_too(browse, database, people, moves_on):
    written(database, people.lin, people.lin, data_analysis=3)
    written(database, people.chen, people.lin, data_analysis=2)
    path = f"/people/{people.lin.person_id}/gaps"
    before = rows(Page(browse("chen").get(path)))["Data analysis"]
    team = rows(Page(browse("chen").get("/team")))
    moves_on()
    assert rows(Page(browse("chen").get(path)))["Data analysis"] == before
    head = "".join(next(name for name in rows(Page(browse("chen").get("/team"))) if "Lin" in name))
    assert any(name.split("manager assessment")[0] == head.split("manager assessment")[0] for name in team)


def test_goals_and_evidence_speak_for_what_was_renamed(browse, database, people, moves_on):
    lin = browse("lin")
    written(database, people.lin, people.lin, data_analysis=2)
    with database.writing() as db:
        goal = acts.add(db, people.lin, "data_analysis")
    entry = evidence.written(database, people.lin, competency="data_analysis")
    moves_on()
    # the goal covers the gap, and the entry is counted and offered for it
    assert f"/goals/{goal}" in Page(lin.get("/gaps")).links()
    with database.reading() as db:
        framework = versions.in_force(db).framework
        assert goals.by_competency(db, people.lin.person_id, framework).keys() == {"insight_in_numbers"}
    shown = Page(lin.get(f"/evidence/{entry}"))
    assert "Data analysis" in shown.text and "data_analysis" not in shown.text
    assert f"/evidence/{entry}" in Page(lin.get("/evidence?competency=insight_in_numbers")).links()
    page = Page(lin.get(f"/goals/{goal}"))
    offered = [box.get("value") for box in page.all(".//input[@name='evidence']")]
    assert page.heading == "Data analysis" and offered == [str(entry)]
    # saving it unchanged is no change, so that its verification stays
    ticked = Page(lin.get(f"/evidence/{entry}/edit")).all(".//input[@name='competencies'][@checked]")
    assert [box.get("value") for box in ticked] == ["insight_in_numbers"]
    sent = evidence.form("coaching", title="带新人", competencies="insight_in_numbers", version="1", once=None)
    assert evidence.change(lin, entry, sent).status_code == 303
    assert (changed := evidence.found(database, entry)) and changed.version == 1
    with database.writing() as db:
        assert states.meet(db, people.lin, goal, [entry]).state == "met"


def test_a_place_written_under_the_new_name_is_no_new_level(database, people, moves_on, browse):
    moves_on()
    with database.writing() as db:
        rules.place(db, None, people.lin.person_id, "operator", clock.today())
        framework = versions.in_force(db).framework
    assert framework.level_ids("operator") == {"intermediate", "operator"}
    assert browse("lin").get("/reflections").status_code == 200


def test_an_assessment_reads_under_both(database, people, moves_on):
    id = written(database, people.lin, people.lin, data_analysis=3, innovation=2)
    version = moves_on()
    with database.reading() as db:
        own = assessments.view(db, people.lin, id)
        now = versions.load(db, version).framework
        read = assessments.translated(now, own.entry.framework_version_id, assessments.ratings(db, [id])[id])
    assert own.card("data_analysis").rating.proficiency == 3 and own.card("innovation").rating.proficiency == 2
    assert own.level and own.level.id == "intermediate"
    assert read["insight_in_numbers"].proficiency == 3 and now.competency("innovation") is None


def test_occasions_to_reflect_keep_their_answers(database, people, moves_on):
    moves_on()
    with database.reading() as db:
        framework = versions.in_force(db).framework
    day = "2026-10-01"
    assert under(framework, f"gap:data_analysis:{day}") == f"gap:insight_in_numbers:{day}"
    assert under(framework, f"level:senior:{day}") == f"level:expert:{day}"
    for key in (f"gap:strategy:{day}", f"periodic:{day}", "project:12", "own:token:x"):
        assert under(framework, key) == key
