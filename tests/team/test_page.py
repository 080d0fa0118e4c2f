"""The team page: who is on it, what a cell says, and what stays in the trail."""

from datetime import timedelta

import pytest

from app.framework import versions
from app.kit import clock
from app.people import access, rules
from app.people.models import ReportingLine
from app.trail.rules import broken_link
from tests.assessments.acts import written
from tests.pages import Page, text, texts
from tests.team.acts import crowd, opened, readings


def test_a_manager_sees_his_reports(browse, people):
    page = opened(browse("chen"))
    assert page.people == [people.lin.person_id]
    assert page.names == ["Lin Xiaoyu"]
    assert len(page.marked("heat-name")) == len(page.all(".//tbody/tr/td")) - 1 == 12


@pytest.mark.parametrize("who", ["lin", "zhao", "gone", "dotted", "wang", "root"])
def test_whoever_leads_nobody_gets_a_page_that_teaches(browse, people, who):
    page = opened(browse(who))
    assert not page.all(".//table") and not page.all(".//form[@action='/team']")
    assert "Nobody reports to you" in page.text
    assert ("Lin Xiaoyu" in page.text) == (who in ("lin", "dotted"))


def test_hr_has_no_page_of_others(browse, database, people):
    written(database, people.chen, people.lin, teamwork=3)
    page = opened(browse("wang"), "/team?whom=all")
    assert not page.all(".//table")
    assert "Lin Xiaoyu" not in page.text


def test_a_dotted_line_is_a_name_and_the_way_to_the_goals(browse, database, people):
    written(database, people.lin, people.lin, teamwork=2)
    written(database, people.chen, people.lin, teamwork=3)
    page = opened(browse("dotted"))
    lin = people.lin.person_id
    assert {f"/people/{lin}", f"/people/{lin}/goals"} <= set(page.links())
    assert not page.marked("cell")
    assert readings(database, people.dotted) == []


def test_below_as_a_director(browse, people):
    zhou = browse("zhou")
    assert opened(zhou).people == [people.chen.person_id]
    assert opened(zhou, "/team?whom=all").people == [people.chen.person_id, people.lin.person_id]


def test_the_relation_is_the_one_that_other_pages_go_by(database, people):
    for reader in ("zhou", "chen", "qian", "dotted", "gone", "root"):
        actor = getattr(people, reader)
        with database.reading() as db:
            for person in access.below(db, actor.person_id):
                told = access.relation(db, actor, person.id)
                assert (person.relation.direct, person.relation.line) == (told.direct, told.line)
                assert told.direct or told.above


def test_a_circle_in_the_lines_ends_by_itself(database, people, browse):
    zhou, chen, lin = people.zhou.person_id, people.chen.person_id, people.lin.person_id
    with database.writing() as db:
        since = clock.today() - timedelta(days=3)
        db.add(ReportingLine(person_id=zhou, manager_id=lin, kind="solid", since=since))
    assert opened(browse("zhou"), "/team?whom=all").people == [chen, lin]
    assert opened(browse("lin"), "/team?whom=all").people == [chen, zhou]


def test_the_former_manager_sees_nothing_at_the_next_request(browse, database, people):
    written(database, people.chen, people.lin, teamwork=3)
    chen = browse("chen")
    assert opened(chen).people == [people.lin.person_id]
    with database.writing() as db:
        rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())
    page = opened(chen)
    assert "Lin Xiaoyu" not in page.text and not page.all(".//table")
    assert chen.get("/team", headers={"HX-Request": "true"}).headers["HX-Redirect"] == "/team"
    assert opened(browse("zhou"), "/team?whom=all").people == [people.chen.person_id]


def test_what_the_cells_say(browse, database, people):
    """Required of an intermediate: each kind of cell differs from the others in text and in class."""
    lin = people.lin.person_id
    with database.reading() as db:
        required = versions.in_force(db).framework.level("intermediate").required
    step = {"market_analysis": 0, "data_analysis": -1, "strategy": 1}
    answers = {name: required[name] + up for name, up in step.items()}
    written(database, people.chen, people.lin, **answers, teamwork=1, adaptability="none")
    page = opened(browse("chen"))
    cells = {
        name: page.cell(lin, name)
        for name in ("Market analysis", "Data analysis", "Strategy formulation", "Adaptability", "Innovation")
    }
    signs = ["is-met", "is-one_short", "is-above", "is-no_opportunity", "is-not_rated"]
    assert all(sign in cell.classes for sign, cell in zip(signs, cells.values(), strict=True))
    assert [cell.text.lstrip("12345") for cell in cells.values()] == ["", "▾", "▴", "○", "–"]
    assert [bool(cell.text.strip("▾▴○–")) for cell in cells.values()] == [True, True, True, False, False]
    assert len({cell.words.partition(": ")[2] for cell in cells.values()}) == 5
    assert "no opportunity to show it yet" in cells["Adaptability"].words
    assert "not rated yet" in cells["Innovation"].words
    assert all(f"/people/{lin}/gaps" in cell.address for cell in cells.values())
    data = cells["Data analysis"]
    assert ("is-key" in data.classes) == ("(key)" in data.words) is True
    assert "is-key" not in cells["Innovation"].classes


