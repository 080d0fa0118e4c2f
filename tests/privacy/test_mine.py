"""GET /me/data, and what a person asks HR to do with what is kept about her."""

import pytest
from sqlmodel import col, select

from app.kit import clock
from app.kit.db import Database
from app.privacy import corrections, holds
from app.privacy.models import Correction, Erasure
from app.trail.models import TrailEvent
from tests.assessments.acts import written
from tests.growth import everything
from tests.pages import Page, english
from tests.privacy import acts

pytestmark = pytest.mark.only("sqlite")  # nothing here is a matter of the database
WANTED = {"field": "name", "wanted": "林小雨", "words": "身份证上是这个字"}


def stored(database: Database) -> list[Correction]:
    with database.reading() as db:
        return list(db.exec(select(Correction)).all())


def test_says_what_is_kept_how_much_why_and_how_long(client_for, database: Database, people):
    everything.fill(database, people)
    page = Page(english(client_for("lin")).get("/me/data"))
    for words in (
        "3 entries, 3 files",
        "1 goal, 2 actions",
        "1 reflection",
        "Proof of your growth.",
        "6 months longer",
    ):
        assert words in page.text
    assert {"/me/file", "/me/looked", "/evidence", "/reflections"} <= set(page.links())


def test_does_not_tell_that_a_manager_writes(client_for, database: Database, people):
    lin = client_for("lin")
    before = Page(lin.get("/me/data")).text
    written(database, people.chen, people.lin, False, teamwork=3)
    assert Page(lin.get("/me/data")).text == before


class TestCorrections:
    def test_are_asked_for_once(self, client_for, database: Database, people):
        lin = client_for("lin")
        for _ in range(2):
            answer = lin.post("/me/corrections", data=WANTED)
            assert (answer.status_code, answer.headers["location"]) == (303, "/me/data#requests")
        (asked,) = stored(database)
        assert (asked.person_id, asked.field, asked.wanted) == (people.lin.person_id, "name", "林小雨")
        assert "林小雨" in lin.get("/me/data").text
        assert "林小雨" not in client_for("zhao").get("/me/data").text

    def test_what_cannot_be_is_said_next_to_the_field_and_kept(self, client_for, database: Database):
        page = client_for("lin").post("/me/corrections", data={**WANTED, "wanted": ""})
        assert page.status_code == 422
        assert WANTED["words"] in Page(page).text
        assert Page(page).marked("wrong")
        assert client_for("lin").post("/me/corrections", data={**WANTED, "field": "roles"}).status_code == 422
        assert stored(database) == []

    def test_are_taken_back_by_who_asked_until_they_are_answered(self, client_for, database: Database, people):
        lin = client_for("lin")
        lin.post("/me/corrections", data=WANTED)
        (asked,) = stored(database)
        assert client_for("zhao").delete(f"/me/corrections/{asked.id}").status_code == 404
        assert client_for("wang").delete(f"/me/corrections/{asked.id}").status_code == 404
        assert lin.delete(f"/me/corrections/{asked.id}").status_code == 303
        assert lin.delete(f"/me/corrections/{asked.id}").status_code == 409
        assert stored(database)[0].outcome == "withdrawn"

    def test_are_ten_at_most(self, client_for, database: Database, people):
        with database.writing() as db:
            for n in range(10):
                corrections.ask(db, people.lin, "other", str(n), "")
        assert client_for("lin").post("/me/corrections", data=WANTED).status_code == 429

    def test_no_words_stand_in_the_trail(self, client_for, database: Database):
        client_for("lin").post("/me/corrections", data=WANTED)
        with database.reading() as db:
            events = db.exec(select(TrailEvent).where(col(TrailEvent.action) == "correction.asked")).all()
        assert len(events) == 1
        assert "林小雨" not in events[0].details


class TestErasure:
    def test_is_asked_for_once_and_taken_back(self, client_for, database: Database, people):
        lin = client_for("lin")
        for _ in range(2):
            assert lin.post("/me/erasure", data={"words": "我要离开了"}).status_code == 303
        with database.reading() as db:
            (asked,) = db.exec(select(Erasure)).all()
        assert (asked.person_id, asked.decided_at, asked.words) == (people.lin.person_id, None, "我要离开了")
        assert "我要离开了" in lin.get("/me/data").text
        assert lin.delete("/me/erasure").status_code == 303
        assert lin.delete("/me/erasure").status_code == 404
        assert client_for("zhao").delete("/me/erasure").status_code == 404

    def test_erases_nothing_by_itself(self, client_for, database: Database, people):
        everything.fill(database, people)
        before = acts.hers(acts.everything(database), people.lin.person_id)
        client_for("lin").post("/me/erasure")
        after = acts.hers(acts.everything(database), people.lin.person_id)
        counts = {name: len(rows) for name, rows in after.items() if rows and name != "sign_in_session"}
        assert counts == {name: len(rows) for name, rows in before.items() if rows} | {"erasure": 1}

    def test_the_reason_of_a_refusal_is_read(self, client_for, database: Database, people):
        with database.writing() as db:
            id = acts.asked(db, people.lin)
        client_for("wang").put(f"/erasures/{id}/decision", data={"outcome": "declined", "answer": "还在职"})
        assert "还在职" in client_for("lin").get("/me/data").text


def test_a_hold_is_seen_without_its_reason(client_for, database: Database, people):
    with database.writing() as db:
        holds.place(db, people.wang, people.lin.person_id, "仲裁 12 号")
    page = english(client_for("lin")).get("/me/data").text
    assert "A legal hold stands" in page
    assert "仲裁" not in page


def test_who_opened_my_record_names_readers_by_the_api_and_on_pages(client_for, database: Database, people):
    """One log for all: pages, exports and programs write the same event."""
    client_for("chen").get(f"/people/{people.lin.person_id}/gaps")
    client_for("wang").get(f"/people/{people.lin.person_id}/gaps")
    text = Page(client_for("lin").get("/me/looked")).text
    assert "陈建国" in text
    assert "王芳" in text
    assert str(clock.today().year) in text
