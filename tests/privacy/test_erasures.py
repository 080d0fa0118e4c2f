"""/erasures: HR decides, with the consequence written out; /people/{id}/legal-hold."""

import pytest
from sqlmodel import select

from app.kit.db import Database
from app.people.models import Person
from app.privacy import holds
from app.privacy.models import Erasure
from tests.growth import everything
from tests.pages import Page, english
from tests.privacy import acts

pytestmark = pytest.mark.only("sqlite")  # what the verbs do on each database stands in test_erasing.py
GRANT = {"outcome": "granted", "typed": "林晓雨"}


@pytest.fixture
def asked(database: Database, people) -> int:
    """lin's request; she left long ago."""
    everything.fill(database, people)
    with database.writing() as db:
        acts.left(db, people.lin, 900)
        return acts.asked(db, people.lin, "请删除")


def decide(client, id: int, **form: str):
    return client.put(f"/erasures/{id}/decision", data=form)


def name(database: Database, person_id: int) -> str:
    with database.reading() as db:
        return db.get_one(Person, person_id).name


def test_says_what_goes_and_what_stays_and_asks_for_the_name(client_for, asked: int):
    page = Page(english(client_for("wang")).get(f"/erasures/{asked}"))
    for words in ("At once as well", "A number in the trail", "not even from a backup", "type: Lin Xiaoyu"):
        assert words in page.text


def test_the_name_typed_everything_goes(client_for, database: Database, people, asked: int):
    wang = client_for("wang")
    assert decide(wang, asked, **GRANT).status_code == 303
    assert name(database, people.lin.person_id) == "已删除的人员"
    for path in ("/erasures", f"/erasures/{asked}", "/people", "/corrections"):
        text = wang.get(path).text
        assert "林晓雨" not in text, path
    assert "Erased person" in english(wang).get("/erasures").text
    assert client_for("chen").get("/team").status_code == 200
    assert wang.get(f"/people/{people.lin.person_id}").status_code == 404
    assert wang.get(f"/people/{people.lin.person_id}/record").status_code == 404


@pytest.mark.parametrize("typed", ["Lin Xiaoyu", "C-7"])
def test_a_name_in_latin_letters_or_the_staff_number_does_too(client_for, database: Database, people, asked, typed):
    with database.writing() as db:
        db.get_one(Person, people.lin.person_id).staff_number = "C-7"
    assert decide(client_for("wang"), asked, outcome="granted", typed=typed).status_code == 303
    assert name(database, people.lin.person_id) == "已删除的人员"


def test_without_it_nothing_does(client_for, database: Database, people, asked: int):
    page = decide(client_for("wang"), asked, outcome="granted", typed="林小雨")
    assert page.status_code == 422
    assert Page(page).marked("wrong")
    assert name(database, people.lin.person_id) == "林晓雨"


def test_not_while_a_hold_stands(client_for, database: Database, people, asked: int):
    with database.writing() as db:
        holds.place(db, people.wang, people.lin.person_id, "仲裁")
    wang = english(client_for("wang"))
    assert "typed" not in Page(wang.get(f"/erasures/{asked}")).fields()
    assert decide(wang, asked, **GRANT).status_code == 409
    assert name(database, people.lin.person_id) == "林晓雨"


def test_not_while_she_is_here(client_for, database: Database, people):
    with database.writing() as db:
        id = acts.asked(db, people.lin)
    wang = english(client_for("wang"))
    assert "Not before the last day is over" in wang.get(f"/erasures/{id}").text
    assert decide(wang, id, **GRANT).status_code == 409


def test_declined_with_a_reason_only(client_for, database: Database, asked: int):
    wang = client_for("wang")
    assert decide(wang, asked, outcome="declined").status_code == 422
    assert decide(wang, asked, outcome="declined", answer="仲裁未结").status_code == 303
    assert decide(wang, asked, **GRANT).status_code == 409
    assert decide(wang, asked).status_code == 422


def test_nobody_decides_about_themselves(client_for, database: Database, people):
    with database.writing() as db:
        id = acts.asked(db, people.wang)
    wang = client_for("wang")
    assert decide(wang, id, outcome="granted", typed="王芳").status_code == 409
    person = people.wang.person_id
    assert wang.put(f"/people/{person}/legal-hold", data={"reason": "x"}).status_code == 409
    assert wang.post(f"/people/{person}/erasures").status_code == 409


def test_a_letter_of_somebody_who_left_is_written_down(client_for, database: Database, people):
    wang = client_for("wang")
    with database.writing() as db:
        acts.left(db, people.lin, 30)
    answer = wang.post(f"/people/{people.lin.person_id}/erasures", data={"words": "来信"})
    assert answer.status_code == 303
    again = wang.post(f"/people/{people.lin.person_id}/erasures", data={"words": "又来信"})
    assert again.headers["location"] == answer.headers["location"]
    with database.reading() as db:
        (found,) = db.exec(select(Erasure)).all()
    assert (found.person_id, found.asked_by_id) == (people.lin.person_id, people.wang.person_id)
    assert decide(wang, found.id or 0, **GRANT).status_code == 303
    english(wang)
    assert "record kept for now" in wang.get("/erasures").text
    assert "by the daily run" in wang.get(f"/erasures/{found.id}").text


class TestHold:
    def test_stands_until_it_is_lifted_with_reasons(self, client_for, database: Database, people):
        wang, path = english(client_for("wang")), f"/people/{people.lin.person_id}/legal-hold"
        assert wang.put(path, data={"reason": " "}).status_code == 422
        assert wang.put(path, data={"reason": "arbitration 12"}).status_code == 303
        assert wang.put(path, data={"reason": "again"}).status_code == 409
        assert "arbitration 12" in wang.get(path).text
        assert wang.delete(path, params={"reason": ""}).status_code == 422
        lifted = wang.post(f"{path}?_method=delete", data={"reason": "award given"})
        assert lifted.status_code == 303
        assert wang.post(f"{path}?_method=delete", data={"reason": "twice"}).status_code == 404
        text = wang.get(path).text
        assert "arbitration 12" in text
        assert "award given" in text

    def test_is_nobody_elses_business(self, client_for, people):
        path = f"/people/{people.lin.person_id}/legal-hold"
        for login in ("lin", "chen", "root"):
            assert client_for(login).get(path).status_code == 403
        assert client_for("wang").get("/people/999/legal-hold").status_code == 404


class TestRetention:
    def test_hr_sets_months_and_an_administrator_reads_them(self, client_for, database: Database):
        wang = english(client_for("wang"))
        assert wang.put("/retention/own", data={"months": "12", "before": "6"}).status_code == 303
        root = Page(english(client_for("root")).get("/retention"))
        assert "12 months" in root.text
        assert not root.all(".//main//form")
        assert client_for("root").put("/retention/own", data={"months": "1", "before": "12"}).status_code == 403
        assert client_for("lin").get("/retention").status_code == 403

    def test_what_cannot_be_is_said_where_it_was_typed(self, client_for):
        wang = english(client_for("wang"))
        for months in ("-1", "601", "x", ""):
            page = wang.put("/retention/own", data={"months": months, "before": "6"})
            assert page.status_code == 422
            assert Page(page).marked("wrong")
        assert wang.put("/retention/messages", data={"months": "1", "before": "12"}).status_code == 422
        assert wang.put("/retention/own", data={"months": "9", "before": "5"}).status_code == 409
        assert wang.put("/retention/none", data={"months": "9", "before": "5"}).status_code == 404
