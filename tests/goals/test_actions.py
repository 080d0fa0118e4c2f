"""The steps of a goal."""

from datetime import timedelta

import pytest

from app.goals import actions, queries
from app.goals.actions import Step
from app.kit import clock
from app.kit.errors import Forbidden, NotFound, Refused
from tests.goals.acts import add


def test_a_double_click_adds_one(db, people):
    goal = add(db, people.lin)
    step = Step("call three partners", clock.today())
    first = actions.add(db, people.lin, goal, step)
    assert actions.add(db, people.lin, goal, step).id == first.id
    actions.complete(db, people.lin, first.id)
    # once it is done, the same may be planned again
    assert actions.add(db, people.lin, goal, step).id != first.id


def test_done_and_not_done_after_all(db, people):
    goal = add(db, people.lin, actions=(Step("one"), Step("two")))
    action = queries.of_goal(db, goal).actions[0]
    at = clock.now()
    with clock.at(at):
        actions.complete(db, people.lin, action.id)
    with clock.at(at + timedelta(hours=1)):
        actions.complete(db, people.lin, action.id)
    found = queries.of_goal(db, goal)
    assert found.actions[0].done_at == at and found.done == 1
    actions.reopen(db, people.lin, action.id)
    actions.reopen(db, people.lin, action.id)
    assert queries.of_goal(db, goal).done == 0


def test_two_tabs(db, people):
    goal = add(db, people.lin, actions=(Step("one"),))
    (action,) = queries.of_goal(db, goal).actions
    actions.change(db, people.lin, action.id, Step("two", clock.today()), 1)
    with pytest.raises(actions.StaleAction) as stale:
        actions.change(db, people.lin, action.id, Step("three"), 1)
    assert (stale.value.stored.title, stale.value.sent.title, stale.value.version) == ("two", "three", 2)
    actions.change(db, people.lin, action.id, Step("three"), 2)
    assert queries.of_goal(db, goal).actions[0].title == "three"


def test_removing(db, people):
    goal = add(db, people.lin, actions=(Step("one"),))
    (action,) = queries.of_goal(db, goal).actions
    assert actions.remove(db, people.lin, action.id) == goal
    assert queries.of_goal(db, goal).actions == ()
    with pytest.raises(NotFound):
        actions.remove(db, people.lin, action.id)


def test_how_many_and_how_long(db, people):
    goal = add(db, people.lin)
    for title in ("", "   ", "x" * 301):
        with pytest.raises(Refused):
            actions.add(db, people.lin, goal, Step(title))
    for number in range(actions.MOST):
        actions.add(db, people.lin, goal, Step(str(number)))
    with pytest.raises(Refused):
        actions.add(db, people.lin, goal, Step("one too many"))


def test_others(db, people):
    goal = add(db, people.lin, actions=(Step("one"),))
    (action,) = queries.of_goal(db, goal).actions
    for verb in (actions.complete, actions.reopen, actions.remove):
        for reader in ("chen", "zhou", "dotted"):
            with pytest.raises(Forbidden):
                verb(db, getattr(people, reader), action.id)
        for outsider in ("zhao", "gone", "wang", "root"):
            with pytest.raises(NotFound):
                verb(db, getattr(people, outsider), action.id)
