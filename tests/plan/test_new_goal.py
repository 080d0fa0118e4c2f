"""A goal made in one step from a gap."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.goals import queries
from tests.pages import Page, text, texts
from tests.plan.acts import LATER, SOON, new, rated


@pytest.fixture
def lin(browse, database, people):
    rated(database, people.lin)
    return browse("lin")


def goals(database, person):
    with database.reading() as db:
        return queries.of_person(db, person.person_id)


def test_from_gap_to_goal(lin, database, people):
    page = Page(lin.get("/goals/new?competency=strategy"))
    assert "New goal: Strategy" in page.heading
    fields = page.fields()
    assert (fields["from_proficiency"], fields["competency"]) == ("2", "strategy")
    (chosen,) = [o for o in page.all(".//select[@name='to_proficiency']/option") if "selected" in o.attrib]
    assert chosen.get("value") == "4"
    assert [o.get("value") for o in page.all(".//select[@name='to_proficiency']/option")] == ["3", "4", "5"]
    assert "asks for 4 Advanced here, I am at 2 Foundation" in fields["why"]
    assert len(fields["measure"].splitlines()) >= 2 and fields["hours"] == "24"
    ticked = [i for i in page.all(".//input[@name='suggested']") if "checked" in i.attrib]
    assert len(ticked) == 2
    answer = lin.post("/goals", data={**fields, "to_proficiency": "4", "suggested": [i.get("value") for i in ticked]})
    assert answer.status_code == 303
    (goal,) = goals(database, people.lin)
    assert answer.headers["location"] == f"/goals/{goal.id}"
    assert (goal.state, goal.from_proficiency, goal.to_proficiency, goal.hours) == ("drafted", 2, 4, 24)
    assert len(goal.actions) == 2 and all(action.due_on for action in goal.actions)
    assert goal.suggestion == ticked[0].get("value")


def test_the_choice_begins_with_the_gaps(lin):
    page = Page(lin.get("/goals/new"))
    links = [a.get("href") for a in page.all(".//a") if "competency=" in a.get("href", "")]
    assert len(links) == len(set(links)) == 12
    assert links[:2] == ["/goals/new?competency=strategy", "/goals/new?competency=market_analysis"]


def test_an_unknown_competency(lin):
    for competency in ("juggling", "%00", "1"):
        assert lin.get(f"/goals/new?competency={competency}").status_code == 404
    assert lin.post("/goals", data=new(competency="juggling")).status_code == 404
    assert lin.post("/goals", data={}).status_code == 422


def test_what_is_met_leads_on_to_the_next_step(lin):
    page = Page(lin.get("/goals/new?competency=teamwork"))
    (chosen,) = [o for o in page.all(".//select[@name='to_proficiency']/option") if "selected" in o.attrib]
    assert chosen.get("value") == "5"
    assert "is met; I want to go on from 4 Advanced" in page.fields()["why"]


def test_at_the_top_of_the_scale_another_one_is_offered(lin):
    page = Page(lin.get("/goals/new?competency=communication"))
    assert "top of the scale already" in page.text and page.all(".//textarea") == []


def test_not_rated_yet(browse):
    page = Page(browse("zhao").get("/goals/new?competency=strategy"))
    assert page.fields()["from_proficiency"] == ""
    assert browse("zhao").post("/goals", data=new(from_proficiency="")).status_code == 303


def test_an_action_of_ones_own_and_days_of_the_suggested(lin, database, people):
    page = Page(lin.get("/goals/new?competency=strategy"))
    key = page.all(".//input[@name='suggested']")[0].get("value")
    form = new(suggested=[key, key, "no.such.work.1"], **{f"on.{key}": SOON.isoformat()}, title="ask Zhou", day="")
    assert lin.post("/goals", data=form).status_code == 303
    (goal,) = goals(database, people.lin)
    assert [(a.due_on, a.title == "ask Zhou") for a in goal.actions] == [(SOON, False), (None, True)]


def test_the_same_form_twice_makes_one(lin, database, people):
    first, again = (lin.post("/goals", data=new(title="once")) for _ in range(2))
    assert first.headers["location"] == again.headers["location"]
    (goal,) = goals(database, people.lin)
    assert len(goal.actions) == 1


def test_the_same_form_at_the_same_moment(lin, browse, database, people):
    clients = [browse("lin") for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda c: c.post("/goals", data=new()).status_code, clients))
    assert set(found) == {303}
    assert len(goals(database, people.lin)) == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"due_on": ""}, "due_on"),
        ({"due_on": "tomorrow"}, "due_on"),
        ({"due_on": "2020-01-01"}, "due_on"),
        ({"due_on": "9999-01-01"}, "due_on"),
        ({"hours": "many"}, "hours"),
        ({"hours": "-1"}, "hours"),
        ({"hours": "99999999999999999999"}, "hours"),
        ({"to_proficiency": "2"}, "to_proficiency"),
        ({"to_proficiency": "77"}, "to_proficiency"),
        ({"why": "x" * 4001}, "why"),
        ({"measure": "\x07"}, "measure"),
        ({"title": "x" * 301}, "title"),
        ({"day": "soon"}, "day"),
    ],
)
def test_bad_input_is_kept_and_said(lin, database, people, wrong, field):
    form = new(why="my own words") | wrong
    answer = lin.post("/goals", data=form)
    assert answer.status_code == 422
    page = Page(answer)
    marked = [e for e in page.root.iter() if e.get("name") == field and e.get("aria-invalid")]
    assert marked and page.marked("wrong")
    if field != "why":
        assert page.fields()["why"] == "my own words"
    assert page.fields()["once"] == "token-of-the-form"
    assert goals(database, people.lin) == []


def test_a_bad_day_of_suggested_work(lin, database, people):
    key = Page(lin.get("/goals/new?competency=strategy")).all(".//input[@name='suggested']")[0].get("value")
    answer = lin.post("/goals", data=new(suggested=[key], **{f"on.{key}": "soon"}))
    assert answer.status_code == 422
    page = Page(answer)
    (marked,) = [i for i in page.all(".//input") if i.get("aria-invalid")]
    assert (marked.get("name"), marked.get("value")) == (f"on.{key}", "soon")
    assert [i.get("value") for i in page.all(".//input[@name='suggested']") if "checked" in i.attrib] == [key]
    assert goals(database, people.lin) == []


def test_nobody_makes_a_goal_for_somebody_else(lin, database, people):
    answer = lin.post("/goals", data=new(person_id=people.zhao.person_id, person=people.zhao.person_id, state="agreed"))
    assert answer.status_code == 303
    assert goals(database, people.zhao) == []
    assert [goal.state for goal in goals(database, people.lin)] == ["drafted"]


def test_the_gaps_page_leads_here_and_says_what_is_covered(lin, browse, database, people):
    page = Page(lin.get("/gaps"))
    cards = page.marked("priority")
    assert "/goals/new" in page.links()
    assert "Make this a goal" in text(cards[0])
    lin.post("/goals", data=new())
    (goal,) = goals(database, people.lin)
    page = Page(lin.get("/gaps"))
    assert f"/goals/{goal.id}" in page.links()
    first, second, *_ = texts(page.marked("priority"))
    assert "goal, due on" in first and "Make this a goal" not in first
    assert "Make this a goal" in second
    # those above see what covers a gap, but make no goals; HR does not even see that there are any
    rated(database, people.zhao)
    page = Page(browse("dotted").get(f"/people/{people.lin.person_id}/gaps"))
    assert "/goals/new" not in page.links()
    page = Page(browse("wang").get(f"/people/{people.lin.person_id}/gaps"))
    assert not any(link.startswith("/goals/") for link in page.links())
    assert LATER.isoformat() not in page.text
