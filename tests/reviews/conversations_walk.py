"""What tests/rooms.py asks of the part conversations of reviews."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

from sqlmodel import Session

from app.kit import clock
from app.kit.db import Database
from app.people import rules as people_rules
from app.reviews.conversations import queries, rules
from app.reviews.conversations.rules import Agreement, Answer, Answered
from tests.cases import LINE, Case, may
from tests.cycles import acts

LATEST = "SELECT max(p.id) FROM cycle_participant p JOIN account a ON a.person_id = p.person_id WHERE a.login = "
NO_CHANCE = "the season is over"
LATER = (clock.today() + timedelta(days=60)).isoformat()
READERS = {"zhou": 403, "dotted": 403, "wang": 403}
BOTH = may(303, "lin", "chen") | READERS
MANAGER = may(303, "chen") | READERS | {"lin": 403}
AGREED = {"answer": "3", "reason": "both looked at the same three projects", "version": "{version}"}


def version(db: Session, people: SimpleNamespace) -> int:
    """Of what is agreed on teamwork by now; the walk says the same again and again."""
    found = queries.agreed(db, acts.opened(db, people)).get("teamwork")
    return found.saved.version if found else 0


def asked(db: Session, people: SimpleNamespace) -> str:
    """A competency in which both agree that there was no opportunity yet, which is a request to the manager.

    He has answered it in the words of the case below: the conversation is signed on other pages.
    """
    id = acts.opened(db, people)
    stored = queries.agreed(db, id).get("innovation")
    sent = Agreement(Answer(no_opportunity=True))
    rules.agree(db, people.chen, id, "innovation", sent, stored.saved.version if stored else 0)
    rules.answer_opportunity(db, people.chen, id, "innovation", Answered(reason=NO_CHANCE), 0)
    return "innovation"


TALK = {"talk": acts.opened}
# fmt: off
CASES: tuple[Case, ...] = (
    Case("GET /conversations/{id}", "/conversations/{talk}", may(200, *LINE), needs=TALK),
    Case(
        "PUT /conversations/{id}/agreements/{competency}", "/conversations/{talk}/agreements/teamwork", BOTH, AGREED,
        TALK | {"version": version},
    ),
    Case("PUT /conversations/{id}/agreements", "/conversations/{talk}/agreements", BOTH, {}, TALK),
    Case("PUT /conversations/{id}/common-ground", "/conversations/{talk}/common-ground", BOTH, {}, TALK),
    Case(
        "PUT /conversations/{id}/opportunities/{competency}", "/conversations/{talk}/opportunities/{asked}", MANAGER,
        {"title": "", "due_on": "", "reason": NO_CHANCE, "version": "0"}, TALK | {"asked": asked},
    ),
    Case(
        "PUT /conversations/{id}/notes", "/conversations/{talk}/notes", BOTH,
        {"text": "", "held_on": "", "version": "0"}, TALK,
    ),
    Case(
        "PUT /conversations/{id}/private-note", "/conversations/{talk}/private-note", MANAGER,
        {"text": "", "version": "0"}, TALK,
    ),
    Case(
        "PUT /conversations/{id}/next-level", "/conversations/{talk}/next-level", BOTH,
        {"verdict": "soon", "words": "", "version": "0"}, TALK,
    ),
    Case(
        "POST /conversations/{id}/commitments", "/conversations/{talk}/commitments", BOTH,
        {"owner": "manager", "title": "two partners to lead", "due_on": LATER, "once": "a-token-of-a-form"}, TALK,
    ),
)
# fmt: on
# the conversation of chen with a newcomer: other parts sign that of lin
BUDGETS: dict[str, tuple[str | None, str, int]] = {"/conversations/{id}": ("chen", "/conversations/{talk}", 28)}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/conversations/{id}": (
        ("chenjianguo", "/conversations/{lins_talk}"),
        ("linxiaoyu", "/conversations/{lins_talk}"),
        ("chenjianguo", "/conversations/{chens_talk}"),
        ("wangfang", "/conversations/{lins_talk}"),
        ("zhaolei", "/conversations/{zhaos_talk}"),
        ("linxiaoyu", "/conversations/{lins_first}"),
        ("chenjianguo", "/conversations/{lins_first}"),
        ("zhoumin", "/conversations/{lins_first}"),
    )
}
NAMES: dict[str, str] = {
    "lins_talk": "SELECT max(id) FROM cycle_participant WHERE person_id = {lin}",
    "lins_first": "SELECT min(id) FROM cycle_participant WHERE person_id = {lin}",
    "chens_talk": LATEST + "'chenjianguo'",
    "zhaos_talk": LATEST + "'zhaolei'",
}
NO_PAGES: frozenset[str] = frozenset()


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    with database.writing() as db:
        joined = clock.today() - timedelta(days=30)
        person = people_rules.add_person(db, None, name="新同事")
        assert person.id is not None
        people_rules.place(db, None, person.id, "junior", joined)
        people_rules.report_to(db, None, person.id, people.chen.person_id, joined)
        newcomer = replace(people.lin, person_id=person.id)
        both = SimpleNamespace(newcomer=newcomer, wang=people.wang)
        id = acts.conversation(db, both, "newcomer")
        acts.assessed(db, newcomer, newcomer, acts.SELF)
        acts.assessed(db, people.chen, newcomer, acts.MANAGER)
    return {"talk": id}
