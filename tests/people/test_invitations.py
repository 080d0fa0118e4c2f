"""One-time links: whose they are, once only, in time, and worth nothing once the account is closed."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app.kit import clock
from app.people import accounts
from tests.cast import PASSWORD
from tests.people.classified import NEW

CHOSEN = {"password": NEW, "again": NEW}


@pytest.fixture
def invite(database, people):
    def made(login: str = "zhao") -> str:
        with database.writing() as db:
            account = accounts.of_person(db, getattr(people, login).person_id)
            return f"/invitations/{accounts.invite(db, None, account)}"

    return made


def sign_in(client, login: str, password: str) -> int:
    return client.post("/session", data={"login": login, "password": password}).status_code


def test_a_link_sets_the_password_and_signs_in(anonymous, invite):
    link = invite()
    assert "zhao" in anonymous.get(link).text
    assert anonymous.post(link, data=CHOSEN).headers["location"] == "/"
    assert anonymous.get("/").status_code == 200


def test_a_link_works_once(anonymous, invite):
    link = invite()
    assert anonymous.post(link, data=CHOSEN).status_code == 303
    other = {"password": "x" * 20, "again": "x" * 20}
    assert anonymous.post(link, data=other).status_code == 404
    assert anonymous.get(link).status_code == 404
    assert sign_in(anonymous, "zhao", NEW) == 303


@pytest.mark.parametrize("field", ["login", "username", "account", "account_id", "person", "person_id", "user", "id"])
def test_a_link_is_its_receivers_whatever_the_form_says(anonymous, client_for, people, invite, field):
    root = people.root
    value = {"account_id": root.account_id, "person_id": root.person_id, "id": root.account_id}.get(field, "root")
    answer = anonymous.post(invite(), data=CHOSEN | {field: str(value)})
    assert answer.status_code == 303
    assert anonymous.get("/trail").status_code == 403
    assert sign_in(anonymous, "root", NEW) == 422
    assert sign_in(anonymous, "root", PASSWORD) == 303


def test_a_link_is_open_for_seven_days(anonymous, invite):
    link = invite()
    with clock.at(clock.now() + timedelta(days=7, seconds=-5)):
        assert anonymous.get(link).status_code == 200
    with clock.at(clock.now() + timedelta(days=7, seconds=1)):
        assert anonymous.get(link).status_code == 404
        assert anonymous.post(link, data=CHOSEN).status_code == 404


def test_a_newer_link_replaces_the_older(anonymous, invite):
    older, newer = invite(), invite()
    assert anonymous.post(older, data=CHOSEN).status_code == 404
    assert anonymous.post(newer, data=CHOSEN).status_code == 303


def test_the_link_of_a_disabled_account(anonymous, client_for, people, invite):
    link = invite()
    root = client_for("root")
    root.put(f"/accounts/{people.zhao.person_id}/disabling")
    assert anonymous.get(link).status_code == 404
    assert anonymous.post(link, data=CHOSEN).status_code == 404
    root.delete(f"/accounts/{people.zhao.person_id}/disabling")
    assert anonymous.post(link, data=CHOSEN).status_code == 404


def test_a_changed_password_makes_an_open_link_worthless(anonymous, client_for, invite):
    link = invite("lin")
    assert client_for("lin").put("/settings/password", data=CHOSEN | {"current": PASSWORD}).status_code == 303
    assert anonymous.post(link, data=CHOSEN).status_code == 404


@pytest.mark.parametrize("token", ["", "None", "null", "x", "%00", "%ED%A0%80", "..%2f..%2fpeople", "x" * 5000])
def test_a_link_that_was_never_made(anonymous, token):
    assert anonymous.get(f"/invitations/{token}").status_code == 404
    assert anonymous.post(f"/invitations/{token}", data=CHOSEN).status_code == 404


def test_a_link_ends_the_sessions_of_before(client_for, anonymous, invite):
    old = client_for("zhao")
    anonymous.post(invite(), data=CHOSEN)
    assert old.get("/").status_code == 303


@pytest.mark.parametrize(
    "form",
    [{"password": "short", "again": "short"}, {"password": NEW, "again": PASSWORD}, {"password": NEW}, {}],
    ids=["short", "different", "once", "empty"],
)
def test_a_refused_password_leaves_the_link_open(anonymous, invite, form):
    link = invite()
    answer = anonymous.post(link, data=form)
    assert answer.status_code == 422
    assert NEW not in answer.text
    assert anonymous.post(link, data=CHOSEN).status_code == 303


def test_the_second_factor_is_still_asked_for(anonymous, database, invite):
    with database.writing() as db:
        db.execute(text("UPDATE account SET second_factor = 'JBSWY3DPEHPK3PXP' WHERE login = 'zhao'"))
    assert anonymous.post(invite(), data=CHOSEN).headers["location"] == "/session/code"
    assert anonymous.get("/").status_code == 303


def test_only_the_digest_of_a_link_is_stored(database, invite):
    token = invite().rpartition("/")[2]
    with database.reading() as db:
        assert token not in str(db.execute(text("SELECT * FROM invitation")).all())
