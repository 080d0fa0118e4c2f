"""Every reflection ends in what changes: a goal made, a goal changed, or nothing for now and why."""

from datetime import timedelta

import pytest
from sqlalchemy import text as sql
from sqlmodel import select

from app.goals.models import ActionItem, Goal
from app.kit import clock
from app.people import sessions
from tests.assessments.acts import written
from tests.pages import Page
from tests.reflections.acts import begin, complete, drafted, finished, goal, new_goal, stored, write


@pytest.fixture
def lin(browse):
    return browse("lin")


@pytest.fixture
def draft(database, people) -> int:
    with database.writing() as db:
        return drafted(db, people.lin)


def goals(database) -> list[Goal]:
    with database.reading() as db:
        return list(db.exec(select(Goal).order_by(Goal.id)))


def actions(database) -> list[tuple[int, str]]:
    with database.reading() as db:
        return [(one.goal_id, one.title) for one in db.exec(select(ActionItem).order_by(ActionItem.id))]


def test_a_new_goal_in_the_same_step(lin, database, draft):
    answer = complete(lin, draft, "made", **new_goal(measure="two partners", title="Ask first", by=""))
    assert answer.headers["location"] == f"/reflections/{draft}"
    (made,) = goals(database)
    assert (made.competency, made.to_proficiency, made.hours, made.measure) == ("teamwork", 3, 12, "two partners")
    assert actions(database) == [(made.id, "Ask first")]
    one = stored(database, draft)
    assert one and (one.change, one.goal_id) == ("made", made.id) and one.finished_at
    assert f"/goals/{made.id}" in Page(lin.get(f"/reflections/{draft}")).links()
    assert "a new goal" in Page(lin.get("/reflections")).text


def test_it_starts_from_how_she_is_rated(lin, database, people, draft):
    written(database, people.lin, people.lin, teamwork=2)
    too_low = complete(lin, draft, "made", **new_goal(to_proficiency=2))
    assert too_low.status_code == 422 and "above the present proficiency" in Page(too_low).text
    assert complete(lin, draft, "made", **new_goal(to_proficiency=4)).status_code == 303
    assert goals(database)[0].from_proficiency == 2


def test_the_gap_reflected_on_is_offered_first(lin, database, people):
    written(database, people.lin, people.lin, teamwork=1, innovation=1, strategy=1)
    with clock.at(clock.now() + timedelta(days=60)):
        lin = lin_again(lin, database, people)
        page = Page(lin.get("/reflections"))
        keys = [one.get("value", "") for one in page.all(".//article//input[@name='occasion']")]
        gap = next(key for key in reversed(keys) if key.startswith("gap:"))
        id = begin(lin, gap)
        form = Page(lin.get(f"/reflections/{id}/completion"))
    chosen = form.all(".//select[@name='made.competency']//option[@selected]")
    assert [one.get("value") for one in chosen] == [gap.split(":")[1]]


def lin_again(client, database, people):
    """Her browser, whose session is of the day it is now."""
    with database.writing() as db:
        token = sessions.open_session(db, people.lin.account_id, "test", confirmed=True)
    name = next(iter(client.cookies))
    client.cookies.set(name, token)
    return client


def test_a_goal_changed(lin, database, people, draft):
    with database.writing() as db:
        id = goal(db, people.lin)
    later = clock.today() + timedelta(days=100)
    assert complete(lin, draft, "changed", goal=id, due_on=later, title="Ask first").status_code == 303
    (one,) = goals(database)
    assert (one.due_on, one.measure, one.why) == (later, "two partners", "because")
    assert actions(database) == [(id, "Ask first")]
    done = stored(database, draft)
    assert done and (done.change, done.goal_id) == ("changed", id)


def test_a_change_that_changes_nothing(lin, database, people, draft):
    with database.writing() as db:
        id = goal(db, people.lin)
    answer = complete(lin, draft, "changed", goal=id)
    assert answer.status_code == 422 and "Change at least one thing" in Page(answer).text
    one = stored(database, draft)
    assert one and one.finished_at is None


def test_nothing_for_now(lin, database, draft):
    assert complete(lin, draft, "nothing", reason="  ").status_code == 422
    assert complete(lin, draft, "nothing", reason="it works as it is").status_code == 303
    one = stored(database, draft)
    assert one and (one.change, one.change_note, one.goal_id) == ("nothing", "it works as it is", None)
    assert "it works as it is" in Page(lin.get(f"/reflections/{draft}")).text


def test_twice_has_one_effect(lin, database, draft):
    for _ in range(2):
        assert complete(lin, draft, "made", **new_goal(title="Ask first")).status_code == 303
    assert len(goals(database)) == len(actions(database)) == 1


