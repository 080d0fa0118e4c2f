"""What tests/rooms.py asks of the part signing of reviews."""

from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

from sqlmodel import Session

from app.kit import clock
from app.kit.db import Database
from app.people import rules
from app.reviews.signing import marks, queries, reconsiderations, reconsidering
from app.reviews.signing.draft import draft
from app.reviews.talk import talk
from tests.cases import LINE, READ, Case, may
from tests.reviews import signed

if TYPE_CHECKING:
    from tests.browser.visitor import Visitor

PASSWORD = "one rung after the other"


def shown(db: Session, people: SimpleNamespace) -> str:
    """The digest of what chen's page shows."""
    return marks.shown(draft(db, people.chen, talk(db, people.chen, signed.ready(db, people))).content)


def record(db: Session, people: SimpleNamespace) -> int:
    """The first record of lin's conversation."""
    return queries.of_conversation(db, signed.signed(db, people))[0].id


def asked(db: Session, people: SimpleNamespace, to: reconsidering.To = "manager") -> int:
    """What lin asked about her record; the same one when she has."""
    id = signed.signed(db, people)
    for one in reconsiderations.of_conversation(db, id):
        return one.id
    found = reconsidering.ask(db, people.lin, id, 1, to, "九月的促销是我牵头的").id
    assert found is not None
    return found


def asked_of_hr(db: Session, people: SimpleNamespace) -> int:
    return asked(db, people, "hr")


