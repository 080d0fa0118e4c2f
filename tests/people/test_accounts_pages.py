"""The administrator's pages: accounts, their links, roles and disabling; no ratings and no texts."""

import re

import pytest
from sqlalchemy import text

from app.people import rules
from tests.people import stage
from tests.people.classified import NEW


@pytest.fixture
def admin(client_for):
    client = client_for("root")
    client.headers["Accept-Language"] = "en"
    return client


@pytest.fixture
def newcomer(database):
    with database.writing() as db:
        return rules.add_person(db, None, name="新人").id


def link_in(page) -> str:
    return re.search(r"/invitations/[\w-]{43}", page.text)[0]


def logins(page) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/accounts/\d+">([^<]+)</a>', page.text)


def test_the_list(admin):
    page = admin.get("/accounts")
    assert logins(page) == sorted(["zhou", "chen", "lin", "gone", "dotted", "qian", "zhao", "wang", "root"])
    assert logins(admin.get("/accounts?q=Li")) == ["lin"]
    assert logins(admin.get("/accounts", params={"q": "林"})) == ["lin"]
    assert logins(admin.get("/accounts", params={"q": "%"})) == []
    assert logins(admin.get("/accounts?page=2")) == []


def test_no_ratings_and_no_texts(admin, database, people):
    with database.writing() as db:
        done = stage.both_submitted(db, people, "lin")
    lin = people.lin.person_id
    assert admin.get(f"/assessments/{done}").status_code == 404
    assert admin.get(f"/people/{lin}/gaps").status_code == 404
    for path in (f"/people/{lin}", f"/accounts/{lin}", "/trail", "/accounts"):
        assert "seen twice" not in admin.get(path).text


def test_a_new_account_and_its_link(admin, anonymous, newcomer):
    assert "No account yet" in admin.get(f"/accounts/{newcomer}").text
    page = admin.post("/accounts", data={"person": str(newcomer), "login": "Newcomer"})
    assert page.status_code == 200
    link = link_in(page)
    assert link not in admin.get(f"/accounts/{newcomer}").text
    assert anonymous.post(link, data={"password": NEW, "again": NEW}).status_code == 303
    assert "新人" in anonymous.get("/people").text
    assert anonymous.post("/session", data={"login": "NEWCOMER", "password": NEW}).status_code == 303


@pytest.mark.parametrize(
    ("login", "words"),
    [
        ("lin", "Somebody else has this name."),
        ("LIN", "Somebody else has this name."),
        ("", "Please fill this in."),
        ("x" * 101, "At most 100"),
    ],
)
def test_a_refused_account(admin, newcomer, database, login, words):
    page = admin.post("/accounts", data={"person": str(newcomer), "login": login})
    assert page.status_code == 422
    assert words in page.text
    assert f'value="{login}"' in page.text
    with database.reading() as db:
        assert db.execute(text("SELECT count(*) FROM account WHERE person_id = :p"), {"p": newcomer}).scalar() == 0


def test_one_account_for_one_person(admin, people):
    page = admin.post("/accounts", data={"person": str(people.lin.person_id), "login": "second"})
    assert page.status_code == 422
    assert "has an account already" in page.text


@pytest.mark.parametrize("person", ["", "0", "-1", "x", "999", "9999999999", "1.5", "²", "NaN"])
def test_an_account_for_nobody(admin, person):
    assert admin.post("/accounts", data={"person": person, "login": "x"}).status_code == 404
    assert admin.get(f"/accounts/{person or 'x'}").status_code == 404
    assert admin.put(f"/accounts/{person or 'x'}/disabling").status_code == 404


def test_somebody_without_an_account(admin, newcomer):
    assert admin.post(f"/accounts/{newcomer}/invitations").status_code == 404
    assert admin.put(f"/accounts/{newcomer}/roles", data={"roles": "hr"}).status_code == 404
    assert admin.put(f"/accounts/{newcomer}/disabling").status_code == 404
    assert admin.delete(f"/accounts/{newcomer}/disabling").status_code == 404


def test_a_forgotten_password(admin, anonymous, people):
    link = link_in(admin.post(f"/accounts/{people.lin.person_id}/invitations"))
    assert anonymous.post(link, data={"password": NEW, "again": NEW}).status_code == 303


def test_disabling_and_enabling(admin, anonymous, people):
    path = f"/accounts/{people.lin.person_id}"
    assert admin.put(f"{path}/disabling").headers["location"] == path
    assert admin.put(f"{path}/disabling").status_code == 303
    assert "disabled" in admin.get(path).text
    assert admin.delete(f"{path}/disabling").headers["location"] == path
    sent = {"login": "lin", "password": "a long way up the ladder"}
    assert anonymous.post("/session", data=sent).status_code == 303


@pytest.mark.parametrize(
    ("roles", "status", "held"),
    [
        (["hr"], 303, ["hr"]),
        (["hr", "admin"], 303, ["admin", "hr"]),
        ([], 303, []),
        (["hr", "hr"], 303, ["hr"]),
        (["boss"], 422, []),
        (["hr", "boss"], 422, []),
        ([""], 422, []),
    ],
)
def test_roles(admin, database, people, roles, status, held):
    answer = admin.put(f"/accounts/{people.lin.person_id}/roles", data={"roles": roles})
    assert answer.status_code == status
    with database.reading() as db:
        query = text("SELECT role FROM role_grant WHERE person_id = :p AND ended_at IS NULL ORDER BY role")
        assert list(db.execute(query, {"p": people.lin.person_id}).scalars()) == held


def test_a_role_that_was_taken_leaves_its_history(admin, database, people):
    for roles in (["hr"], [], ["hr"]):
        admin.put(f"/accounts/{people.lin.person_id}/roles", data={"roles": roles})
    with database.reading() as db:
        query = text("SELECT granted_by, ended_at IS NULL FROM role_grant WHERE person_id = :p ORDER BY id")
        found = [tuple(map(int, grant)) for grant in db.execute(query, {"p": people.lin.person_id})]
    assert found == [(people.root.person_id, 0), (people.root.person_id, 1)]
