"""What ends a session ends it now: an old cookie opens nothing, and roles and lines hold from the next request on."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app.kit import clock
from app.people import accounts, rules
from tests.cast import PASSWORD
from tests.people.classified import CASES, NEW, PEOPLE

PAGES = [case.path for case in CASES if case.safe and case.personal and "{" not in case.path]


def closed(client) -> bool:
    return all(client.get(path).headers.get("location", "").startswith("/sign-in") for path in PAGES)


def sign_in(client, login: str, password: str = PASSWORD) -> int:
    return client.post("/session", data={"login": login, "password": password}).status_code


def test_a_disabled_account(client_for, anonymous, people):
    client = client_for("lin")
    assert client_for("root").put(f"/accounts/{people.lin.person_id}/disabling").status_code == 303
    assert closed(client)
    assert client.put("/settings", data={"timezone": "UTC"}).status_code == 401
    assert sign_in(anonymous, "lin") == 422


def test_a_session_that_outlived_the_disabling(client_for, database):
    """The cookie of an account that is disabled opens nothing, even where its row is still there."""
    client = client_for("lin")
    with database.writing() as db:
        db.execute(text("UPDATE account SET disabled_at = created_at WHERE login = 'lin'"))
    assert closed(client)


def test_whoever_left(client_for, anonymous, people):
    client = client_for("lin")
    answer = client_for("wang").put(f"/people/{people.lin.person_id}/departure", data={"on": f"{clock.today()}"})
    assert answer.status_code == 303
    assert closed(client)
    assert sign_in(anonymous, "lin") == 422


def test_a_session_that_outlived_the_leaving(client_for, database):
    client = client_for("lin")
    with database.writing() as db:
        db.execute(text("UPDATE person SET left_on = :today WHERE name_latin = 'Lin Xiaoyu'"), {"today": clock.today()})
    assert closed(client)


def test_an_enabled_account_of_whoever_left_opens_nothing(client_for, anonymous, database, people):
    with database.writing() as db:
        rules.leave(db, None, people.lin.person_id, clock.today())
        accounts.enable(db, people.root.person_id, people.lin.person_id)
    assert sign_in(anonymous, "lin") == 422
    assert closed(anonymous)


def test_a_changed_password_ends_the_other_sessions(client_for, anonymous):
    here, there = client_for("lin"), client_for("lin")
    form = {"current": PASSWORD, "password": NEW, "again": NEW}
    assert here.put("/settings/password", data=form).status_code == 303
    assert here.get("/").status_code == 200
    assert closed(there)
    assert sign_in(anonymous, "lin") == 422
    assert sign_in(anonymous, "lin", NEW) == 303


def test_a_password_and_its_sessions_change_together(client_for, database, people, monkeypatch):
    """Nothing of a change that breaks half-way is kept."""
    there = client_for("lin")
    with database.reading() as db:
        before = db.execute(text("SELECT password_hash FROM account WHERE login = 'lin'")).scalar()
    monkeypatch.setattr(accounts.sessions, "end_sessions", broken)
    here = client_for("lin")
    answer = here.put("/settings/password", data={"current": PASSWORD, "password": NEW, "again": NEW})
    assert answer.status_code == 500
    with database.reading() as db:
        assert db.execute(text("SELECT password_hash FROM account WHERE login = 'lin'")).scalar() == before
    assert there.get("/").status_code == 200


def broken(*_: object, **__: object) -> None:
    raise RuntimeError("broken on purpose")


def test_a_wrong_present_password_changes_nothing(client_for, anonymous):
    client = client_for("lin")
    form = {"current": "not it, not it", "password": NEW, "again": NEW}
    assert client.put("/settings/password", data=form).status_code == 422
    assert sign_in(anonymous, "lin") == 303


@pytest.mark.parametrize("roles", [["hr"], ["admin"], ["hr", "admin"]])
def test_changed_roles_end_the_sessions(client_for, people, roles):
    client = client_for("zhao")
    form = {"roles": roles}
    assert client_for("root").put(f"/accounts/{people.zhao.person_id}/roles", data=form).status_code == 303
    assert closed(client)
    again = client_for("zhao")
    assert again.get("/people/new").status_code == (200 if "hr" in roles else 403)
    assert again.get("/trail").status_code == (200 if "admin" in roles else 403)


def test_the_same_roles_end_nothing(client_for, people):
    client = client_for("wang")
    assert client_for("root").put(f"/accounts/{people.wang.person_id}/roles", data={"roles": "hr"}).status_code == 303
    assert client.get("/").status_code == 200


def test_roles_are_read_at_every_request(client_for, database, people):
    hr, lin = client_for("wang"), client_for("lin")
    assert (hr.get("/people/new").status_code, lin.get("/people/new").status_code) == (200, 403)
    with database.writing() as db:
        db.execute(text("UPDATE role_grant SET ended_at = granted_at WHERE role = 'hr'"))
        grant = (
            "INSERT INTO role_grant (person_id, role, granted_at) SELECT :p, 'hr', granted_at FROM role_grant LIMIT 1"
        )
        db.execute(text(grant), {"p": people.lin.person_id})
    assert (hr.get("/people/new").status_code, lin.get("/people/new").status_code) == (403, 200)


def test_lines_are_read_at_every_request(client_for, database, people):
    chen, qian = client_for("chen"), client_for("qian")
    page = f"/people/{people.lin.person_id}/gaps"
    assert (chen.get(page).status_code, qian.get(page).status_code) == (200, 404)
    with database.writing() as db:
        rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())
    assert (chen.get(page).status_code, qian.get(page).status_code) == (404, 200)


def test_an_ended_dotted_line_shows_nothing_any_more(client_for, database, people):
    client = client_for("dotted")
    assert client.get(f"/people/{people.lin.person_id}/gaps").status_code == 200
    with database.writing() as db:
        query = "SELECT id FROM reporting_line WHERE kind = 'dotted' AND person_id = :p"
        line = db.execute(text(query), {"p": people.lin.person_id}).scalar_one()
        rules.end_line(db, None, people.lin.person_id, line, clock.today())
    assert client.get(f"/people/{people.lin.person_id}/gaps").status_code == 404
    assert "More is open" in client.get(f"/people/{people.lin.person_id}?lang=en").text


def test_a_line_of_tomorrow_shows_nothing_today(client_for, database, people):
    client = client_for("qian")
    with database.writing() as db:
        rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today() + timedelta(days=1))
    assert client.get(f"/people/{people.lin.person_id}/gaps").status_code == 404
    assert client_for("chen").get(f"/people/{people.lin.person_id}/gaps").status_code == 200


def test_one_ends_ones_other_sessions_only(client_for, database, people):
    here, there, other = client_for("lin"), client_for("lin"), client_for("zhao")
    with database.reading() as db:
        ids = db.execute(text("SELECT id FROM sign_in_session ORDER BY id")).scalars().all()
    assert here.delete(f"/sessions/{ids[2]}").status_code == 404
    assert here.delete(f"/sessions/{ids[1]}").headers["location"] == "/settings"
    assert here.delete(f"/sessions/{ids[1]}").status_code == 404
    assert closed(there)
    assert other.get("/").status_code == 200
    assert here.delete(f"/sessions/{ids[0]}").headers["location"] == "/sign-in"
    assert closed(here)


def test_everybody_named_has_an_account(people):
    assert set(PEOPLE) < set(vars(people))
