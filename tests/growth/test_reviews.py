"""Review conversations in the growth file: as page, as PDF, as download."""

import json
from dataclasses import fields, is_dataclass

import pytest

from app.commitments import models as commitment_models
from app.commitments.models import Commitment, CommitmentEvent
from app.cycles import models as cycle_models
from app.cycles.models import CycleHandover, CycleParticipant
from app.growth import review_queries
from app.growth.record_keys import RECORD_KEYS
from app.kit import clock
from app.kit.i18n import LANGUAGES, speaking
from app.kit.i18n import gettext as _
from app.people import rules
from app.reviews import models, record_models
from app.reviews.models import AgreedRating, NextLevelView, OpportunityAnswer
from app.reviews.record_models import ConversationRecord, RecordAnswer
from app.reviews.signing import snapshot
from tests.cycles import acts
from tests.growth import talked
from tests.growth.everything import add, count
from tests.growth.reading import Pack, pdf, text_of
from tests.growth.talked import CALIBRATED, CHANCE, CHANGE, DISSENT, HANDOVER, OTHERS, PRIVATE_NOTE, THEIRS, WHY
from tests.pages import Page, english
from tests.reviews import signed

SHOWN = (
    DISSENT,
    HANDOVER,
    CALIBRATED,
    talked.AGAIN,
    CHANGE,
    WHY,
    signed.REASON,
    "把对账表做成模板",
    "带她参加经销商大会",
)

PROMISE = "带她参加经销商大会"
SNAPSHOT = [found for found in vars(snapshot).values() if is_dataclass(found)]


@pytest.fixture
def one(database, people) -> int:
    return talked.talk(database, people)


def test_on_the_page(client_for, one):
    text = Page(client_for("lin").get("/me/file")).text
    for said in (*SHOWN, "2026 H2", "3 熟练", "我们商定了什么", "共识评级"):
        assert said in text
    assert PRIVATE_NOTE not in text and OTHERS not in text


def test_in_the_pdf_unless_left_out(client_for, one):
    text = text_of(pdf(client_for("lin"))).replace(" ", "")
    assert not [said for said in SHOWN if said.replace(" ", "") not in text]
    without = text_of(pdf(client_for("lin"), "?without=reviews&without=assessments"))
    assert not [said for said in SHOWN if said in without]


def test_in_english(client_for, one):
    text = Page(english(client_for("lin")).get("/me/file")).text
    assert "What was agreed" in text and "Commitments of both sides" in text


def test_all_of_hers_is_in_the_download(client_for, database, people, one):
    pack = Pack(client_for("lin"))
    (found,) = pack.json("reviews")["conversations"]
    assert count(database, CycleParticipant, person_id=people.lin.person_id) == 1
    for name, table in (
        ("agreed", AgreedRating), ("next_level", NextLevelView), ("records", ConversationRecord),
        ("commitments", Commitment), ("handovers", CycleHandover),
    ):  # fmt: skip
        assert len(found[name]) == count(database, table, participant_id=one) > 0
    assert [len(one["events"]) for one in found["commitments"]] == [1, 1]
    assert sum(len(one["events"]) for one in found["commitments"]) == count(database, CommitmentEvent)
    assert {answer["kind"] for answer in found["records"][0]["answers"]} == {"acknowledged", "dissent"}
    assert count(database, RecordAnswer) == 2
    assert {one["mine"] for one in found["commitments"]} == {True, False}
    for said in (*SHOWN, *THEIRS, CHANCE):
        assert said in pack.text


def test_the_digest_is_that_of_the_record(client_for, one):
    (record,) = Pack(client_for("lin")).json("reviews")["conversations"][0]["records"]
    plain = json.dumps(record["content"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert snapshot.digest(plain) == record["sha256"]


@pytest.mark.parametrize("who", ["lin", "chen", "zhou", "wang"])
def test_private_notes_and_what_is_about_others_are_in_nobodys(client_for, one, who):
    pack = Pack(client_for(who)).text
    page = Page(client_for(who).get("/me/file")).text
    for text in (pack, page):
        assert PRIVATE_NOTE not in text and OTHERS not in text
        if who != "lin":
            assert [said for said in {*SHOWN, *THEIRS} if said in text] == ([PROMISE] if who == "chen" else [])


def test_a_manager_takes_out_what_he_promised_and_no_more(client_for, database, people, one):
    assert Pack(client_for("lin")).json("reviews")["promised_as_manager"] == []
    (found,) = Pack(client_for("chen")).json("reviews")["promised_as_manager"]
    assert {**found, "due_on": ""} == {"title": PROMISE, "due_on": "", "state": "open"}
    assert "我作为上级承诺的" in Page(client_for("chen").get("/me/file")).text
    with database.writing() as db:
        rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())
    assert PROMISE not in Pack(client_for("chen")).text + client_for("chen").get("/me/file").text
    assert PROMISE in Pack(client_for("lin")).text


def test_what_is_still_sealed_is_not_in_it(client_for, database, people):
    with database.writing() as db:
        id = acts.conversation(db, people)
        signed.agree(db, people, id)
        signed.promised(db, people, id)
        acts.assessed(db, people.chen, people.lin, {"teamwork": 2})
    pack = Pack(client_for("lin"))
    (found,) = pack.json("reviews")["conversations"]
    assert found["agreed"] == found["shared"] == found["next_level"] == found["commitments"] == []
    assert not [said for said in THEIRS if said in pack.text + client_for("lin").get("/me/file").text]


def test_while_it_is_open_both_sides_words_are_in_it(client_for, database, people):
    with database.writing() as db:
        id = signed.ready(db, people)
        said = {"reason": CHANCE, "saved_at": clock.now(), "saved_by_id": people.chen.person_id}
        add(db, OpportunityAnswer(participant_id=id, competency="innovation", **said))
    client = client_for("lin")
    page, pack, paper = Page(client.get("/me/file")).text, Pack(client).text, text_of(pdf(client)).replace(" ", "")
    for said in (*THEIRS, CHANCE):
        assert said in page and said in pack and said.replace(" ", "") in paper
    assert "目前的共识" in page and "一年之内" in page and "待签署" in page


def test_every_table_is_in_it_or_named_here(client_for, database, one):
    """A table that is added has to be thought of: each has a row here, and is read but for the private notes."""
    modules = (cycle_models, models, record_models, commitment_models)
    tables = {
        table for module in modules for table in vars(module).values() if getattr(table, "__table__", None) is not None
    }
    mine = {table for table in tables if table.__module__ in {module.__name__ for module in modules}}
    assert not [table.__name__ for table in mine if count(database, table) == 0]
    assert {table for table in mine if not hasattr(review_queries, table.__name__)} == {models.PrivateNote}


def test_every_name_inside_a_record_is_explained(client_for, one):
    content = {field.name for found in SNAPSHOT for field in fields(found)}
    assert content == set(RECORD_KEYS)
    readme = Pack(client_for("lin")).members["README.md"].decode()
    for language in LANGUAGES:
        with speaking(language):
            assert all(f"- `{name}`: {_(meaning)}" in readme for name, meaning in RECORD_KEYS.items())
