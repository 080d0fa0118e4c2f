"""The signature page and the record page, as browsers get them."""

import json

import pytest

from app.kit.errors import NotFound
from app.reviews.models import AgreedRating
from app.reviews.signing import queries
from tests import pages
from tests.cycles import acts
from tests.evidence.acts import written
from tests.pages import Page
from tests.reviews import signed

EN = {"Accept-Language": "en"}


@pytest.fixture
def id(database, people) -> int:
    with database.writing() as db:
        return signed.ready(db, people)


def form_of(page: Page) -> dict[str, str]:
    return {one.get("name", ""): one.get("value", "") for one in page.all(".//input[@type='hidden']")}


def test_what_the_page_shows_is_what_is_frozen(client_for, database, id):
    chen = client_for("chen")
    page = Page(chen.get(f"/conversations/{id}/signature", headers=EN))
    response = chen.post(f"/conversations/{id}/signature?_method=put", data=form_of(page))
    assert (response.status_code, response.headers["location"]) == (303, f"/conversations/{id}/records/1")
    record = Page(chen.get(response.headers["location"], headers=EN))
    before, after = (pages.texts(one.all(".//table//tr")) for one in (page, record))
    assert before == after
    assert chen.get(f"/conversations/{id}/signature").headers["location"] == f"/conversations/{id}/records/1"
    again = chen.post(f"/conversations/{id}/signature?_method=put", data=form_of(page))
    assert again.status_code == 303
    with database.reading() as db:
        assert len(queries.of_conversation(db, id)) == 1


def test_a_stale_page_is_told_what_changed_and_signs_with_the_next_one(client_for, database, people, id):
    chen = client_for("chen")
    page = Page(chen.get(f"/conversations/{id}/signature", headers=EN))
    with database.writing() as db:
        one = db.get(AgreedRating, 1)
        one.proficiency, one.version = 4, one.version + 1
    response = chen.put(f"/conversations/{id}/signature", data=form_of(page), headers=EN)
    assert response.status_code == 409
    stale = Page(response)
    (changed,) = [one for one in stale.all(".//section") if one.get("aria-labelledby") == "changed"]
    assert "Teamwork: 3 Practitioner → 4 Advanced" in pages.text(changed)
    assert chen.put(f"/conversations/{id}/signature", data=form_of(stale)).status_code == 303


@pytest.mark.parametrize("marks", ["", "[]", "{", "null", '{"teamwork": 1}', "[" * 9000])
def test_marks_that_make_no_sense_are_only_a_conflict(client_for, id, marks):
    response = client_for("chen").put(f"/conversations/{id}/signature", data={"shown": "0" * 64, "marks": marks})
    assert response.status_code == 409
    assert "<del>" in response.text


def test_a_form_without_its_fields_is_refused(client_for, id):
    assert client_for("chen").put(f"/conversations/{id}/signature", data={}).status_code == 422


def test_what_is_missing_is_said_and_there_is_no_button(client_for, database, people):
    with database.writing() as db:
        id = acts.opened(db, people)
    page = client_for("chen").get(f"/conversations/{id}/signature", headers=EN)
    assert page.status_code == 200
    assert Page(page).id("missing") is not None
    assert "Sign and freeze" not in page.text
    refused = client_for("chen").put(f"/conversations/{id}/signature", data={"shown": "x"}, headers=EN)
    assert refused.status_code == 422
    assert Page(refused).id("missing") is not None


def test_the_forms_digest_is_that_of_what_is_shown(client_for, id):
    first, second = (form_of(Page(client_for("chen").get(f"/conversations/{id}/signature"))) for _ in range(2))
    assert first == second
    assert {"teamwork", "notes", "evidence"} <= set(json.loads(first["marks"]))


def test_who_sees_how_much(client_for, database, people):
    written(database, people.lin, "coaching", title="带新人走门店")
    with database.writing() as db:
        id = signed.signed(db, people)
    both = {"lin", "chen", "zhou", "dotted"}
    said = {login: client_for(login).get(f"/conversations/{id}/records/1").text for login in (*both, "wang")}
    titles = {login for login, text in said.items() if "带新人走门店" in text}
    sides = {login for login, text in said.items() if text.count('<th scope="col">') == 4}
    assert (titles, sides) == ({"lin", "chen", "zhou"}, both)
    assert all(signed.NOTES in text and signed.REASON in text for text in said.values())


def test_reading_somebody_elses_record_is_written_down(client_for, database, people):
    with database.writing() as db:
        id = signed.signed(db, people)
    client_for("wang").get(f"/conversations/{id}/records/1")
    client_for("lin").get(f"/conversations/{id}/records/1")
    assert client_for("lin").get("/me/looked").text.count("王芳") == 1


def test_a_former_manager_and_others_know_of_nothing(database, people):
    with database.writing() as db:
        id = signed.signed(db, people)
        for login in ("gone", "zhao", "root", "qian"):
            with pytest.raises(NotFound):
                queries.read(db, getattr(people, login), id)
