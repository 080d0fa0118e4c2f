"""Adding and changing a goal by the verbs."""

from datetime import timedelta

import pytest

from app.goals import actions, queries, rules, states
from app.goals.actions import Step
from app.kit import clock
from app.kit.errors import Conflict, Forbidden, NotFound, Refused
from tests.goals.acts import add, values


def test_a_goal_with_its_first_actions(db, people):
    soon = clock.today() + timedelta(days=7)
    id = add(db, people.lin, actions=(Step("later"), Step("first", soon)))
    (goal,) = queries.of_person(db, people.lin.person_id)
    assert (goal.id, goal.state, goal.version, goal.competency, goal.hours) == (id, "drafted", 1, "teamwork", 12)
    assert [(a.title, a.due_on, a.done_at) for a in goal.actions] == [("first", soon, None), ("later", None, None)]
    assert [(s.state, s.by_id, s.by_name) for s in goal.states] == [("drafted", people.lin.person_id, "林晓雨")]
    assert goal.open and goal.active and goal.done == 0 and not goal.overdue(clock.today())
    assert goal.overdue(goal.due_on + timedelta(days=1))


def test_the_same_form_makes_one(db, people):
    first = rules.add(db, people.lin, values(), (Step("once"),), "token")
    again = rules.add(db, people.lin, values(hours=3), (Step("once"), Step("twice")), "token")
    assert first.id == again.id
    (goal,) = queries.of_person(db, people.lin.person_id)
    assert goal.hours == 12 and len(goal.actions) == 1
    assert rules.add(db, people.zhao, values(), (), "token").id != first.id


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"competency": "juggling"}, "competency"),
        ({"to_proficiency": 9}, "to_proficiency"),
        ({"to_proficiency": 2}, "to_proficiency"),
        ({"from_proficiency": 0}, "from_proficiency"),
        ({"due_on": clock.today() - timedelta(days=1)}, "due_on"),
        ({"due_on": clock.today().replace(day=1, year=clock.today().year + 11)}, "due_on"),
        ({"hours": -1}, "hours"),
        ({"hours": 2001}, "hours"),
    ],
)
def test_what_a_goal_cannot_say(db, people, wrong, field):
    with pytest.raises(Refused) as refused:
        add(db, people.lin, **wrong)
    assert list(refused.value.errors) == [field]
    assert queries.of_person(db, people.lin.person_id) == []


def test_a_goal_without_a_rating_to_start_from(db, people):
    add(db, people.lin, from_proficiency=None, to_proficiency=1, hours=0, due_on=clock.today())
    (goal,) = queries.of_person(db, people.lin.person_id)
    assert goal.from_proficiency is None and not goal.overdue(clock.today())


def test_changing(db, people):
    id = add(db, people.lin, suggestion="duties.reporting.teamwork.3")
    rules.change(db, people.lin, id, values("strategy", hours=20), 1)
    goal = queries.of_goal(db, id)
    assert (goal.hours, goal.version, goal.competency) == (20, 2, "teamwork")
    assert goal.suggestion == "duties.reporting.teamwork.3"


def test_two_tabs(db, people):
    id = add(db, people.lin)
    rules.change(db, people.lin, id, values(why="from one tab"), 1)
    with pytest.raises(rules.StaleGoal) as stale:
        rules.change(db, people.lin, id, values(why="from the other"), 1)
    assert (stale.value.stored.why, stale.value.sent.why, stale.value.version) == ("from one tab", "from the other", 2)
    # the very same twice is no conflict
    rules.change(db, people.lin, id, values(why="from one tab"), 1)
    assert queries.of_goal(db, id).version == 2


def test_a_goal_past_its_day_can_still_be_reworded(db, people):
    id = add(db, people.lin, due_on=clock.today())
    with clock.at(clock.now() + timedelta(days=10)):
        late = queries.of_goal(db, id).due_on
        rules.change(db, people.lin, id, values(due_on=late, why="other words"), 1)
        with pytest.raises(Refused):
            rules.change(db, people.lin, id, values(due_on=late - timedelta(days=1)), 2)


def test_others(db, people):
    id = add(db, people.lin)
    for reader in ("chen", "zhou", "dotted"):
        with pytest.raises(Forbidden):
            rules.change(db, getattr(people, reader), id, values(hours=1), 1)
        with pytest.raises(Forbidden):
            actions.add(db, getattr(people, reader), id, Step("mine now"))
    for outsider in ("zhao", "qian", "gone", "wang", "root"):
        with pytest.raises(NotFound):
            rules.change(db, getattr(people, outsider), id, values(hours=1), 1)
        with pytest.raises(NotFound):
            actions.add(db, getattr(people, outsider), id, Step("mine now"))
    with pytest.raises(NotFound):
        rules.change(db, people.lin, 999, values(), 1)


def test_a_closed_goal_is_only_read(db, people):
    id = add(db, people.lin, actions=(Step("one"),))
    (action,) = queries.of_goal(db, id).actions
    states.drop(db, people.lin, id, "another job")
    for attempt in (
        lambda: rules.change(db, people.lin, id, values(hours=1), 1),
        lambda: actions.add(db, people.lin, id, Step("two")),
        lambda: actions.change(db, people.lin, action.id, Step("three"), 1),
        lambda: actions.complete(db, people.lin, action.id),
        lambda: actions.reopen(db, people.lin, action.id),
        lambda: actions.remove(db, people.lin, action.id),
    ):
        with pytest.raises(Conflict):
            attempt()
    states.take_up(db, people.lin, id, "dropped")
    actions.complete(db, people.lin, action.id)


def test_reading_takes_three_queries(database, people, count_queries):
    with database.writing() as db:
        for person in (people.lin, people.zhao, people.lin):
            add(db, person, actions=(Step("one"), Step("two")))
    with database.reading() as db, count_queries() as queried:
        found = queries.of_people(db, [people.lin.person_id, people.zhao.person_id, people.chen.person_id])
    assert [len(goals) for goals in found.values()] == [2, 1, 0]
    assert len(queried) == 3
