"""No order of verbs, by whomever, reaches an illegal state: the state is that of the last event."""

import itertools
from contextlib import contextmanager
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from app.commitments import outcomes, queries, rules
from app.kit import clock
from app.kit.errors import Problem
from tests.commitments.acts import promise, proposed
from tests.cycles import acts

WHO = st.sampled_from(("lin", "chen", "zhou", "dotted", "gone", "zhao", "wang", "root"))
OWNERS = st.sampled_from(("lin", "chen", "gone"))
WORDS = st.sampled_from(("", "because"))
VERSIONS = st.integers(1, 6)
SIDES = ("lin", "chen")
BEFORE = {
    "kept": "open", "released": "open", "moved": "open", "handed_over": "open", "opened": "proposed",
}  # fmt: skip


@pytest.mark.only("sqlite")  # thousands of short transactions; the rules do not know on which database they run
def test_any_order_of_verbs(db, people):
    talk = acts.opened(db, people)

    class Commitments(RuleBasedStateMachine):
        commitments = Bundle("commitments")

        def __init__(self) -> None:
            super().__init__()
            self.made: list[int] = []
            self.begun = db.begin_nested()

        def teardown(self) -> None:
            self.begun.rollback()

        @contextmanager
        def tried(self, id):
            """Refused or not: what is refused changes nothing."""
            before = (queries.one(db, id), queries.happened(db, [id]))
            try:
                with db.begin_nested():
                    yield
            except Problem:
                assert (queries.one(db, id), queries.happened(db, [id])) == before

        @rule(target=commitments, owner=OWNERS)
        def propose(self, owner):
            if len(self.made) >= rules.MOST:
                return self.made[-1]
            made = proposed(db, people, getattr(people, owner), promise(f"number {len(self.made)}"))
            self.made.append(made.id)
            return made.id

        @rule(id=commitments, who=WHO, version=VERSIONS, title=st.sampled_from(("", "other words")))
        def change(self, id, who, version, title):
            before = queries.one(db, id)
            with self.tried(id):
                rules.change_proposed(db, getattr(people, who), id, promise(title), version)
                assert who in SIDES and title and before.state == "proposed"

        @rule()
        def sign(self):
            rules.open_all(db, people.chen, talk)

        @rule(id=commitments, who=WHO, words=WORDS, version=VERSIONS)
        def keep(self, id, who, words, version):
            with self.tried(id):
                outcomes.keep(db, getattr(people, who), id, words, version)
                assert who in SIDES and queries.one(db, id).state == "kept"

        @rule(id=commitments, who=WHO, words=WORDS, version=VERSIONS, after=st.sampled_from(("kept", "released")))
        def reopen(self, id, who, words, version, after):
            with self.tried(id):
                outcomes.reopen(db, getattr(people, who), id, after, words, version)
                assert who in SIDES and words and queries.one(db, id).open

        @rule(id=commitments, who=WHO, words=WORDS, version=VERSIONS, days=st.integers(-1, 40))
        def move(self, id, who, words, version, days):
            with self.tried(id):
                day = clock.today() + timedelta(days=days)
                outcomes.move(db, getattr(people, who), id, day, words, version)
                assert who in SIDES and words and days >= 0 and queries.one(db, id).due_on == day

        @rule(id=commitments, who=WHO, words=WORDS, version=VERSIONS)
        def release(self, id, who, words, version):
            with self.tried(id):
                outcomes.release(db, getattr(people, who), id, words, version)
                assert who in SIDES and words and queries.one(db, id).state == "released"

        @rule(id=commitments, who=WHO, version=VERSIONS)
        def take_over(self, id, who, version):
            with self.tried(id):
                outcomes.take_over(db, getattr(people, who), id, version)
                assert who == "chen" and queries.one(db, id).owner.id == people.chen.person_id

        @invariant()
        def the_state_is_that_of_the_last_event(self):
            found = queries.happened(db, self.made)
            for id in self.made:
                one, events = queries.one(db, id), found.get(id, [])
                states = ["proposed", *(outcomes.AFTER[event.kind] for event in events)]
                assert one.state == states[-1]
                assert [event.kind for event in events].count("opened") == (one.state != "proposed")
                for state, event in zip(states, events, strict=False):
                    assert state == BEFORE.get(event.kind, state)
                    assert event.kind != "reopened" or state in ("kept", "released")
                    assert event.kind not in ("reopened", "moved", "released") or event.note
                    assert event.by.id in (people.lin.person_id, people.chen.person_id)
                for before, after in itertools.pairwise(events):
                    assert before.at <= after.at

    run_state_machine_as_test(
        Commitments,
        settings=settings(
            max_examples=40,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
