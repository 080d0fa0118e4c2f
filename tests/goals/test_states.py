"""The states of a goal: who may put it into which, and from which."""

import pytest
from sqlmodel import select

from app.evidence.models import Evidence
from app.goals import queries, rules, states
from app.kit import clock
from app.kit.errors import Conflict, Forbidden, NotFound, Refused
from app.trail.models import TrailEvent
from tests.goals.acts import add, evidence, values

LINE = ("chen", "zhou")
OUTSIDERS = ("zhao", "qian", "gone", "wang", "root")


def state(db, id: int) -> str:
    return queries.of_goal(db, id).state


@pytest.mark.parametrize("manager", LINE)
def test_agreed_by_a_manager_in_the_line(db, people, manager):
    id, actor = add(db, people.lin), getattr(people, manager)
    states.agree(db, actor, id, 1)
    states.agree(db, actor, id, 1)
    goal = queries.of_goal(db, id)
    assert [(s.state, s.by_id) for s in goal.states] == [
        ("drafted", people.lin.person_id),
        ("agreed", actor.person_id),
    ]
    states.withdraw_agreement(db, actor, id)
    states.withdraw_agreement(db, actor, id)
    assert [s.state for s in queries.of_goal(db, id).states] == ["drafted", "agreed", "drafted"]


def test_nobody_agrees_to_her_own(db, people):
    for actor in (people.lin, people.zhou):
        with pytest.raises(Forbidden):
            states.agree(db, actor, add(db, actor), 1)


def test_a_dotted_line_reads_only(db, people):
    id = add(db, people.lin)
    for verb in (
        lambda: states.agree(db, people.dotted, id, 1),
        lambda: states.withdraw_agreement(db, people.dotted, id),
    ):
        with pytest.raises(Forbidden):
            verb()


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_for_others_it_does_not_exist(db, people, outsider):
    id, actor = add(db, people.lin), getattr(people, outsider)
    for verb in (
        lambda: states.agree(db, actor, id, 1),
        lambda: states.withdraw_agreement(db, actor, id),
        lambda: states.pause(db, actor, id, "x"),
        lambda: states.resume(db, actor, id),
        lambda: states.meet(db, actor, id, [1]),
        lambda: states.drop(db, actor, id, "x"),
        lambda: states.take_up(db, actor, id, "met"),
    ):
        with pytest.raises(NotFound):
            verb()


def test_only_the_owner_does_the_rest(db, people):
    id = add(db, people.lin)
    for manager in (people.chen, people.zhou, people.dotted):
        for verb in (
            lambda: states.pause(db, manager, id, "x"),  # noqa: B023
            lambda: states.meet(db, manager, id, [1]),  # noqa: B023
            lambda: states.drop(db, manager, id, "x"),  # noqa: B023
        ):
            with pytest.raises(Forbidden):
                verb()


def test_nobody_agrees_to_what_he_has_not_read(db, people):
    id = add(db, people.lin)
    rules.change(db, people.lin, id, values(hours=99), 1)
    with pytest.raises(Conflict):
        states.agree(db, people.chen, id, 1)
    states.agree(db, people.chen, id, 2)


@pytest.mark.parametrize(
    ("changed", "then"),
    [
        ({"to_proficiency": 4}, "drafted"),
        ({"measure": "three say so"}, "drafted"),
        ({"due_on": clock.today()}, "drafted"),
        ({"why": "other words"}, "agreed"),
        ({"hours": 30}, "agreed"),
    ],
)
def test_what_was_agreed_changes(db, people, changed, then):
    id = add(db, people.lin)
    states.agree(db, people.chen, id, 1)
    rules.change(db, people.lin, id, values(**changed), 1)
    assert state(db, id) == then


def test_changed_during_the_pause(db, people):
    id = add(db, people.lin)
    states.agree(db, people.chen, id, 1)
    states.pause(db, people.lin, id, "leave")
    rules.change(db, people.lin, id, values(to_proficiency=4), 1)
    goal = queries.of_goal(db, id)
    assert (goal.state, goal.current.reason) == ("paused", "leave")
    states.resume(db, people.lin, id)
    assert state(db, id) == "drafted"


