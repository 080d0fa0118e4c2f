"""A session that ends in the middle of a form: sign in, look at what was typed, send it, and it is saved."""

import re
from html import unescape

import pyotp
import pytest
from sqlalchemy import text

from tests.cast import PASSWORD
from tests.people.stage import SECRET

pytestmark = pytest.mark.only("sqlite")  # what is tested here never reaches the database

TYPED = {
    "name": "新人 & Co <b>",
    "name_latin": "A Latin name that is long",
    "email": "x@example.com",
    "department": "一\n二",
}


@pytest.fixture
def expired(client_for, database):
    """HR's browser, whose session has just ended."""
    client = client_for("wang")
    with database.writing() as db:
        db.execute(text("DELETE FROM sign_in_session"))
    client.cookies.clear()
    return client


def form_in(page) -> tuple[str, dict[str, str]]:
    """The page's form with its action and what it would send."""
    form = re.search(r'<form class="(?:card|stack-2)[^"]*" action="([^"]*)".*?</form>', page.text, re.DOTALL)
    inputs = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form[0])
    areas = re.findall(r'<textarea[^>]* name="([^"]*)">([^<]*)</textarea>', form[0])
    return unescape(form[1]), {unescape(name): unescape(value) for name, value in (*inputs, *areas)}


def sign_in(client, page, password: str = PASSWORD):
    action, kept = form_in(page)
    assert action == "/session"
    return client.post(action, data=kept | {"login": "wang", "password": password})


def people_called(database, name: str) -> int:
    with database.reading() as db:
        return db.execute(text("SELECT count(*) FROM person WHERE name = :name"), {"name": name}).scalar_one()


def test_a_form_survives_the_end_of_the_session(expired, database):
    page = expired.post("/people", data=TYPED)
    assert page.status_code == 401
    assert people_called(database, TYPED["name"]) == 0
    resumed = sign_in(expired, page)
    assert resumed.status_code == 200
    action, kept = form_in(resumed)
    assert action == "/people"
    assert {name: value.replace("\r\n", "\n") for name, value in kept.items()} == TYPED
    assert expired.post(action, data=kept | {"department": "x"}).status_code == 303
    assert people_called(database, TYPED["name"]) == 1


def test_a_wrong_password_in_between_loses_nothing(expired, database):
    page = sign_in(expired, expired.post("/people", data=TYPED), "wrong wrong wrong")
    assert page.status_code == 422
    action, kept = form_in(sign_in(expired, page))
    assert expired.post(action, data=kept | {"department": "x"}).status_code == 303
    assert people_called(database, TYPED["name"]) == 1


@pytest.mark.parametrize("override", [True, False])
def test_the_method_comes_along(expired, database, people, override):
    path = f"/people/{people.lin.person_id}"
    if override:
        page = expired.post(f"{path}?_method=put", data={"name": "林晓语"})
    else:
        page = expired.put(path, data={"name": "林晓语"})
    action, kept = form_in(sign_in(expired, page))
    assert action == f"{path}?_method=put"
    assert expired.post(action, data=kept).status_code == 303
    assert people_called(database, "林晓语") == 1


def test_fields_sent_more_than_once_stay_so(client_for, database, people):
    client = client_for("root")
    with database.writing() as db:
        db.execute(text("DELETE FROM sign_in_session"))
    client.cookies.clear()
    page = client.put(f"/accounts/{people.lin.person_id}/roles", data={"roles": ["hr", "admin"]})
    assert re.findall(r'name="kept.roles">(\w+)<', page.text) == ["hr", "admin"]


def test_no_password_comes_along(expired):
    page = expired.put("/settings/password", data={"current": PASSWORD, "password": "p" * 14, "again": "p" * 14})
    assert page.status_code == 401
    assert PASSWORD not in page.text and "p" * 14 not in page.text


def test_the_resumed_form_stays_on_this_server(anonymous):
    sent = {"login": "lin", "password": PASSWORD, "kept.a": "b", "resume_method": "TRACE"}
    for resume in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", ""):
        page = anonymous.post("/session", data=sent | {"resume": resume})
        assert form_in(page)[0] == "/"


def test_a_fragment_says_that_the_text_is_still_in_the_page(client_for):
    client = client_for("lin")
    client.cookies.clear()
    answer = client.put("/settings", data={"timezone": "UTC"}, headers={"HX-Request": "true", "Accept-Language": "en"})
    assert answer.status_code == 401
    assert "your text stays here" in answer.text
    assert answer.headers["hx-retarget"] == "#alert"


def test_a_form_survives_the_second_factor(expired, database):
    with database.writing() as db:
        db.execute(text("UPDATE account SET second_factor = :secret WHERE login = 'wang'"), {"secret": SECRET})
    answer = sign_in(expired, expired.post("/people", data=TYPED))
    page = expired.get(answer.headers["location"]) if answer.status_code == 303 else answer
    assert TYPED["email"] in page.text
    code = {"code": pyotp.TOTP(SECRET).now()}
    assert TYPED["email"] in expired.put("/session/code", data=form_in(page)[1] | code).text
