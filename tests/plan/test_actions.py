"""Adding, changing, ticking and removing actions, with script and without."""

import pytest

from app.goals.actions import Step
from tests.goals.acts import added, stored
from tests.pages import Page, text
from tests.plan.acts import HTMX, SOON, delete, put


@pytest.fixture
def goal(database, people) -> int:
    return added(database, people.lin, actions=(Step("call three partners", SOON),))


@pytest.fixture
def lin(browse):
    return browse("lin")


@pytest.fixture
def action(database, goal) -> int:
    return stored(database, goal).actions[0].id


def test_ticked_and_not(lin, database, goal, action):
    for _ in range(2):
        answer = put(lin, f"/actions/{action}/completion")
        assert answer.headers["location"] == f"/goals/{goal}#actions-{goal}"
    assert stored(database, goal).done == 1
    answer = delete(lin, f"/actions/{action}/completion", back="plan")
    assert answer.headers["location"] == f"/goals#goal-{goal}"
    assert stored(database, goal).done == 0


def test_in_the_plan_the_list_stays_short(lin, action):
    page = Page(lin.put(f"/actions/{action}/completion", data={"back": "plan"}, headers=HTMX))
    assert page.marked("action-form") == [] and page.all(".//details") == []


def test_added(lin, database, goal):
    for _ in range(2):
        answer = lin.post(f"/goals/{goal}/actions", data={"title": "  write   it up ", "due_on": ""})
        assert answer.status_code == 303
    assert [a.title for a in stored(database, goal).actions] == ["call three partners", "write it up"]
    page = Page(lin.post(f"/goals/{goal}/actions", data={"title": "third"}, headers=HTMX))
    assert "third" in page.text and page.id("title-new").get("value") == ""


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"due_on": "x"}, "due_on"),
    ],
)
def test_bad_input(lin, database, goal, action, wrong, field, headers):
    form = {"title": "kept words", "due_on": SOON.isoformat(), "version": 1} | wrong
    before = stored(database, goal)
    for method, path, key in (("post", f"/goals/{goal}/actions", "new"), ("put", f"/actions/{action}", str(action))):
        answer = getattr(lin, method)(path, data=form, headers=headers)
        assert answer.status_code == 422
        page = Page(answer)
        short = {"title": "title", "due_on": "due"}
        marked = page.id(f"{short[field]}-{key}")
        assert marked.get("aria-invalid") == "true" and page.id(marked.get("aria-describedby")) is not None
        if field != "title":
            assert page.id(f"title-{key}").get("value") == "kept words"
    assert stored(database, goal) == before


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_two_tabs(lin, database, goal, action, headers):
    put(lin, f"/actions/{action}", title="from the first tab", due_on="", version=1)
    answer = lin.put(
        f"/actions/{action}", data={"title": "from the second", "due_on": "", "version": 1}, headers=headers
    )
    assert answer.status_code == 409
    page = Page(answer)
    notice = text(page.marked("amber")[0])
    assert "from the first tab" in notice and "from the second" in notice
    assert page.id(f"title-{action}").get("value") == "from the second"
    (version,) = {i.get("value") for i in page.all(".//input[@name='version']")}
    assert version == "2"
    assert put(lin, f"/actions/{action}", title="from the second", due_on="", version=version).status_code == 303
    assert stored(database, goal).actions[0].title == "from the second"


def test_removed(lin, database, goal, action):
    assert delete(lin, f"/actions/{action}").headers["location"].startswith(f"/goals/{goal}")
    assert stored(database, goal).actions == ()
    assert delete(lin, f"/actions/{action}").status_code == 404
