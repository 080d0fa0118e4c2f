"""PUT /records/{id}/acknowledgement and /dissent: hers alone, once, and never changed."""

import pytest
from sqlmodel import select

from app.cycles import rules as cycles
from app.kit import clock
from app.kit.errors import Conflict, Forbidden, NotFound, Refused
from app.people import rules as people_rules
from app.reviews.record_models import RecordAnswer
from app.reviews.signing import queries, rules
from app.reviews.talk import talk
from app.trail.models import TrailEvent
from tests.pages import Page
from tests.reviews import signed


@pytest.fixture
def record(database, people) -> int:
    with database.writing() as db:
        return queries.of_conversation(db, signed.signed(db, people))[0].id


def test_acknowledging_is_seen_and_not_agreed(client_for, database, people, record):
    lin = client_for("lin")
    response = lin.post(f"/records/{record}/acknowledgement?_method=put")
    assert response.status_code == 303
    page = lin.get(response.headers["location"], headers={"Accept-Language": "en"})
    assert "Seen, not agreed" in page.text
    with database.reading() as db:
        conversation, _number = queries.where(db, record)
        assert talk(db, people.lin, conversation).state == "acknowledged"


def test_twice_has_one_effect(client_for, database, record):
    lin = client_for("lin")
    for _ in range(2):
        assert lin.put(f"/records/{record}/acknowledgement").status_code == 303
        assert lin.put(f"/records/{record}/dissent", data={"words": "我不同意"}).status_code == 303
    with database.reading() as db:
        assert sorted(one.kind for one in db.exec(select(RecordAnswer))) == ["acknowledged", "dissent"]


def test_what_was_said_stays(client_for, database, people, record):
    lin = client_for("lin")
    lin.put(f"/records/{record}/dissent", data={"words": "第一句"})
    response = lin.put(f"/records/{record}/dissent", data={"words": "换一句"})
    assert response.status_code == 409
    assert "第一句" in response.text
    with database.reading() as db:
        assert [one.words for one in db.exec(select(RecordAnswer))] == ["第一句"]


def test_a_dissent_without_words_keeps_the_page(client_for, record):
    response = client_for("lin").put(f"/records/{record}/dissent", data={"words": "  "})
    assert response.status_code == 422
    assert Page(response).id("d-words").get("class") == "wrong"


@pytest.mark.parametrize("login", ["chen", "zhou", "wang", "dotted", "gone", "zhao", "root"])
def test_nobody_else_answers_for_her(database, people, record, login):
    error = NotFound if login in ("gone", "zhao", "root") else Forbidden
    with database.writing() as db:
        with pytest.raises(error):
            rules.acknowledge(db, getattr(people, login), record)
        with pytest.raises(error):
            rules.dissent(db, getattr(people, login), record, "in her name")


def test_her_words_are_read_by_whoever_reads_the_record(client_for, record):
    client_for("lin").put(f"/records/{record}/dissent", data={"words": "九月的促销是我牵头的"})
    for login in ("lin", "chen", "zhou", "wang", "dotted"):
        assert "九月的促销是我牵头的" in client_for(login).get("/conversations/1/records/1").text


def test_after_the_cycle_she_still_may(database, people, record):
    with database.writing() as db:
        conversation, _number = queries.where(db, record)
        cycles.close(db, people.wang, talk(db, people.lin, conversation).participation.cycle.id)
        rules.acknowledge(db, people.lin, record)
        rules.dissent(db, people.lin, record, "spät, aber doch")


def test_whoever_has_left_answers_nothing_any_more(database, people, record):
    with database.writing() as db:
        people_rules.leave(db, None, people.lin.person_id, clock.today())
        with pytest.raises(Conflict):
            rules.acknowledge(db, people.lin, record)


def test_words_are_wanted(database, people, record):
    with database.writing() as db, pytest.raises(Refused):
        rules.dissent(db, people.lin, record, " \n")


def test_the_trail_has_no_words(database, people, record):
    with database.writing() as db:
        rules.dissent(db, people.lin, record, "九月的促销是我牵头的")
        events = db.exec(select(TrailEvent).where(TrailEvent.action == "record.dissent")).all()
    assert [event.actor_id for event in events] == [people.lin.person_id]
    assert "促销" not in events[0].details
