"""The plan: empty, full, of a report; the target and the hours above it; what it costs."""

from datetime import timedelta

import pytest

from app.evidence.kinds import KINDS
from app.goals import queries, states, target
from app.goals.actions import Step
from app.kit import clock
from tests.goals.acts import add, added, evidence
from tests.pages import Page, text, texts
from tests.plan.acts import LATER, SOON, put, rated


@pytest.fixture
def lin(browse):
    return browse("lin")


def test_an_empty_page_teaches(lin):
    page = Page(lin.get("/goals"))
    (empty,) = page.marked("empty")
    assert "One competency" in text(empty) or "one competency" in text(empty)
    assert "/goals/new" in page.links() and page.marked("bars") == []


def test_for_people_without_a_level(browse):
    for login in ("wang", "root"):
        page = Page(browse(login).get("/goals"))
        assert page.heading == "My plan" and page.id("target") is not None


def test_by_quarter_with_state_progress_and_gap(lin, database, people):
    rated(database, people.lin)
    with database.writing() as db:
        agreed = add(db, people.lin, "strategy", (Step("one", SOON), Step("two")), due_on=LATER)
        states.agree(db, people.chen, agreed, 1)
        paused = add(db, people.lin, "innovation")
        states.pause(db, people.lin, paused, "busy season")
        dropped = add(db, people.lin, "cost_control")
        states.drop(db, people.lin, dropped, "no")
    page = Page(lin.get("/goals"))
    cards = {card.get("id"): text(card) for card in page.marked("goal")}
    assert cards.keys() == {f"goal-{agreed}", f"goal-{paused}"}
    assert "agreed by Chen Jianguo on" in cards[f"goal-{agreed}"]
    assert "0 of 2 actions done" in cards[f"goal-{agreed}"]
    assert "Covers the gap: Needs 4 Advanced, now 2 Foundation" in cards[f"goal-{agreed}"]
    assert "busy season" in cards[f"goal-{paused}"]
    assert "1 goal met or dropped" in page.text and f"/goals/{dropped}" in page.links()
    assert "2 open goals, 1 agreed" in page.text


def test_the_load_as_chart_and_as_table(lin, database, people):
    added(database, people.lin, due_on=LATER, hours=60)
    page = Page(lin.get("/goals"))
    assert page.marked("bar-limit")
    table = [texts(row) for row in page.all(".//table/tbody/tr")]
    asked = [float(row[1].split()[0]) for row in table]
    assert round(sum(asked), 1) == 60
    assert any("too much" in row[1] for row in table)
    assert "hours, 8 are available." in page.text


def test_the_check_is_in_words_and_leads_on(lin, database, people):
    rated(database, people.lin)
    page = Page(lin.get("/goals"))
    (list_,) = page.marked("checks")
    assert "No goal covers “Strategy formulation” yet" in text(list_)
    assert any("competency=strategy" in a.get("href", "") for a in list_.iter("a"))
    assert page.all(".//meter") == [] and "%" not in text(page.id("main"))


def test_the_target_is_set_changed_and_what_all_is_measured_against(lin, database, people):
    rated(database, people.lin)
    page = Page(lin.get("/goals"))
    options = [o.get("value") for o in page.all(".//select[@name='level']/option")]
    assert options == ["senior", "senior:specialist", "senior:manager", "director"]
    assert put(lin, "/goals/target", level="senior:manager", by_on=SOON.isoformat(), why="to lead").status_code == 303
    page = Page(lin.get("/goals"))
    assert "Channel operations manager" in text(page.id("target")) or "manager" in text(page.id("target")).lower()
    assert "to lead" in text(page.id("target"))
    put(lin, "/goals/target", level="director", by_on=LATER.isoformat(), why="")
    page = Page(lin.get("/goals"))
    assert "is the earliest" in page.text
    rungs = texts(page.marked("rung"))
    assert len(rungs) == 3 and "now" in rungs[-1]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"level": "junior"}, "level"),
        ({"level": "senior:chief"}, "level"),
        ({"level": ""}, "level"),
        ({"by_on": "2020-01-01"}, "by_on"),
        ({"by_on": "x"}, "by_on"),
        ({"why": "x" * 4001}, "why"),
    ],
)
def test_a_target_that_cannot_be(lin, database, people, wrong, field):
    answer = put(lin, "/goals/target", **({"level": "senior", "by_on": LATER.isoformat(), "why": "mine"} | wrong))
    assert answer.status_code == 422
    page = Page(answer)
    (marked,) = [e for e in page.root.iter() if e.get("aria-invalid")]
    assert marked.get("name") == field
    if field != "why":
        assert page.fields()["why"] == "mine"
    with database.reading() as db:
        assert queries.target(db, people.lin.person_id) is None


