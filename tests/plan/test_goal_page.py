"""A goal: who reads it, who changes it, two tabs, its states and its actions."""

import pytest

from app.framework import versions
from app.goals import queries, states
from app.goals.actions import Step
from tests.goals.acts import added, evidence, stored
from tests.pages import Page, text
from tests.plan.acts import HTMX, SOON, delete, put, said


@pytest.fixture
def goal(database, people) -> int:
    return added(database, people.lin, actions=(Step("call three partners", SOON), Step("write it up")))


@pytest.fixture
def lin(browse):
    return browse("lin")


def action_of(database, goal: int, number: int = 0) -> int:
    return stored(database, goal).actions[number].id


def test_her_own(lin, goal):
    page = Page(lin.get(f"/goals/{goal}"))
    assert page.heading == "Teamwork"
    assert "2 Foundation → 3 Practitioner" in page.text and "0 of 2 actions done" in page.text
    assert f"/goals/{goal}/edit" in page.links()
    assert "Agree" not in [text(button) for button in page.all(".//button")]


def test_managers_read_and_agree(browse, database, people, goal):
    for reader in ("chen", "zhou", "dotted"):
        page = Page(browse(reader).get(f"/goals/{goal}"))
        assert "call three partners" in page.text
        buttons = [text(button) for button in page.all(".//main//button")]
        assert buttons == ([] if reader == "dotted" else ["Agree"])
        assert f"/goals/{goal}/edit" not in page.links()
    answer = put(browse("chen"), f"/goals/{goal}/agreement", version=1)
    assert answer.headers["location"] == f"/goals/{goal}"
    page = Page(browse("lin").get(f"/goals/{goal}"))
    assert "Chen Jianguo" in page.text
    answer = delete(browse("zhou"), f"/goals/{goal}/agreement")
    assert answer.status_code == 303 and stored(database, goal).state == "drafted"


def test_agreed_from_the_plan_one_stays_there(browse, people, goal):
    answer = put(browse("chen"), f"/goals/{goal}/agreement", version=1, back="plan")
    assert answer.headers["location"] == f"/people/{people.lin.person_id}/goals"


def test_nobody_agrees_to_what_he_has_not_read(browse, lin, database, goal):
    put(lin, f"/goals/{goal}", **said(to_proficiency=4))
    assert put(browse("chen"), f"/goals/{goal}/agreement", version=1).status_code == 409
    assert put(browse("chen"), f"/goals/{goal}/agreement").status_code == 422
    assert stored(database, goal).state == "drafted"


def test_each_reading_by_somebody_else_can_be_read(browse, lin, goal):
    browse("chen").get(f"/goals/{goal}")
    looked = Page(lin.get("/me/looked")).text
    assert "Chen Jianguo" in looked or "陈建国" in looked


def test_changing(lin, database, goal):
    page = Page(lin.get(f"/goals/{goal}/edit"))
    assert page.fields()["measure"] == "two colleagues say so"
    assert put(lin, f"/goals/{goal}", **said(why="other words")).status_code == 303
    assert (stored(database, goal).why, stored(database, goal).version) == ("other words", 2)


def test_two_tabs_meet(lin, database, goal):
    put(lin, f"/goals/{goal}", **said(why="from the first tab", hours=7))
    answer = put(lin, f"/goals/{goal}", **said(why="from the second tab <b>"))
    assert answer.status_code == 409 and "<b>" not in answer.text
    page = Page(answer)
    notice = text(page.marked("amber")[0])
    assert "from the first tab" in notice and "from the second tab" in notice
    fields = page.fields()
    assert (fields["why"], fields["version"]) == ("from the second tab <b>", "2")
    assert any(f"/goals/{goal}/edit" in link for link in page.links())
    assert stored(database, goal).why == "from the first tab"
    assert put(lin, f"/goals/{goal}", **said(why="from the second tab", version=2)).status_code == 303
    assert stored(database, goal).why == "from the second tab"


@pytest.mark.parametrize("lost", ["to_proficiency", "why", "measure", "due_on", "hours", "version"])
def test_a_field_that_got_lost_erases_nothing(lin, database, goal, lost):
    form = said()
    del form[lost]
    before = stored(database, goal)
    answer = put(lin, f"/goals/{goal}", **form)
    assert answer.status_code == 422
    assert stored(database, goal) == before


def test_what_is_agreed_and_changed_is_a_draft_again(lin, database, people, goal):
    with database.writing() as db:
        states.agree(db, people.chen, goal, 1)
    assert "agreed anew" in Page(lin.get(f"/goals/{goal}/edit")).text
    put(lin, f"/goals/{goal}", **said())
    assert "changed, so a draft again" in Page(lin.get(f"/goals/{goal}")).text