def test_finished_in_another_way_elsewhere(lin, database, draft):
    assert complete(lin, draft, "nothing", reason="fine").status_code == 303
    answer = complete(lin, draft, "made", **new_goal(measure="two more partners"))
    assert answer.status_code == 409 and "two more partners" in answer.text
    assert goals(database) == []


def test_nothing_is_written_yet(lin, database):
    id = begin(lin)
    assert "Nothing is written yet" in Page(lin.get(f"/reflections/{id}/completion")).text
    answer = complete(lin, id, "made", **new_goal())
    assert answer.status_code == 422 and "Write a few words first" in Page(answer).text
    assert goals(database) == []


@pytest.mark.parametrize(
    ("change", "fields", "field"),
    [
        ("", {}, "change"),
        ("otherwise", {}, "change"),
        ("made", new_goal(due_on="soon"), "made.due_on"),
        ("made", new_goal(due_on="2020-01-01"), "made.due_on"),
        ("made", new_goal(hours="many"), "made.hours"),
        ("made", new_goal(competency="juggling"), "made.competency"),
        ("made", new_goal(to_proficiency=9), "made.to_proficiency"),
        ("made", new_goal(title="x" * 201), "made.title"),
        ("made", new_goal(by="2026-13-01"), "made.by"),
        ("nothing", {"reason": ""}, "nothing.reason"),
        ("nothing", {"reason": "x" * 4001}, "nothing.reason"),
    ],
)
def test_bad_input_is_kept_with_a_sentence_beside_it(lin, database, draft, change, fields, field):
    answer = complete(lin, draft, change, **fields)
    assert answer.status_code == 422
    page = Page(answer)
    assert page.id(f"d-{field}") is not None, field
    if fields.get("measure") or change == "made":
        assert page.fields()["made.hours"] == str(fields["hours"])
        assert page.all(".//input[@value='made'][@checked]")
    assert goals(database) == []
    one = stored(database, draft)
    assert one and one.finished_at is None


def test_without_goals_none_can_be_changed(lin, database, people, draft):
    assert not Page(lin.get(f"/reflections/{draft}/completion")).all(".//input[@value='changed']")
    with database.writing() as db:
        hers, not_hers = goal(db, people.lin), goal(db, people.chen)
    page = Page(lin.get(f"/reflections/{draft}/completion"))
    assert [one.get("value") for one in page.all(".//select[@name='changed.goal']/option")] == [str(hers)]
    assert complete(lin, draft, "changed", goal=not_hers, why="mine now").status_code in (403, 404)
    assert complete(lin, draft, "changed", goal=999_999, why="mine now").status_code == 404
    assert complete(lin, draft, "changed", goal=hers, why="x").status_code == 303


def test_the_text_is_still_there_when_one_goes_back(lin, draft):
    write(lin, draft, "as I said", 2)
    page = Page(lin.get(f"/reflections/{draft}/completion"))
    assert "as I said" in page.text and f"/reflections/{draft}" in page.links()


def test_the_next_period_counts_from_it(lin, database, people):
    key = next(
        one.get("value", "")
        for one in Page(lin.get("/reflections")).all(".//article//input[@name='occasion']")
        if one.get("value", "").startswith("periodic:")
    )
    id = begin(lin, key)
    write(lin, id, "a quarter in one line")
    assert complete(lin, id, "nothing", reason="fine").status_code == 303
    assert Page(lin.get("/reflections")).all(".//article") == []
    with clock.at(clock.now() + timedelta(days=93)):
        again = lin_again(lin, database, people)
        keys = [one.get("value") for one in Page(again.get("/reflections")).all(".//article//input[@name='occasion']")]
    done = stored(database, id)
    assert done and done.finished_at
    assert keys[0] == f"periodic:{clock.day_of(done.finished_at)}" != key


def test_delete_for_good_keeps_the_goal(lin, database, people, draft):
    complete(lin, draft, "made", **new_goal())
    assert "The goal stays." in Page(lin.get(f"/reflections/{draft}")).text
    assert lin.delete(f"/reflections/{draft}").status_code == 303
    assert stored(database, draft) is None and len(goals(database)) == 1


def test_a_goal_that_is_gone(lin, database, people, draft):
    complete(lin, draft, "made", **new_goal())
    with database.writing() as db:
        for table in ("goal_state", "goal"):
            db.execute(sql(f"DELETE FROM {table}"))
    assert "no longer exists" in Page(lin.get(f"/reflections/{draft}")).text


def test_past_ones_by_quarter(lin, database, people):
    with database.writing() as db:
        finished(db, people.lin, "own:first-one")
    with clock.at(clock.now() + timedelta(days=200)), database.writing() as db:
        finished(db, people.lin, "own:later-one")
    headings = [h.text for h in Page(lin.get("/reflections")).all(".//main//section/section/h3")]
    assert len(headings) == 2 and all(h and h.startswith("Quarter ") for h in headings)
