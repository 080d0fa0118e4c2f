"""The machine of tests/reviews/test_state_machine.py, second half: signing and what follows, cycles, lines."""

from random import Random
from types import SimpleNamespace
from typing import Any

from hypothesis.stateful import invariant

from app.assessments.rules import start, submit
from app.commitments import outcomes
from app.commitments import queries as commitments
from app.cycles import handover
from app.cycles import rules as cycling
from app.kit import clock
from app.people import access
from app.people import rules as people_rules
from app.people.access import Actor
from app.reviews.conversations import queries as reading
from app.reviews.conversations import rules as talking
from app.reviews.conversations.contents import contents
from app.reviews.conversations.rules import Answered, Written
from app.reviews.signing import amending, marks, queries, reconsiderations, reconsidering, rules
from app.reviews.signing.amending import Changes
from app.reviews.signing.draft import draft
from app.reviews.signing.snapshot import Agreed
from app.trail.rules import broken_link
from tests.assessments.acts import answer
from tests.cycles import acts
from tests.reviews import state_of
from tests.reviews.above_machine import ABOVE, Above
from tests.reviews.talking import settle
from tests.reviews.talking_machine import CAST, COMPETENCIES, HERS, HIS, HR, STALE, WORDS, verb

NEW = (Agreed(2, False), Agreed(4, False), Agreed(None, True), Agreed(99, False))


def some(random: Random) -> dict[str, Agreed]:
    """New ratings for none, one or two competencies."""
    return {random.choice(COMPETENCIES): random.choice(NEW) for _ in range(random.choice((0, 0, 1, 2)))}


def decided(random: Random) -> tuple[str, dict[str, Agreed]]:
    """An outcome, mostly with the ratings that fit it."""
    outcome = random.choice(("stands", "stands", "amended"))
    return outcome, {} if outcome == "stands" and random.random() < 0.8 else some(random)