READERS = {"zhou": 403, "dotted": 403, "wang": 403}
MANAGER = {"lin": 403} | READERS
HERS = {"chen": 403} | READERS
READY, SIGNED = {"talk": signed.ready}, {"talk": signed.signed}
# fmt: off
CASES: tuple[Case, ...] = (
    Case("GET /conversations/{id}/signature", "/conversations/{talk}/signature", may(200, "chen") | MANAGER,
         needs=READY),
    Case("GET /conversations/{id}/signature", "/conversations/{talk}/signature",
         may(303, "chen") | MANAGER | {"anonymous": 303}, needs=SIGNED),
    Case("PUT /conversations/{id}/signature", "/conversations/{talk}/signature", may(303, "chen") | MANAGER,
         {"shown": "{shown}", "marks": ""}, READY | {"shown": shown}),
    Case("GET /conversations/{id}/records/{number}", "/conversations/{talk}/records/1", may(200, *LINE), needs=SIGNED),
    Case("GET /conversations/{id}/records/{number}", "/conversations/{talk}/records/2", may(200), needs=SIGNED),
    Case("PUT /records/{id}/acknowledgement", "/records/{record}/acknowledgement", may(303, "lin") | HERS,
         needs={"record": record}),
    Case("PUT /records/{id}/dissent", "/records/{record}/dissent", may(303, "lin") | HERS,
         {"words": "I led it"}, {"record": record}),
    Case("GET /conversations/{id}/amendments/new", "/conversations/{talk}/amendments/new",
         may(200, "chen") | MANAGER, needs=SIGNED),
    Case("POST /conversations/{id}/amendments", "/conversations/{talk}/amendments", may(303, "chen") | MANAGER,
         {"after": "1", "agreed.teamwork": "4", "agreed.strategy": "", "addition": "", "reason": "we looked again"},
         SIGNED),
    Case("GET /conversations/{id}/reconsiderations/new", "/conversations/{talk}/reconsiderations/new",
         may(200, "lin") | HERS, needs=SIGNED),
    Case("POST /conversations/{id}/reconsiderations", "/conversations/{talk}/reconsiderations", may(303, "lin") | HERS,
         {"number": "1", "to": "manager", "words": "I led it"}, SIGNED),
    Case("GET /reconsiderations", "/reconsiderations", READ),
    Case("GET /reconsiderations/{id}", "/reconsiderations/{asked}", may(200, "lin", "zhou"), needs={"asked": asked}),
    Case("GET /reconsiderations/{id}", "/reconsiderations/{asked}", may(200, "lin", "wang"),
         needs={"asked": asked_of_hr}),
    Case("PUT /reconsiderations/{id}/answer", "/reconsiderations/{asked}/answer", may(303, "zhou") | {"lin": 403},
         {"after": "1", "outcome": "stands", "answer": "Both saw the same"}, {"asked": asked}),
)
# fmt: on
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/conversations/{id}/signature": ("chen", "/conversations/{to_sign}/signature", 21),
    "/conversations/{id}/records/{number}": ("wang", "/conversations/{signed}/records/1", 15),
    "/conversations/{id}/amendments/new": ("chen", "/conversations/{signed}/amendments/new", 10),
    "/conversations/{id}/reconsiderations/new": ("dotted", "/conversations/{own}/reconsiderations/new", 12),
    "/reconsiderations": ("wang", "/reconsiderations", 3),
    "/reconsiderations/{id}": ("zhou", "/reconsiderations/{asked}", 14),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/conversations/{id}/signature": (("chenjianguo", "/conversations/{to_sign}/signature"),),
    "/conversations/{id}/records/{number}": (
        ("linxiaoyu", "/conversations/{record_of_lin}/records/1"),
        ("chenjianguo", "/conversations/{record_of_lin}/records/1"),
        ("wangfang", "/conversations/{record_of_lin}/records/1"),
    ),
    "/conversations/{id}/amendments/new": (("zhoumin", "/conversations/{record_of_chen}/amendments/new"),),
    "/conversations/{id}/reconsiderations/new": (
        ("chenjianguo", "/conversations/{record_of_chen}/reconsiderations/new"),
    ),
    "/reconsiderations": (("linxiaoyu", "/reconsiderations"), ("wangfang", "/reconsiderations")),
    "/reconsiderations/{id}": (("wangfang", "/reconsiderations/{asked_of_hr}"),),
}
_OF_CHEN = "(SELECT manager_id FROM reporting_line WHERE person_id = {lin} AND kind = 'solid' AND until IS NULL)"
NAMES: dict[str, str] = {
    "record_of_lin": "SELECT max(participant_id) FROM conversation_record r JOIN cycle_participant p"
    " ON p.id = r.participant_id WHERE p.person_id = {lin}",
    "record_of_chen": "SELECT max(participant_id) FROM conversation_record r JOIN cycle_participant p"
    f" ON p.id = r.participant_id WHERE p.person_id = {_OF_CHEN}",
    "to_sign": "SELECT min(p.id) FROM cycle_participant p JOIN review_cycle c ON c.id = p.cycle_id"
    " JOIN assessment own ON own.cycle_id = c.id AND own.person_id = p.person_id AND own.author_id = p.person_id"
    " JOIN assessment his ON his.cycle_id = c.id AND his.person_id = p.person_id"
    f" AND his.author_id = {_OF_CHEN}"
    " WHERE c.closed_at IS NULL AND own.submitted_at IS NOT NULL AND his.submitted_at IS NOT NULL"
    " AND his.agreed_in IS NULL AND p.id NOT IN (SELECT participant_id FROM conversation_record)",
}
NO_PAGES: frozenset[str] = frozenset()


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    """Conversations that can be signed, that are, and that were asked about, of people who are nobody else's."""
    with database.writing() as db:
        first, second = (signed.instead_of_lin(db, people, name) for name in ("许诺", "程签"))
        return {
            "to_sign": signed.ready(db, first),
            "signed": signed.signed(db, second),
            "asked": asked(db, second),
            "own": signed.signed(db, _dotted_under_zhou(db, people)),
        }


def _dotted_under_zhou(db: Session, people: SimpleNamespace) -> SimpleNamespace:
    """The cast with somebody who has an account and no other conversation in lin's place."""
    rules.report_to(db, None, people.dotted.person_id, people.zhou.person_id, clock.today() - timedelta(days=400))
    return SimpleNamespace(**{**vars(people), "lin": people.dotted, "chen": people.zhou})


def prepare(visitor: "Visitor") -> dict[str, int]:
    """What chen asks HR about the record that is hers to answer to, sent without its page."""
    site, same = visitor.site, {"Sec-Fetch-Site": "same-origin"}
    browser = visitor.context.browser
    assert browser is not None
    chen = browser.new_context()
    chen.request.post(f"{site.origin}/session", form={"login": "chenjianguo", "password": PASSWORD}, headers=same)
    record = site.ask(NAMES["record_of_chen"].format(lin=site.person("linxiaoyu")))
    answer = chen.request.post(
        f"{site.origin}/conversations/{record}/reconsiderations",
        form={"number": "1", "to": "hr", "words": "跨部门的两个项目没有算进去"},
        headers=same,
    )
    assert answer.ok, answer.status
    chen.close()
    return {"asked_of_hr": int(answer.url.rpartition("/")[2])}
