"""The machine of tests/reviews/test_state_machine.py, first half: assessments, the conversation, commitments."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from random import Random
from types import SimpleNamespace
from typing import Any

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sqlmodel import Session, select

from app.assessments import queries as assessments
from app.assessments import rules as assessing
from app.assessments.models import Assessment
from app.commitments import outcomes
from app.commitments import queries as commitments
from app.commitments import rules as proposing
from app.commitments.rules import Promise
from app.cycles import queries as cycles
from app.kit import clock
from app.kit.errors import Problem
from app.people import access
from app.people.access import Actor
from app.reviews.conversations import queries as reading
from app.reviews.conversations import rules as talking
from app.reviews.conversations.rules import Agreement, Answer, Answered, Opinion, Written
from app.reviews.talk import talk
from tests.cycles import acts
from tests.reviews import state_of

CAST = ("lin", "chen", "zhou", "dotted", "gone", "qian", "zhao", "wang", "root")
# who may do something comes up more often; "holder" is whoever assesses just now
WHO = (*CAST, *("lin", "holder") * 4)
HERS, HIS, HR = (*CAST, *("lin",) * 9), (*CAST, *("holder",) * 9), (*CAST, *("wang",) * 9)
COMPETENCIES = ("teamwork", "strategy", "innovation")
VALUES = (None, 2, 3, 4, 99, "none")
WORDS = ("because", "because", "an other reason", "")
STALE = (0, 0, 0, 1)
# what may change something of a conversation that rests: it begins to go on again, or was asked about in time
WHILE_RESTING = {"answer", "leave", "enrol"}


def verb(times: int = 1, **choices: Any) -> Callable[[Any], Any]:
    """Marks something that can be tried, so many times as often as others, with what it is tried with."""

    def mark(method: Any) -> Any:
        method.tried = (times, choices)
        return method

    return mark


class Talking(RuleBasedStateMachine):
    """lin's reviews: one cycle after the other, everybody tries everything."""

    def __init__(self, db: Session, people: SimpleNamespace, monkeypatch: Any, done: Counter[str]) -> None:
        super().__init__()
        self.db, self.people, self.done = db, people, done
        self.begun = db.begin_nested()
        self.days, now = 0, clock.now
        self.patch = monkeypatch
        self.now = now
        monkeypatch.setattr(clock, "now", lambda: now() + timedelta(days=self.days))
        self.seen: dict[tuple[str, int], str] = {}
        self.ids: list[int] = []
        self.dice = b""

    def teardown(self) -> None:
        self.begun.rollback()
        self.patch.setattr(clock, "now", self.now)

    @initialize(steps=st.sampled_from((0, 2, 4, 5, 9, 9)))
    def first_cycle(self, steps: int) -> None:
        """A course of events begins anywhere between a new cycle and a signed record."""
        self.lin = self.people.lin.person_id
        acts.made(self.db, self.people)
        self.ids.append(acts.conversation(self.db, self.people))
        for _ in range(steps):
            self.step()

    def step(self) -> None:
        """The next thing in a review that nobody disturbs."""
        raise NotImplementedError

    @rule(dice=st.binary(min_size=8, max_size=8))
    def somebody_tries_something(self, dice: bytes) -> None:
        """One rule for all verbs, by dice of its own: hypothesis would try a few of them again and again.

        All throws so far go into each, since hypothesis likes to repeat a part of them.
        """
        self.dice = sha256(self.dice + dice).digest()
        random = Random(self.dice)
        method = getattr(self, random.choice(self.verbs()))
        with_what = {key: one(random) if callable(one) else random.choice(one) for key, one in method.tried[1].items()}
        note(f"{method.__name__}({with_what})")
        method(**with_what)

    @classmethod
    def verbs(cls) -> list[str]:
        return [name for name in dir(cls) for _ in range(getattr(getattr(cls, name), "tried", (0,))[0])]

    @property
    def id(self) -> int:
        return self.ids[-1]

    def done_by(self, what: str, who: str | Actor, act: Callable[[Actor], object]) -> bool:
        """Try it: what is refused leaves everything as it was, and a conversation that rests stays as it is."""
        actor = self.actor(who)
        self.done["tries"] += 1
        before, running = state_of.everything(self.db), self.running()
        try:
            with self.db.begin_nested():
                act(actor)
        except Problem:
            assert state_of.everything(self.db) == before, what
            return False
        self.done[what] += 1
        if not running and what not in WHILE_RESTING:
            after = state_of.everything(self.db)
            for name in state_of.WRITTEN | state_of.RECORDS:
                assert after[name] == before[name], (what, name)
        return True

    def actor(self, who: str | Actor) -> Actor:
        if who == "holder":
            return self.holder() or self.people.chen
        return getattr(self.people, who) if isinstance(who, str) else who

    def running(self) -> bool:
        return cycles.participation(self.db, self.id).running

    def talk(self, actor: Actor | None = None) -> Any:
        return talk(self.db, actor or self.people.lin, self.id)

    def holder(self) -> Actor | None:
        """Who assesses now, as an actor."""
        id = self.talk().progress.assessor_id
        return next((one for one in vars(self.people).values() if one.person_id == id), None)

    # assessments in the cycle

    def _draft(self, actor: Actor) -> int:
        found = self.db.exec(
            select(Assessment.id).where(
                Assessment.person_id == self.lin,
                Assessment.author_id == actor.person_id,
                Assessment.submitted_at == None,  # noqa: E711
                Assessment.agreed_in == None,  # noqa: E711
            )
        ).first()
        return found or 999

    @verb(who=WHO)
    def begin_assessment(self, who: str) -> None:
        self.done_by("begin", who, lambda a: assessing.start(self.db, a, access.subject(self.db, a, self.lin)))

    @verb(who=WHO, competency=COMPETENCIES, value=VALUES, stale=STALE)
    def rate(self, who: str, competency: str, value: Any, stale: int) -> None:
        said = assessing.Answer(no_opportunity=True) if value == "none" else assessing.Answer(value)

        self.done_by("rate", who, lambda a: self._rate(a, self._draft(a), competency, said, stale))

    def _rate(self, actor: Actor, id: int, competency: str, said: assessing.Answer, stale: int = 0) -> None:
        stored = assessments.ratings(self.db, [id])[id].get(competency)
        assessing.rate(self.db, actor, id, competency, said, (stored.version if stored else 0) + stale)

    @verb(who=WHO)
    def submit(self, who: str) -> None:
        self.done_by("submit", who, lambda a: assessing.submit(self.db, a, self._draft(a)))

    @verb(who=WHO)
    def discard(self, who: str) -> None:
        self.done_by("discard", who, lambda a: assessing.discard(self.db, a, self._draft(a)))

    # the conversation

    @verb(3, who=WHO, competency=COMPETENCIES, value=VALUES, reason=WORDS, stale=STALE)
    def agree(self, who: str, competency: str, value: Any, reason: str, stale: int) -> None:
        sent = Agreement(Answer(None, True) if value == "none" else Answer(value), reason)

        def act(actor: Actor) -> None:
            stored = reading.agreed(self.db, self.id).get(competency)
            talking.agree(self.db, actor, self.id, competency, sent, (stored.saved.version if stored else 0) + stale)

        self.done_by("agree", who, act)

    @verb(who=WHO)
    def take_common_ground(self, who: str) -> None:
        self.done_by("common", who, lambda a: talking.take_common_ground(self.db, a, self.id))

    @verb(who=HIS, competency=COMPETENCIES, chance=(False, True), reason=WORDS)
    def answer_opportunity(self, who: str, competency: str, chance: bool, reason: str) -> None:
        sent = Answered(self._promise("a chance"), "") if chance else Answered(None, reason)
        self.done_by("opportunity", who, lambda a: talking.answer_opportunity(self.db, a, self.id, competency, sent, 0))

    @verb(who=WHO, text=WORDS, day=(None, -400, -1, 0, 0, 3), stale=STALE)
    def write_notes(self, who: str, text: str, day: int | None, stale: int) -> None:
        held_on = None if day is None else clock.today() + timedelta(days=day)
        sent, version = Written(text, held_on), reading.notes(self.db, self.id).version + stale
        self.done_by("notes", who, lambda a: talking.write_notes(self.db, a, self.id, sent, version))

    @verb(who=HIS, words=WORDS)
    def write_private(self, who: str, words: str) -> None:
        self.done_by("private", who, lambda a: talking.write_private(self.db, a, self.id, words, 0))

    @verb(who=WHO, words=WORDS)
    def say_next_level(self, who: str, words: str) -> None:
        self.done_by("next", who, lambda a: talking.say_next_level(self.db, a, self.id, Opinion("soon", words), 0))

    # commitments

    def _promise(self, title: str) -> Promise:
        return Promise(title, clock.today() + timedelta(days=20))

    @verb(who=WHO, owner=("person", "manager"), once=("once-one", "once-two"))
    def promise(self, who: str, owner: Any, once: str) -> None:
        self.done_by("promise", who, lambda a: talking.promise(self.db, a, self.id, owner, self._promise(once), once))

    @verb(who=WHO, verb=("change", "withdraw", "keep", "release", "move", "take_over"), words=WORDS)
    def commitment(self, who: str, verb: str, words: str) -> None:
        found = commitments.of_conversation(self.db, self.id)
        if not found:
            return
        one, day = found[0], clock.today() + timedelta(days=30)
        verbs: dict[str, Callable[[Actor], object]] = {
            "change": lambda a: proposing.change_proposed(self.db, a, one.id, Promise("other", day), one.version),
            "withdraw": lambda a: proposing.withdraw_proposed(self.db, a, one.id),
            "keep": lambda a: outcomes.keep(self.db, a, one.id, words, one.version),
            "release": lambda a: outcomes.release(self.db, a, one.id, words, one.version),
            "move": lambda a: outcomes.move(self.db, a, one.id, day, words, one.version),
            "take_over": lambda a: outcomes.take_over(self.db, a, one.id, one.version),
        }
        self.done_by(verb, who, verbs[verb])