class Reviews(Above):
    """lin's reviews: one cycle after the other, everybody tries everything."""

    # signing

    @verb(2, who=HIS, stale=STALE)
    def sign(self, who: str, stale: int) -> None:
        self._sign(self.actor(who), stale)

    def _sign(self, who: Actor, stale: int) -> None:
        found = self.talk()

        def act(actor: Actor) -> None:
            shown, seen = "", {}
            if found.progress.both_in and found.assessor:
                now = draft(self.db, actor, found)
                shown, seen = marks.shown(now.content) + "x" * stale, now.marks
            rules.sign(self.db, actor, self.id, shown, seen)

        running = self.running()
        if self.done_by("sign", who, act):
            holds = found.progress.assessor_id == who.person_id
            assert holds and found.assessor_leads
            assert found.progress.records or (running and found.state == "open" and not stale)

    @verb(4, who=HERS, dissent=(False, True), words=WORDS, first=(False, True))
    def answer_record(self, who: str, dissent: bool, words: str, first: bool) -> None:
        records = queries.of_conversation(self.db, self.id)
        if not records:
            return
        id = records[0 if first else -1].id
        if dissent:
            done = self.done_by("dissent", who, lambda a: rules.dissent(self.db, a, id, words))
        else:
            done = self.done_by("acknowledge", who, lambda a: rules.acknowledge(self.db, a, id))
        assert not done or who == "lin"

    @verb(3, who=HIS, changed=some, reason=WORDS, addition=WORDS, stale=STALE)
    def amend(self, who: str, changed: Any, reason: str, addition: str, stale: int) -> None:
        after = len(queries.of_conversation(self.db, self.id)) - stale
        changes, running = Changes(changed, {}, addition), self.running()
        if self.done_by("amend", who, lambda a: amending.amend_as_manager(self.db, a, self.id, after, changes, reason)):
            assert running and reason and self.talk(self.actor(who)).side == "manager"

    @verb(3, who=HERS, to=("manager", "hr"), words=WORDS, stale=STALE)
    def ask(self, who: str, to: Any, words: str, stale: int) -> None:
        number = len(queries.of_conversation(self.db, self.id)) - stale
        if self.done_by("ask", who, lambda a: reconsidering.ask(self.db, a, self.id, number, to, words)):
            assert who == "lin" and words

    @verb(3, who=ABOVE, decision=decided, words=WORDS, stale=STALE)
    def answer_reconsideration(self, who: str, decision: Any, words: str, stale: int) -> None:
        outcome, changed = decision
        asked = reconsiderations.of_conversation(self.db, self.id)
        if not asked:
            return
        one, after = asked[-1], len(queries.of_conversation(self.db, self.id)) - stale
        if self.done_by(
            "answer", who, lambda a: reconsidering.answer(self.db, a, one.id, after, outcome, words, changed)
        ):
            records = queries.of_conversation(self.db, self.id)
            actor = self.actor(who)
            assert who != "lin" and actor.person_id != one.signer_id and words
            assert not one.open or len(records) == after + (outcome == "amended")

    # cycles, lines, levels, days

    @verb(4, who=HR, verb=("excuse", "readmit", "close", "close", "reopen", "reopen", "close_again"))
    def keep_cycle(self, who: str, verb: str) -> None:
        cycle = self.talk().participation.cycle.id
        verbs = {
            "excuse": lambda a: cycling.excuse(self.db, a, self.id, "because"),
            "readmit": lambda a: cycling.readmit(self.db, a, self.id),
            "close": lambda a: cycling.close(self.db, a, cycle),
            "reopen": lambda a: cycling.reopen(self.db, a, self.id, "because"),
            "close_again": lambda a: cycling.close_again(self.db, a, self.id),
        }
        if self.done_by(verb, who, verbs[verb]):
            assert who == "wang"

    @verb(2, who=HR)
    def next_cycle(self, who: str) -> None:
        if self.talk().participation.cycle.closed_at is None or self.talk().participation.reopened_at:
            return

        def act(actor: Actor) -> None:
            acts.made(self.db, SimpleNamespace(**{**vars(self.people), "wang": actor}))

        if self.done_by("enrol", who, act):
            self.ids.append(acts.conversation(self.db, self.people))

    @verb(2, who=HR, to=CAST)
    def hand_over(self, who: str, to: str) -> None:
        id = getattr(self.people, to).person_id
        if self.done_by("hand_over", who, lambda a: handover.hand_over(self.db, a, self.id, id, "because")):
            assert who in ("wang", "holder", to)

    @verb(to=("chen", "chen", "zhou", "qian", "gone"))
    def report_to(self, to: str) -> None:
        id, today = getattr(self.people, to).person_id, clock.today()
        self.done_by("report_to", "wang", lambda a: people_rules.report_to(self.db, a.person_id, self.lin, id, today))

    @verb(level=("intermediate", "senior"))
    def place(self, level: str) -> None:
        today = clock.today()
        self.done_by("place", "wang", lambda a: people_rules.place(self.db, a.person_id, self.lin, level, today))

    @verb(days=(1, 1, 3, 8, 25))
    def days_pass(self, days: int) -> None:
        self.days += days

    @verb(rarely=range(20))
    def leave(self, rarely: int) -> None:
        if rarely == 9:
            self.done_by("leave", "wang", lambda a: people_rules.leave(self.db, a.person_id, self.lin, clock.today()))

    # the way that a review goes when nobody disturbs it, one step each time

    @verb(4, steps=(1, 2, 3))
    def go_on(self, steps: int) -> None:
        for _ in range(steps):
            self.step()

    def step(self) -> None:
        found, holder = self.talk(), self.holder()
        if not found.participation.running:
            self._begin_again(found)
        elif holder is None or not found.assessor_leads:
            self.done_by("hand_over", "wang", self._hand_over_to_her_manager)
        elif found.state == "preparing":
            missing = self.people.lin if found.progress.own is None else holder
            self.done_by("assess", missing, lambda a: self._assess(a))
        elif found.state == "open":
            self._talk(holder)

    def _hand_over_to_her_manager(self, actor: Actor) -> None:
        for id, how in access.managers(self.db, self.lin):
            if how == "solid":
                handover.hand_over(self.db, actor, self.id, id, "because")

    def _begin_again(self, found: Any) -> None:
        if found.participation.excused_at:
            self.done_by("readmit", "wang", lambda a: cycling.readmit(self.db, a, self.id))
        elif found.participation.cycle.closed_at and not found.progress.records:
            self.done_by("reopen", "wang", lambda a: cycling.reopen(self.db, a, self.id, "because"))
        elif found.participation.cycle.closed_at:
            self.next_cycle("wang")

    def _assess(self, actor: Actor) -> None:
        id = start(self.db, actor, access.subject(self.db, actor, self.lin)).id
        assert id is not None
        said = {"teamwork": 3, "strategy": 4 if actor is self.people.lin else 2, "innovation": "none"}
        for competency, value in said.items():
            self._rate(actor, id, competency, answer(value))  # type: ignore[arg-type]
        submit(self.db, actor, id)

    def _talk(self, holder: Actor) -> None:
        missing = {one.kind for one in contents(self.db, holder, self.talk(holder)).missing}
        if missing & {"agreements", "reasons"}:
            self.done_by("settle", holder, lambda a: settle(self.db, SimpleNamespace(chen=a), self.id))
        elif "opportunities" in missing:
            self.done_by("opportunities", holder, self._answer_opportunities)
        elif "promises" in missing:
            self.done_by("look_back", holder, self._look_back)
        elif missing:
            version = reading.notes(self.db, self.id).version
            sent = Written("what was said", clock.today())
            self.done_by("held", holder, lambda a: talking.write_notes(self.db, a, self.id, sent, version))
            self.promise("lin", "person", "once-one")
            self.promise("holder", "manager", "once-two")
        else:
            self._sign(holder, 0)

    def _answer_opportunities(self, actor: Actor) -> None:
        for item in contents(self.db, actor, self.talk(actor)).items:
            if item.asks and item.reply is None:
                talking.answer_opportunity(self.db, actor, self.id, item.id, Answered(None, "next year"), 0)

    def _look_back(self, actor: Actor) -> None:
        for one in commitments.open_before(self.db, self.lin, self.id):
            outcomes.keep(self.db, actor, one.id, "done", one.version, self.lin)

    # what must hold

    @invariant()
    def nothing_that_was_signed_or_said_changes(self) -> None:
        now = state_of.frozen(self.db)
        assert {key: now.get(key) for key in self.seen} == self.seen
        self.seen = now

    @invariant()
    def everything_is_in_order(self) -> None:
        state_of.answered_by_herself(self.db)
        state_of.reconsidered_by_another(self.db)
        state_of.sealed(self.db, (getattr(self.people, one) for one in CAST), self.people.lin)
        for id in self.ids:
            state_of.records_in_order(self.db, id)
            state_of.promises(self.db, id, bool(queries.of_conversation(self.db, id)))
        state_of.agreed_ratings_are_those_of_the_records(self.db, self.people, self.id)

    def teardown(self) -> None:
        assert broken_link(self.db) is None
        super().teardown()
