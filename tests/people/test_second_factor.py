"""The second factor: a code counts once, nothing counts as a code but a code, and only its owner turns it off."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pyotp
import pytest
from sqlalchemy import text

from app.kit import clock
from app.kit.errors import Refused, SignedOut
from app.people import sessions, sign_in
from app.people.accounts import matching_step
from tests.cast import PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOON = datetime(2031, 1, 1, 12, 0, 5, tzinfo=UTC)


def code(moment: datetime = NOON) -> str:
    return pyotp.TOTP(SECRET).at(moment)


@pytest.fixture
def protected(database):
    with database.writing() as db:
        db.execute(text("UPDATE account SET second_factor = :secret WHERE login = 'lin'"), {"secret": SECRET})


@pytest.fixture
def half_signed_in(anonymous, protected):
    """Name and password given, the code awaited."""
    with clock.at(NOON):
        answer = anonymous.post("/session", data={"login": "lin", "password": PASSWORD, "next": "/people"})
        assert answer.headers["location"] == "/session/code?next=%2Fpeople"
    return anonymous


def give(client, value: str | None, moment: datetime = NOON, **more: str):
    with clock.at(moment):
        return client.put("/session/code", data=({} if value is None else {"code": value}) | more)


def signed_in(client, moment: datetime = NOON) -> bool:
    with clock.at(moment):
        return client.get("/settings").status_code == 200


def test_a_code_signs_in(half_signed_in):
    assert not signed_in(half_signed_in)
    assert half_signed_in.get("/session/code?next=/people").status_code == 200
    answer = give(half_signed_in, code(), next="/people")
    assert (answer.status_code, answer.headers["location"]) == (303, "/people")
    assert signed_in(half_signed_in)


NO_CODES = (None, "", " ", "000000", "None", "null", "0", "12345", "١٢٣٤٥٦", "1e400", "\x00" * 6)


@pytest.mark.parametrize("value", NO_CODES)
def test_what_is_no_code(half_signed_in, value):
    assert give(half_signed_in, value).status_code == 422
    assert not signed_in(half_signed_in)


def test_a_code_in_full_width_digits_is_the_code(half_signed_in):
    wide = code().translate({ord("0") + n: ord("０") + n for n in range(10)})
    assert give(half_signed_in, wide).status_code == 303


def test_an_old_code(half_signed_in):
    assert give(half_signed_in, code(NOON - timedelta(minutes=2))).status_code == 422
    assert give(half_signed_in, code(NOON + timedelta(minutes=2))).status_code == 422


@pytest.mark.parametrize("seconds", [-30, 0, 30])
def test_a_clock_may_be_half_a_minute_off(half_signed_in, seconds):
    assert give(half_signed_in, code(NOON + timedelta(seconds=seconds))).status_code == 303


def test_a_code_counts_once(half_signed_in, anonymous):
    assert give(half_signed_in, code()).status_code == 303
    with clock.at(NOON):
        anonymous.post("/session", data={"login": "lin", "password": PASSWORD})
    assert give(anonymous, code()).status_code == 422
    assert give(anonymous, code(NOON - timedelta(seconds=30))).status_code == 422
    assert give(anonymous, code(NOON + timedelta(seconds=30))).status_code == 303


def test_a_code_counts_once_for_two_at_the_same_moment(database, people, protected):
    with database.writing() as db:
        tokens = [sessions.open_session(db, people.lin.account_id, "", confirmed=False) for _ in range(2)]
    start, outcomes = Barrier(2), []

    def confirm(token: str) -> None:
        start.wait()
        try:
            sign_in.confirm(database, token, pyotp.TOTP(SECRET).now())
            outcomes.append("in")
        except Refused:
            outcomes.append("refused")

    threads = [Thread(target=confirm, args=(token,)) for token in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["in", "refused"]


def test_ten_minutes_for_the_code(half_signed_in):
    later = NOON + timedelta(minutes=10, seconds=1)
    assert give(half_signed_in, code(later), later).headers["location"] == "/sign-in?next=%2F"
    assert not signed_in(half_signed_in, later)


def test_a_code_without_a_password_before(anonymous, protected):
    assert give(anonymous, code()).headers["location"].startswith("/sign-in")
    assert not signed_in(anonymous)


def test_the_code_of_an_account_without_a_factor(database, people):
    """No secret is not a secret that nobody needs to know."""
    with database.writing() as db:
        token = sessions.open_session(db, people.lin.account_id, "", confirmed=False)
    with pytest.raises(SignedOut):
        sign_in.confirm(database, token, "123456")


def test_codes_are_throttled(half_signed_in):
    tries = [give(half_signed_in, "000000").status_code for _ in range(sign_in.LIMITS["both"])]
    assert tries == [422] * 8
    refused = give(half_signed_in, code())
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "900"
    assert not signed_in(half_signed_in)


def test_the_right_password_forgives_no_wrong_codes(half_signed_in):
    for _ in range(sign_in.LIMITS["both"]):
        give(half_signed_in, "000000")
    with clock.at(NOON):
        answer = half_signed_in.post("/session", data={"login": "lin", "password": PASSWORD})
    assert answer.status_code == 429


def test_turning_it_on(client_for, anonymous):
    client = client_for("lin")
    assert client.get(f"/settings/second-factor/{SECRET}.svg").headers["content-type"] == "image/svg+xml"
    assert client.post("/settings/second-factor", data={"secret": SECRET, "code": "000000"}).status_code == 422
    form = {"secret": SECRET, "code": pyotp.TOTP(SECRET).now()}
    assert client.post("/settings/second-factor", data=form).headers["location"] == "/settings"
    answer = anonymous.post("/session", data={"login": "lin", "password": PASSWORD})
    assert answer.headers["location"].startswith("/session/code")


@pytest.mark.parametrize("secret", ["0" * 32, "1" * 32, "a" * 31, "", "é" * 32, "=" * 32, "A" * 33, "abcdefgh" * 4])
def test_a_secret_that_the_page_never_made(client_for, secret):
    client = client_for("lin")
    assert client.post("/settings/second-factor", data={"secret": secret, "code": "123456"}).status_code == 422


@pytest.mark.parametrize("secret", ["0" * 31, "x", "%00", "%2e%2e", "é" * 32])
def test_no_picture_of_what_is_no_secret(client_for, secret):
    assert client_for("lin").get(f"/settings/second-factor/{secret}.svg").status_code == 404


def test_an_open_browser_cannot_replace_it(client_for, protected, database):
    other = pyotp.random_base32()
    form = {"secret": other, "code": pyotp.TOTP(other).now()}
    assert client_for("lin").post("/settings/second-factor", data=form).status_code == 422
    with database.reading() as db:
        assert db.execute(text("SELECT second_factor FROM account WHERE login = 'lin'")).scalar() == SECRET


@pytest.mark.parametrize("current", ["", "not it at all", "x" * 5000, "\x00"])
def test_turning_it_off_needs_the_password(client_for, protected, database, current):
    answer = client_for("lin").delete(f"/settings/second-factor?x={len(current)}")
    assert answer.status_code == 422
    answer = client_for("lin").request("DELETE", "/settings/second-factor", data={"current": current})
    assert answer.status_code == 422
    with database.reading() as db:
        assert db.execute(text("SELECT second_factor FROM account WHERE login = 'lin'")).scalar() == SECRET


def test_turning_it_off(client_for, protected, anonymous):
    answer = client_for("lin").request("DELETE", "/settings/second-factor", data={"current": PASSWORD})
    assert answer.status_code == 303
    assert anonymous.post("/session", data={"login": "lin", "password": PASSWORD}).headers["location"] == "/"


@pytest.mark.parametrize(("login", "page"), [("wang", "/people/new"), ("root", "/trail"), ("root", "/")])
def test_roles_need_it_where_the_setting_says_so(client_for, with_settings, database, login, page):
    client = client_for(login)
    with with_settings(second_factor_for_roles=True):
        assert client.get(page).status_code == 403
        assert client.get("/settings").status_code == 200
        assert client_for("lin").get("/").status_code == 200
        with database.writing() as db:
            db.execute(text("UPDATE account SET second_factor = :secret"), {"secret": SECRET})
        assert client.get(page).status_code == 200


def test_a_step_is_never_matched_again():
    moment = NOON
    step = matching_step(SECRET, code(moment), 0, moment)
    assert step == int(moment.timestamp()) // 30
    assert matching_step(SECRET, code(moment), step, moment) is None