def test_against_the_next_level(browse, database, people):
    written(database, people.chen, people.lin, data_analysis=2)
    chen, lin = browse("chen"), people.lin.person_id
    assert opened(chen).cell(lin, "Data analysis").text == "2▾"
    following = opened(chen, "/team?against=next").cell(lin, "Data analysis")
    assert (following.text, "is-short" in following.classes) == ("2▾▾", True)
    assert "target=senior" in following.address
    assert browse("chen").get(following.address).status_code == 200


def test_at_the_top_the_next_level_is_the_present_one(browse, database, people):
    with database.writing() as db:
        rules.report_to(db, None, people.zhou.person_id, people.qian.person_id, clock.today())
    page = opened(browse("qian"), "/team?against=next")
    assert "target=director" in page.cell(people.zhou.person_id, "Teamwork").address


def test_without_a_level_a_number_stands_alone(browse, database, people):
    with database.writing() as db:
        rules.report_to(db, None, people.wang.person_id, people.chen.person_id, clock.today())
    written(database, people.chen, people.wang, teamwork=3)
    page = opened(browse("chen"))
    cell = page.cell(people.wang.person_id, "Teamwork")
    assert (cell.text, "is-not_asked" in cell.classes, "now 3" in cell.words) == ("3", True, True)
    assert "is-not_rated" in page.cell(people.wang.person_id, "Innovation").classes


def test_whose_rating_it_is_stands_beside_the_name(browse, database, people):
    chen, lin = browse("chen"), people.lin.person_id
    assert "no rating open to you yet" in text(opened(chen).id(f"person-{lin}"))
    written(database, people.chen, people.lin, teamwork=3)
    assert f"manager assessment of {clock.today()}" in text(opened(chen).id(f"person-{lin}"))


def test_no_rank_no_total(browse, database, people):
    """Names decide, in the order of pinyin, whatever the ratings are."""
    with database.writing() as db:
        rules.report_to(db, None, people.zhao.person_id, people.chen.person_id, clock.today())
        rules.report_to(db, None, people.dotted.person_id, people.chen.person_id, clock.today())
    written(database, people.chen, people.zhao, teamwork=5, strategy=5)
    written(database, people.chen, people.lin, teamwork=1, strategy=1)
    page = opened(browse("chen"))
    assert page.names == ["Lin Xiaoyu", "Sun Yue", "Zhao Lei"]
    headings = texts(page.all(".//thead//th"))
    assert headings[0] == "Name" and "Due" in headings and len(headings) == 2 + 4 + 12


def test_everybody_whose_record_is_shown_can_read_that(browse, database, people):
    chen = browse("chen")
    written(database, people.chen, people.lin, teamwork=3)
    for address in ("/team", "/team?against=next", "/team"):
        opened(chen, address)
    assert readings(database, people.chen) == [people.lin.person_id]
    assert people.chen.name in browse("lin").get("/me/looked").text
    with database.reading() as db:
        assert broken_link(db) is None


def test_and_of_whom_nothing_is_shown_nothing_is_written(browse, database, people):
    opened(browse("zhou"))
    opened(browse("zhou"), "/team?whom=all")
    assert people.lin.person_id not in readings(database, people.zhou)


def test_a_page_of_readings_is_one_batch(browse, database, people, count_queries):
    with database.writing() as db:
        ids = crowd(db, people.chen, 60, rated=True)
    chen = browse("chen")
    with count_queries() as first:
        opened(chen)
    with count_queries() as again:
        opened(chen)
    shown = readings(database, people.chen)
    assert len(shown) == len(set(shown)) == 50
    assert set(shown) <= {people.lin.person_id, *ids}
    assert len(first) - len(again) == 3
    with database.reading() as db:
        assert broken_link(db) is None


def test_my_page_and_the_menu_lead_there(browse, people):
    assert Page(browse("chen").get("/")).links().count("/team") == 2
    assert Page(browse("lin").get("/")).links().count("/team") == 1