def test_paused_with_a_reason_and_resumed(lin, database, goal):
    answer = put(lin, f"/goals/{goal}/pause", reason="  ")
    assert answer.status_code == 422 and Page(answer).marked("wrong")
    assert put(lin, f"/goals/{goal}/pause", reason="busy <season>").status_code == 303
    assert put(lin, f"/goals/{goal}/pause", reason="busy <season>").status_code == 303
    page = lin.get(f"/goals/{goal}")
    assert "busy &lt;season&gt;" in page.text and "Resume" in page.text
    assert delete(lin, f"/goals/{goal}/pause").status_code == 303
    assert stored(database, goal).state == "drafted"


def test_a_reason_that_is_too_long_stays_on_the_page(lin, database, goal):
    answer = put(lin, f"/goals/{goal}/abandonment", reason="x" * 4001)
    assert answer.status_code == 422
    assert any((area.text or "") == "x" * 4001 for area in Page(answer).all(".//textarea"))
    assert stored(database, goal).state == "drafted"


def test_met_with_evidence(lin, browse, database, people, goal):
    page = Page(lin.get(f"/goals/{goal}"))
    assert page.all(".//input[@name='evidence']") == [] and "/evidence/new" in page.links()
    with database.writing() as db:
        open_one = evidence(db, people.lin, "teamwork")
        private = evidence(db, people.lin, "teamwork", private=True)
        other = evidence(db, people.lin, "strategy")
    page = Page(lin.get(f"/goals/{goal}"))
    assert {i.get("value") for i in page.all(".//input[@name='evidence']")} == {str(open_one), str(private)}
    for wrong in ({}, {"evidence": other}, {"evidence": "x"}, {"evidence": 2**40}):
        answer = put(lin, f"/goals/{goal}/attainment", **wrong)
        assert answer.status_code == 422 and Page(answer).marked("wrong"), wrong
    for _ in range(2):
        assert put(lin, f"/goals/{goal}/attainment", evidence=[open_one, private]).status_code == 303
    page = Page(lin.get(f"/goals/{goal}"))
    assert {f"/evidence/{open_one}", f"/evidence/{private}"} <= set(page.links())
    # private entries stay private, and a dotted line sees none at all
    shown = set(Page(browse("chen").get(f"/goals/{goal}")).links())
    assert f"/evidence/{open_one}" in shown and f"/evidence/{private}" not in shown
    assert not any(link.startswith("/evidence/") for link in Page(browse("dotted").get(f"/goals/{goal}")).links())


def test_closed_goals_are_only_read(lin, database, goal):
    put(lin, f"/goals/{goal}/abandonment", reason="another job")
    page = Page(lin.get(f"/goals/{goal}"))
    assert page.marked("action-form") == [] and f"/goals/{goal}/edit" not in page.links()
    assert lin.get(f"/goals/{goal}/edit").status_code == 409
    action = action_of(database, goal)
    for answer in (
        put(lin, f"/goals/{goal}", **said()),
        put(lin, f"/goals/{goal}/pause", reason="x"),
        delete(lin, f"/goals/{goal}/pause"),
        delete(lin, f"/goals/{goal}/attainment"),
        put(lin, f"/actions/{action}/completion"),
        lin.post(f"/goals/{goal}/actions", data={"title": "x"}),
    ):
        assert answer.status_code == 409
    assert delete(lin, f"/goals/{goal}/abandonment").status_code == 303
    assert stored(database, goal).state == "drafted"


def test_ids_that_are_none(lin):
    for id in ("0", "2147483648", "x", "999999"):
        for path in (f"/goals/{id}", f"/goals/{id}/edit"):
            assert lin.get(path).status_code == 404, path
        assert put(lin, f"/actions/{id}/completion").status_code == 404


def test_the_trail_has_no_words(lin, database, people, goal):
    put(lin, f"/goals/{goal}", **said(why="canary"))
    lin.post(f"/goals/{goal}/actions", data={"title": "canary"})
    put(lin, f"/goals/{goal}/abandonment", reason="canary")
    with database.reading() as db:
        found = str(db.connection().exec_driver_sql("SELECT action, object, details FROM trail_event").all())
    assert "goal.dropped" in found and "action.added" in found and "canary" not in found


def test_the_goal_of_a_competency_that_the_framework_no_longer_has(lin, database, people, goal):
    with database.writing() as db:
        db.connection().exec_driver_sql("UPDATE goal SET competency = 'gone', to_proficiency = 9")
    assert Page(lin.get(f"/goals/{goal}")).heading == "gone"
    assert "gone" in Page(lin.get("/goals")).text
    assert lin.get(f"/goals/{goal}/edit").status_code == 200
    with database.reading() as db:
        framework = versions.in_force(db).framework
        assert queries.by_competency(db, people.lin.person_id, framework).keys() == {"gone"}


def test_script_draws_only_the_list(lin, database, goal):
    action = action_of(database, goal)
    answer = lin.put(f"/actions/{action}/completion", headers=HTMX)
    assert answer.status_code == 200 and "<html" not in answer.text and answer.headers["vary"] == "HX-Request"
    page = Page(answer)
    assert page.root.find("div").get("id") == f"actions-{goal}"
    assert page.id(f"tick-{action}").get("aria-pressed") == "true" and "1 of 2 actions done" in page.text