def test_a_target_that_is_reached_or_gone(lin, database, people):
    with database.writing() as db:
        target.set_target(db, people.lin, "senior", None, LATER)
        db.connection().exec_driver_sql("UPDATE career_target SET level = 'intermediate'")
    assert "is reached or no longer on the ladder" in Page(lin.get("/goals")).text
    with database.writing() as db:
        db.connection().exec_driver_sql("UPDATE career_target SET level = 'gone', face = 'gone'")
    assert "is reached or no longer on the ladder" in Page(lin.get("/goals")).text


def test_hours(lin, database, people):
    assert put(lin, "/goals/hours", hours_per_month=20).status_code == 303
    with database.reading() as db:
        assert queries.hours_per_month(db, people.lin.person_id) == 20
    added(database, people.lin)
    for wrong in ("", "301", "-1", "many", "1.5"):
        answer = put(lin, "/goals/hours", hours_per_month=wrong)
        assert answer.status_code == 422
        page = Page(answer)
        assert page.fields()["hours_per_month"] == wrong and page.marked("wrong")


def test_the_advice_says_what_was_done_and_when(lin, database, people):
    page = Page(lin.get("/goals"))
    (list_,) = page.marked("advice")
    said = texts(list(list_))
    assert len(said) == 10 and all("Nothing on record" in one for one in said)
    with database.writing() as db:
        for kind in KINDS:
            evidence(db, people.lin, "teamwork", kind=kind.id, private=kind.id == "contact")
        target.set_target(db, people.lin, "senior", None, LATER)
    said = texts(list(Page(lin.get("/goals")).marked("advice")[0]))
    assert sum("1 entry, the last of 2026-02-05" in one for one in said) == 8
    assert sum("Target set on" in one for one in said) == 1
    assert sum("Nothing on record" in one for one in said) == 1


def test_the_plan_of_a_report(browse, database, people):
    goal = added(database, people.lin, why="canary of hers")
    path = f"/people/{people.lin.person_id}/goals"
    for reader in ("chen", "zhou", "dotted"):
        page = Page(browse(reader).get(path))
        assert page.heading == "Plan of Lin Xiaoyu"
        assert f"/goals/{goal}" in page.links()
        assert page.marked("advice") == [] and page.all(".//main//form[@class='stack-2']") == []
        buttons = [text(b) for b in page.all(".//main//button")]
        assert bool(buttons) == (reader != "dotted") and all(b.startswith("Agree") for b in buttons)
        assert "/goals/new" not in page.links()
    for outsider in ("zhao", "qian", "gone", "wang", "root"):
        answer = browse(outsider).get(path)
        assert answer.status_code == 404 and "canary" not in answer.text
    assert Page(browse("lin").get(path)).heading == "My plan"


def test_in_chinese(client_for, database, people):
    rated(database, people.lin)
    added(database, people.lin, due_on=LATER, hours=60)
    page = Page(client_for("lin").get("/goals"))
    assert page.heading == "我的发展计划"
    assert "小时，可用的只有" in page.text and "季度" in page.text


def test_what_it_costs_does_not_grow(lin, database, people, count_queries):
    rated(database, people.lin)
    with database.writing() as db:
        add(db, people.lin, actions=(Step("one"),))
        target.set_target(db, people.lin, "senior", None, LATER)
    counts = []
    for _ in range(2):
        lin.get("/goals")
        with count_queries() as queried:
            assert lin.get("/goals").status_code == 200
        counts.append(len(queried))
        with database.writing() as db:
            for n in range(30):
                add(db, people.lin, "strategy", [Step(f"{n} {m}", SOON) for m in range(5)], due_on=LATER)
            target.set_target(db, people.lin, "director", None, LATER + timedelta(days=n))
            evidence(db, people.lin, "strategy")
    assert counts[0] == counts[1]
    assert clock.today() < LATER
