"""/corrections: HR corrects what is wrong, or says why not."""

import pytest
from sqlmodel import select

from app.kit.db import Database
from app.people.models import Person
from app.privacy import corrections
from app.privacy.models import Correction
from tests.pages import Page, english

pytestmark = pytest.mark.only("sqlite")  # nothing here is a matter of the database


@pytest.fixture
def asked(database: Database, people):
    """Ids of what lin asked for, by field."""
    wanted = {"name": "林小雨", "staff_number": "C-0007", "department": "渠道三部", "level": "高级"}
    with database.writing() as db:
        return {name: corrections.ask(db, people.lin, name, value, "").id for name, value in wanted.items()}


def person(database: Database, people) -> Person:
    with database.reading() as db:
        return db.get_one(Person, people.lin.person_id)


def answer(client, id: int | None, **form: str):
    return client.put(f"/corrections/{id}/answer", data=form)


def test_open_ones_come_first_with_their_number(client_for, database: Database, people, asked):
    wang = english(client_for("wang"))
    answer(wang, asked["level"], outcome="declined", answer="no")
    page = Page(wang.get("/corrections"))
    titles = [link for link in page.links() if link.startswith("/corrections/")]
    assert titles[-1] == f"/corrections/{asked['level']}"
    assert "Corrections (3)" in page.text


def test_what_is_recorded_becomes_what_hr_writes(client_for, database: Database, people, asked):
    wang = client_for("wang")
    assert answer(wang, asked["name"], outcome="corrected", value="林小雨", answer="").status_code == 303
    assert answer(wang, asked["department"], outcome="corrected", value="渠道三部").status_code == 303
    found = person(database, people)
    assert (found.name, found.sort_key, found.email) == ("林小雨", "lin xiao yu", "lin@example.com")
    assert "渠道三部" in wang.get(f"/people/{people.lin.person_id}/record").text


def test_what_has_dates_is_corrected_in_the_record_and_answered_here(client_for, database: Database, people, asked):
    wang = client_for("wang")
    assert f"/people/{people.lin.person_id}/record" in wang.get(f"/corrections/{asked['level']}").text
    assert answer(wang, asked["level"], outcome="corrected", answer="已改").status_code == 303
    assert "已改" in client_for("lin").get("/me/data").text


def test_declining_needs_a_reason(client_for, database: Database, asked):
    wang = client_for("wang")
    assert answer(wang, asked["name"], outcome="declined", answer=" ").status_code == 422
    assert answer(wang, asked["name"], outcome="declined", answer="身份证上是晓").status_code == 303
    assert answer(wang, asked["name"], outcome="corrected", value="林小雨").status_code == 409


@pytest.mark.parametrize(("field", "value"), [("name", ""), ("staff_number", "C" * 61), ("staff_number", "Z-1")])
def test_what_cannot_be_recorded_changes_nothing(client_for, database: Database, people, asked, field, value):
    with database.writing() as db:
        db.get_one(Person, people.zhao.person_id).staff_number = "Z-1"
    page = answer(client_for("wang"), asked[field], outcome="corrected", value=value, answer="kept words")
    assert page.status_code == 422
    assert "kept words" in page.text
    assert Page(page).marked("wrong")
    assert person(database, people).name == "林晓雨"
    with database.reading() as db:
        assert db.get_one(Correction, asked[field]).outcome is None


def test_nobody_answers_about_themselves(client_for, database: Database, people):
    with database.writing() as db:
        id = corrections.ask(db, people.wang, "name", "王方", "").id
    wang = client_for("wang")
    assert answer(wang, id, outcome="corrected", value="王方").status_code == 409
    assert not Page(wang.get(f"/corrections/{id}")).all(".//main//form")


def test_everybody_else_is_told_nothing(client_for, asked):
    for login in ("lin", "chen", "root"):
        assert client_for(login).get(f"/corrections/{asked['name']}").status_code == 403
    assert client_for("wang").get("/corrections/999").status_code == 404


def test_an_empty_list_teaches(client_for, database: Database):
    assert "Nothing to correct" in english(client_for("wang")).get("/corrections").text
    with database.reading() as db:
        assert db.exec(select(Correction)).first() is None
