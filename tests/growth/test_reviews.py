"""Review conversations in the growth file: as page, as PDF, as download."""

import json

import pytest

from app.commitments.models import Commitment, CommitmentEvent
from app.cycles.models import CycleHandover, CycleParticipant
from app.reviews.models import AgreedRating, NextLevelView
from app.reviews.record_models import ConversationRecord, RecordAnswer
from app.reviews.signing import snapshot
from tests.cycles import acts
from tests.growth import talked
from tests.growth.everything import count
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
            assert not [said for said in (*SHOWN, *THEIRS) if said in text]


def test_what_is_still_sealed_is_not_in_it(client_for, database, people):
    with database.writing() as db:
        id = acts.conversation(db, people)
        signed.agree(db, people, id)
        signed.promised(db, people, id)
    pack = Pack(client_for("lin"))
    (found,) = pack.json("reviews")["conversations"]
    assert found["agreed"] == found["shared"] == found["next_level"] == found["commitments"] == []
    assert not [said for said in THEIRS if said in pack.text + client_for("lin").get("/me/file").text]
