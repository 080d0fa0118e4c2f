"""No order of verbs, by whomever, reaches an illegal state; every row of the history says who and when."""

import itertools
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from app.goals import actions, queries, rules, states
from app.goals.actions import Step
from app.kit.errors import Problem
from tests.goals.acts import add, evidence, values

people_of = st.sampled_from(("lin", "chen", "zhou", "dotted", "zhao", "wang", "root"))


@pytest.mark.only("sqlite")  # thousands of short transactions; the rules do not know on which database they run
def test_any_order_of_verbs(db, people):
    class Goals(RuleBasedStateMachine):
        goals = Bundle("goals")

        def __init__(self) -> None:
            super().__init__()
            self.made: dict[int, str] = {}
            # each course of events begins with an empty plan: a person has at most so many open goals
            self.begun = db.begin_nested()
            self.proof = evidence(db, people.lin, "teamwork")

        def teardown(self) -> None:
            self.begun.rollback()

        @rule(target=goals)
        def add(self):
            id = add(db, people.lin, actions=(Step("one"),))
            self.made[id] = "drafted"
            return id

        @contextmanager
        def tried(self, id):
            """Refused or not: what is refused changes nothing."""
            before = queries.of_goal(db, id)
            try:
                with db.begin_nested():
                    yield
            except Problem:
                assert queries.of_goal(db, id) == before

        @rule(id=goals, who=people_of, version=st.integers(1, 3))
        def agree(self, id, who, version):
            with self.tried(id):
                states.agree(db, getattr(people, who), id, version)
                assert who in ("chen", "zhou")
                assert queries.of_goal(db, id).version == version

        @rule(id=goals, who=people_of)
        def withdraw(self, id, who):
            with self.tried(id):
                states.withdraw_agreement(db, getattr(people, who), id)
                assert who in ("chen", "zhou") and queries.of_goal(db, id).state == "drafted"

        @rule(id=goals, who=people_of, reason=st.sampled_from(("", "busy")))
        def pause(self, id, who, reason):
            with self.tried(id):
                states.pause(db, getattr(people, who), id, reason)
                assert who == "lin" and reason and queries.of_goal(db, id).state == "paused"

        @rule(id=goals, who=people_of)
        def resume(self, id, who):
            before = queries.of_goal(db, id)
            with self.tried(id):
                states.resume(db, getattr(people, who), id)
                assert who == "lin"
                if before.state == "paused":
                    was = next(row.state for row in reversed(before.states) if row.state != "paused")
                    assert queries.of_goal(db, id).state == was

        @rule(id=goals, who=people_of, good=st.booleans())
        def meet(self, id, who, good):
            with self.tried(id):
                states.meet(db, getattr(people, who), id, [self.proof] if good else [])
                assert who == "lin" and good and queries.evidence_of(db, id) == {self.proof}

        @rule(id=goals, who=people_of)
        def drop(self, id, who):
            with self.tried(id):
                states.drop(db, getattr(people, who), id, "no")
                assert who == "lin"

        @rule(id=goals, who=people_of, after=st.sampled_from(("met", "dropped")))
        def take_up(self, id, who, after):
            with self.tried(id):
                states.take_up(db, getattr(people, who), id, after)
                assert who == "lin" and queries.of_goal(db, id).open

        @rule(id=goals, who=people_of, hours=st.integers(0, 3), to=st.sampled_from((3, 4)), version=st.integers(1, 3))
        def change(self, id, who, hours, to, version):
            before = queries.of_goal(db, id)
            with self.tried(id):
                rules.change(db, getattr(people, who), id, values(hours=hours, to_proficiency=to), version)
                after = queries.of_goal(db, id)
                assert who == "lin" and before.open
                assert before.to_proficiency == to or after.state in ("drafted", "paused")

        @rule(id=goals, who=people_of)
        def tick(self, id, who):
            before = queries.of_goal(db, id)
            with self.tried(id):
                actions.complete(db, getattr(people, who), before.actions[0].id)
                assert who == "lin" and before.open

        @invariant()
        def legal(self):
            for id in self.made:
                goal = queries.of_goal(db, id)
                history = [row.state for row in goal.states]
                assert history[0] == "drafted" and history[-1] == goal.state
                for before, after in itertools.pairwise(history):
                    assert after in states.NEXT[before], history
                moments = [row.at for row in goal.states]
                assert moments == sorted(moments)
                for row in goal.states:
                    managers = {people.chen.person_id, people.zhou.person_id}
                    assert row.by_id in managers | {people.lin.person_id}
                    assert row.state != "agreed" or row.by_id in managers or "paused" in history
                    assert row.state not in ("paused", "dropped") or row.reason
                assert bool(queries.evidence_of(db, id)) == (goal.state == "met")
                # an agreement never outlives what was agreed
                if goal.state == "agreed":
                    assert goal.open

    run_state_machine_as_test(
        Goals,
        settings=settings(
            max_examples=40,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
