"""Filters: with script and without, and pages of 50."""

import pytest

from app.kit import clock
from app.people import rules
from tests.pages import Page
from tests.team.acts import crowd, opened

ALL = "/team?whom=all"


@pytest.fixture
def team(database, people):
    """Under zhou: chen, and lin and zhao below him."""
    with database.writing() as db:
        rules.report_to(db, None, people.zhao.person_id, people.chen.person_id, clock.today())
    return people


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Chen Jianguo"]),
        ("?whom=all", ["Chen Jianguo", "Lin Xiaoyu", "Zhao Lei"]),
        ("?whom=all&department=渠道二部", ["Zhao Lei"]),
        ("?whom=all&level=senior", ["Chen Jianguo"]),
        ("?whom=all&level=intermediate&department=渠道一部", ["Lin Xiaoyu"]),
        ("?whom=all&q=xiao", ["Lin Xiaoyu"]),
        ("?whom=all&q=赵", ["Zhao Lei"]),
        ("?whom=all&q=%25", []),
        ("?whom=all&level=no_such_level", []),
        ("?q=lin", []),
    ],
)
def test_each(browse, team, query, names):
    zhou = browse("zhou")
    assert opened(zhou, f"/team{query}").names == names
    fragment = Page(zhou.get(f"/team{query}", headers={"HX-Request": "true"}))
    assert fragment.id("team") is not None and not fragment.all(".//form")


def test_nobody_matches(browse, team):
    assert "Nobody matches" in opened(browse("zhou"), "/team?q=xyzzy").text


@pytest.mark.parametrize("query", ["whom=others", "against=last", "page=0", "page=x", f"q={'a' * 101}"])
def test_what_means_nothing_is_refused(browse, team, query):
    assert browse("zhou").get(f"/team?{query}").status_code == 422


def test_the_toggle_keeps_the_filters(browse, team):
    page = opened(browse("zhou"), "/team?whom=all&q=lin")
    links = [a.get("href", "") for a in page.all(".//nav/a") if "against=" in a.get("href", "")]
    assert len(links) == 2 and all("whom=all" in link and "q=lin" in link for link in links)
    assert opened(browse("zhou"), links[1]).names == ["Lin Xiaoyu"]


def test_what_was_chosen_stays_chosen(browse, team):
    page = opened(browse("zhou"), "/team?whom=all&level=senior&q=chen&against=next")
    chosen = {s.get("name"): o.get("value") for s in page.all(".//select") for o in s if "selected" in o.attrib}
    assert chosen == {"whom": "all", "level": "senior"}
    fields = page.fields()
    assert (fields["q"], fields["against"]) == ("chen", "next")


def test_fifty_on_a_page(browse, database, people):
    with database.writing() as db:
        ids = crowd(db, people.qian, 120)
    qian = browse("qian")
    pages = [opened(qian, f"/team?page={n}") for n in (1, 2, 3)]
    assert [len(page.people) for page in pages] == [50, 50, 21]
    assert pages[0].people + pages[1].people + pages[2].people == [*ids, people.zhao.person_id]
    assert "/team" in [a.get("href", "").partition("?")[0] for a in pages[1].all(".//a[@rel='next']")]
    assert not pages[2].all(".//a[@rel='next']")
    assert "There is nothing on this page" in opened(qian, "/team?page=4").text


def test_only_what_there_is_can_be_chosen(browse, people):
    """One level, one department, nobody below his reports: nothing to choose but a name."""
    assert opened(browse("chen")).all(".//select") == []