@pytest.mark.parametrize("before", ["drafted", "agreed"])
def test_paused_and_resumed(db, people, before):
    id = add(db, people.lin)
    if before == "agreed":
        states.agree(db, people.chen, id, 1)
    states.pause(db, people.lin, id, "busy season")
    states.pause(db, people.lin, id, "busy season")
    goal = queries.of_goal(db, id)
    assert (goal.state, goal.current.reason, goal.active, goal.open) == ("paused", "busy season", False, True)
    with pytest.raises(Conflict):
        states.agree(db, people.zhou, id, 1)
    states.resume(db, people.lin, id)
    states.resume(db, people.lin, id)
    assert state(db, id) == before
    assert len(queries.of_goal(db, id).states) == (4 if before == "agreed" else 3)


def test_a_reason_is_asked_for(db, people):
    id = add(db, people.lin)
    for verb in (states.pause, states.drop):
        with pytest.raises(Refused) as refused:
            verb(db, people.lin, id, " ")
        assert list(refused.value.errors) == ["reason"]


def test_met_with_evidence(db, people):
    id = add(db, people.lin)
    chosen = [evidence(db, people.lin, "teamwork"), evidence(db, people.lin, "teamwork", "strategy", private=True)]
    states.meet(db, people.lin, id, chosen)
    states.meet(db, people.lin, id, chosen)
    assert state(db, id) == "met"
    assert queries.evidence_of(db, id) == set(chosen)
    assert len(queries.of_goal(db, id).states) == 2
    with pytest.raises(Conflict):
        states.meet(db, people.lin, id, chosen[:1])
    with pytest.raises(Conflict):
        states.drop(db, people.lin, id, "no")
    states.take_up(db, people.lin, id, "met")
    states.take_up(db, people.lin, id, "met")
    assert (state(db, id), queries.evidence_of(db, id)) == ("drafted", frozenset())


def test_not_met_with_just_anything(db, people):
    id = add(db, people.lin)
    gone = evidence(db, people.lin, "teamwork")
    db.get_one(Evidence, gone).deleted_at = clock.now()
    db.flush()
    wrong = {
        "nothing": [],
        "another competency": [evidence(db, people.lin, "strategy")],
        "tied to nothing": [evidence(db, people.lin)],
        "somebody else's": [evidence(db, people.zhao, "teamwork")],
        "deleted": [gone],
        "made up": [999_999],
        "one of two": [evidence(db, people.lin, "teamwork"), gone],
    }
    for what, chosen in wrong.items():
        with pytest.raises(Refused) as refused:
            states.meet(db, people.lin, id, chosen)
        assert list(refused.value.errors) == ["evidence"], what
    assert state(db, id) == "drafted"


def test_dropped_and_taken_up_again(db, people):
    id = add(db, people.lin)
    states.drop(db, people.lin, id, "another job")
    states.drop(db, people.lin, id, "another job")
    with pytest.raises(Conflict):
        states.pause(db, people.lin, id, "x")
    with pytest.raises(Conflict):
        states.take_up(db, people.lin, id, "met")
    with pytest.raises(Conflict):
        states.agree(db, people.chen, id, 1)
    states.take_up(db, people.lin, id, "dropped")
    assert [(s.state, s.reason) for s in queries.of_goal(db, id).states] == [
        ("drafted", ""),
        ("dropped", "another job"),
        ("drafted", ""),
    ]


def test_no_words_in_the_trail(db, people):
    id = add(db, people.lin, why="canary one", measure="canary two")
    states.agree(db, people.chen, id, 1)
    states.pause(db, people.lin, id, "canary three")
    states.drop(db, people.lin, id, "canary four")
    events = db.exec(select(TrailEvent).where(TrailEvent.object == f"goal:{id}")).all()
    assert [e.action for e in events] == ["goal.added", "goal.drafted", "goal.agreed", "goal.paused", "goal.dropped"]
    assert not any("canary" in f"{event.details}{event.object}" for event in events)
    assert {event.subject_id for event in events} == {people.lin.person_id}
