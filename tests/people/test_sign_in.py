"""Signing in: the same answer for everything that does not fit, the throttle, and what a session is worth."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from app.kit import clock, security
from app.people import sessions
from app.people.sign_in import LIMITS
from tests.cast import PASSWORD

WRONG = "not the password at all"


def sign_in(client: TestClient, login: str = "lin", password: str = PASSWORD, **more: str):
    return client.post("/session", data={"login": login, "password": password, **more})


def sessions_of(database, login: str) -> int:
    query = "SELECT count(*) FROM sign_in_session s JOIN account a ON a.id = s.account_id WHERE a.login = :login"
    with database.reading() as db:
        return db.execute(text(query), {"login": login}).scalar_one()


def from_address(client: TestClient, address: str) -> TestClient:
    other = TestClient(
        client.app, base_url=client.base_url, headers=client.headers, follow_redirects=False, client=(address, 50000)
    )
    other.portal = client.portal
    return other


def test_the_page(anonymous):
    page = anonymous.get("/sign-in?next=/people?q=x")
    assert page.status_code == 200
    assert 'name="next" value="/people?q=x"' in page.text


def test_signing_in_leads_to_the_page_that_was_wanted(anonymous):
    answer = sign_in(anonymous, "LIN", next="/people?q=x")
    assert (answer.status_code, answer.headers["location"]) == (303, "/people?q=x")
    assert anonymous.get("/people").status_code == 200


def test_the_cookie_on_loopback(anonymous):
    cookie = sign_in(anonymous).headers["set-cookie"].lower()
    assert cookie.startswith("ladder=")
    assert {"httponly", "samesite=lax", "path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "domain" not in cookie and "secure" not in cookie


def test_the_cookie_over_tls(anonymous, with_settings):
    with with_settings(origin="https://ladder.example"):
        cookie = sign_in(anonymous).headers["set-cookie"].lower()
    assert cookie.startswith("__host-ladder=")
    assert {"httponly", "samesite=lax", "path=/", "secure"} <= {part.strip() for part in cookie.split(";")}
    assert "domain" not in cookie


def test_only_the_digest_of_a_token_is_stored(anonymous, database):
    sign_in(anonymous)
    token = anonymous.cookies["ladder"]
    with database.reading() as db:
        stored = db.execute(text("SELECT token FROM sign_in_session ORDER BY id DESC")).scalars().first()
    assert stored == security.digest(token)
    assert len(token) >= 43


def test_the_session_changes_at_sign_in_and_the_old_one_is_worth_nothing(anonymous, database):
    sign_in(anonymous)
    old = anonymous.cookies["ladder"]
    sign_in(anonymous)
    assert anonymous.cookies["ladder"] != old
    assert sessions_of(database, "lin") == 1
    anonymous.cookies.clear()
    assert anonymous.get("/", headers={"Cookie": f"ladder={old}"}).headers["location"].startswith("/sign-in")


def test_signing_in_ends_no_session_of_another_browser(client_for, anonymous):
    other = client_for("lin")
    sign_in(anonymous)
    assert other.get("/").status_code == 200


def test_a_password_that_changes_while_it_is_checked_opens_nothing(anonymous, database, monkeypatch):
    def slow(password: str, stored: str | None) -> bool:
        with database.writing() as db:
            db.execute(text("UPDATE account SET password_hash = 'another' WHERE login = 'lin'"))
        return True

    monkeypatch.setattr(security, "verify_password", slow)
    assert sign_in(anonymous).status_code == 422
    assert sessions_of(database, "lin") == 0


def test_a_token_that_somebody_planted_is_not_continued(anonymous):
    answer = anonymous.post(
        "/session", data={"login": "lin", "password": PASSWORD}, headers={"Cookie": f"ladder={'planted' * 7}"}
    )
    assert answer.cookies["ladder"] != "planted" * 7


@pytest.mark.parametrize(("login", "password"), [("lin", WRONG), ("no-such-name", PASSWORD), ("lin", ""), ("", "")])
def test_nobody_is_signed_in_by_what_does_not_fit(anonymous, login, password):
    answer = sign_in(anonymous, login, password)
    assert answer.status_code == 422
    assert not answer.cookies
    assert password == "" or password not in answer.text


def test_the_answer_does_not_tell_whether_a_name_exists(anonymous, database):
    with database.writing() as db:
        db.execute(text("UPDATE account SET disabled_at = created_at WHERE login = 'qian'"))
        db.execute(text("UPDATE account SET password_hash = NULL WHERE login = 'zhao'"))
    names = ("lin", "qian", "zhao", "no-such-name")
    found = {sign_in(anonymous, name, WRONG).text.replace(f'value="{name}"', "") for name in names}
    assert len(found) == 1


def test_as_much_work_is_done_for_a_name_that_does_not_exist(anonymous, monkeypatch):
    verified = []
    plain = security._hasher.verify
    monkeypatch.setattr(security._hasher, "verify", lambda word, stored: verified.append(stored) or plain(word, stored))
    sign_in(anonymous, "lin", WRONG)
    sign_in(anonymous, "no-such-name", WRONG)
    assert len(verified) == 2
    assert verified[1] == security._nobody
    assert verified[0].split("$")[:4] == verified[1].split("$")[:4]


def test_the_password_of_nobody_opens_nothing():
    assert not security.verify_password("", None)
    assert not security.verify_password(WRONG, "not a hash")


def test_the_throttle(anonymous):
    start = datetime(2031, 1, 1, 8, tzinfo=UTC)
    with clock.at(start):
        tries = [sign_in(anonymous, "lin", WRONG).status_code for _ in range(LIMITS["both"])]
        refused = sign_in(anonymous, "lin")
    assert tries == [422] * 8
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) == 900
    with clock.at(start):
        assert sign_in(anonymous, "zhao").status_code == 303
        assert sign_in(from_address(anonymous, "10.0.0.2"), "lin").status_code == 303
        assert sign_in(anonymous, "lin").status_code == 429
    with clock.at(start + timedelta(minutes=14)):
        assert sign_in(anonymous, "lin").status_code == 429
    with clock.at(start + timedelta(minutes=15, seconds=1)):
        assert sign_in(anonymous, "lin").status_code == 303


def test_the_throttle_does_not_tell_whether_a_name_exists(anonymous):
    found = set()
    for name in ("lin", "no-such-name"):
        answers = [sign_in(anonymous, name, WRONG) for _ in range(LIMITS["both"] + 1)]
        found.add(answers[-1].text.replace(f'value="{name}"', ""))
        assert answers[-1].status_code == 429
    assert len(found) == 1


def test_signing_in_forgets_the_failures(anonymous):
    for _ in range(2):
        for _ in range(LIMITS["both"] - 1):
            assert sign_in(anonymous, "lin", WRONG).status_code == 422
        assert sign_in(anonymous, "lin").status_code == 303


def test_a_session_ends_by_itself(client_for, database, people):
    start = datetime(2031, 1, 1, 8, tzinfo=UTC)
    with clock.at(start):
        client, other = client_for("lin"), client_for("lin")
    with clock.at(start + sessions.IDLE - timedelta(minutes=1)):
        assert client.get("/").status_code == 200
    with clock.at(start + sessions.IDLE + timedelta(minutes=30)):
        assert client.get("/").status_code == 200
        assert other.get("/").status_code == 303
    for hours in range(2, 12):
        with clock.at(start + timedelta(hours=hours)):
            assert client.get("/settings").status_code == 200
    with clock.at(start + sessions.ABSOLUTE + timedelta(minutes=1)):
        assert client.get("/").status_code == 303


def test_signing_out(client_for, database):
    client = client_for("lin")
    kept = client.cookies["ladder"]
    answer = client.delete("/session")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert 'ladder=""' in answer.headers["set-cookie"]
    assert sessions_of(database, "lin") == 0
    client.cookies["ladder"] = kept
    assert client.get("/").status_code == 303
