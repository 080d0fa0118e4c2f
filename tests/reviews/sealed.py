"""The states of a sealed cycle, written as letters, and who may read whose words in each.

Before `<` is what came before the cycle. o O: lin's self-assessment, a draft and submitted; m M: chen's of her;
z Z and q Q: zhou's and qian's. L: lin's line changes to qian. H: HR hands the conversation to zhou, T: qian takes it.
P: the day that decides who assesses has passed. C: the cycle is closed, R: reopened for her, E: she is excused,
A: what both sides agreed on is signed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from sqlmodel import Session

from app.assessments import queries, rules
from app.assessments.rules import Answer
from app.cycles import handover
from app.cycles import rules as cycles
from app.kit import clock
from app.kit.db import Database
from app.people import access
from app.people import rules as people_rules
from app.people.access import Actor
from tests.cycles import acts
from tests.reviews import signed

AUTHORS = {"o": "lin", "m": "chen", "z": "zhou", "q": "qian"}
USUAL: dict[str, int | None] = {"teamwork": 2, "strategy": 3, "data_analysis": 3}
OTHER: dict[str, int | None] = {
    "teamwork": 5,
    "strategy": None,
    "data_analysis": 1,
    "innovation": 4,
    "communication": 1,
}
AGREED = signed.REASON
LINE = ("lin", "chen", "zhou", "dotted")


def word(letter: str, *, before: bool = False) -> str:
    """What an author writes as a note everywhere; another word before the cycle."""
    return f"canary{'Earlier' if before else 'Sealed'}{AUTHORS[letter].title()}"


def _all(readers: tuple[str, ...], letters: str) -> dict[str, str]:
    return dict.fromkeys(readers, letters)


# state: reader: the authors whose words she reads, by their small letters; `a`: what was agreed. Nobody else reads any.
STATES: dict[str, dict[str, str]] = {
    "": {},
    "o": {"lin": "o"},
    "O": {"lin": "o"},
    "m": {"chen": "m"},
    "M": {"chen": "m"},
    "om": {"lin": "o", "chen": "m"},
    "Om": {"lin": "o", "chen": "m"},
    "oM": {"lin": "o", "chen": "m"},
    "OM": _all(LINE, "om"),
    # handed over: the former's is in, the new one's is not
    "OMLT": {"lin": "om", "qian": "m", "dotted": "om"},
    # the line has changed while he was writing, and nobody handed anything over
    "OmL": {"lin": "o"},
    # the end of the cycle opens nothing by itself
    "OmC": {"lin": "o", "chen": "m"},
    "OmCR": {"lin": "o", "chen": "m"},
    "OMA": _all(LINE, "oma") | {"wang": "a"},
}
# rarer ones, looked at by those whom they are about
RARER: dict[str, dict[str, str]] = {
    # zhou is not who assesses: what he says is no side's, and opens nothing of hers
    "OZ": {"lin": "o", "zhou": "z"},
    "oMLT": {"lin": "o"},
    "OmLTQ": {"lin": "oq", "qian": "oq", "dotted": "oq"},
    "OMH": {"lin": "om", "chen": "om", "zhou": "m", "dotted": "om"},
    "OHz": {"lin": "o", "zhou": "z"},
    "OHZ": {"lin": "oz", "chen": "z", "zhou": "oz", "dotted": "oz"},
    "OML": {"lin": "om", "qian": "m", "dotted": "om"},
    "POLQ": {"lin": "o", "qian": "q"},
    "OmCM": {"lin": "o", "chen": "m"},
    "OmCRM": _all(LINE, "om"),
    "OmE": {"lin": "o", "chen": "m"},
    "OMAL": {"lin": "oma", "qian": "oma", "dotted": "oma", "wang": "a"},
    # a round before the cycle stays open, and opens nothing in it
    "OM<O": {"lin": "o"},
    "OM<M": {"chen": "m"},
    "OM<OM": _all(LINE, "om"),
}


class Unchanging(Database):
    """A database in which everything can be tried and nothing happens: each transaction is taken back at its end."""

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with Session(self.writer, expire_on_commit=False) as session:
            session.begin()
            yield session
            session.flush()
            session.rollback()


def said(letter: str, other: bool, before: bool) -> dict[str, Answer]:
    """What an author says; `other`: everything differs, the number of answers too."""
    note = word(letter, before=before) + ("Other, and more of it" if other else "")
    values = OTHER if other else USUAL
    return {c: Answer(value, no_opportunity=value is None, note=note) for c, value in values.items()}


def reach(db: Session, people: SimpleNamespace, state: str, others: str) -> None:
    """Bring lin's cycle into a state. In it, the authors in `others` say something else than usual."""
    before, _, within = state.rpartition("<")
    for letter in before:
        _write(db, people, letter, "", before=True)
    days = (-20, -1, 10, 20, 30) if "P" in state else acts.OPEN
    cycle = acts.made(db, people, days=days)
    for letter in within:
        _STEPS.get(letter, _write)(db, people, letter, others, cycle=cycle)


def _write(db: Session, people: SimpleNamespace, letter: str, others: str, **about: Any) -> None:
    small = letter.lower()
    author: Actor = getattr(people, AUTHORS[small])
    id = rules.start(db, author, access.subject(db, author, people.lin.person_id)).id or 0
    for competency, answer in said(small, small in others, about.get("before", False)).items():
        stored = queries.ratings(db, [id])[id][competency]
        if not rules.unchanged(stored, answer):
            rules.rate(db, author, id, competency, answer, stored.version)
    if letter.isupper():
        rules.submit(db, author, id)


def _change_line(db: Session, people: SimpleNamespace, *_: object, **__: object) -> None:
    people_rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())


def _to_zhou(db: Session, people: SimpleNamespace, *_: object, **__: object) -> None:
    handover.hand_over(db, people.wang, acts.conversation(db, people), people.zhou.person_id, "he leads the project")


def _to_qian(db: Session, people: SimpleNamespace, *_: object, **__: object) -> None:
    handover.hand_over(db, people.qian, acts.conversation(db, people), people.qian.person_id, "")


def _close(db: Session, people: SimpleNamespace, *_: object, cycle: int) -> None:
    cycles.close(db, people.wang, cycle)


def _reopen(db: Session, people: SimpleNamespace, *_: object, **__: object) -> None:
    cycles.reopen(db, people.wang, acts.conversation(db, people), "she was ill")


def _excuse(db: Session, people: SimpleNamespace, *_: object, **__: object) -> None:
    cycles.excuse(db, people.wang, acts.conversation(db, people), "she is on leave")


def _agree(db: Session, people: SimpleNamespace, *_: object, **__: object) -> None:
    id = acts.conversation(db, people)
    signed.agree(db, people, id)
    signed.sign(db, people.chen, id)


_STEPS = {"L": _change_line, "H": _to_zhou, "T": _to_qian, "C": _close, "R": _reopen, "E": _excuse, "A": _agree}
_STEPS["P"] = lambda *_, **__: None
