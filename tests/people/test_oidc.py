"""Signing in with the company account, against a provider that really signs."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI

from app.kit import clock
from app.people import oidc
from app.people.oidc_provider import Identity
from tests.people.identity_provider import Company
from tests.people.oidc_steps import (
    COOKIE,
    VERIFIED,
    account,
    begin,
    change,
    company_of,
    events,
    go,
    in_settings,
    refused,
    sessions,
)

LONG_AGO = datetime(2020, 1, 2, tzinfo=UTC)


@pytest.fixture
def company(app: FastAPI) -> Iterator[Company]:
    with company_of(app) as found:
        yield found


def key(company: Company) -> str:
    """What an account stores of the company's person 'lin-1'."""
    return Identity(company.issuer, "lin-1", "").key


def test_the_first_sign_in_links_the_account(anonymous, company, database, people):
    answer = go(anonymous, company, next="/me?lang=en")
    assert (answer.status_code, answer.headers["location"]) == (303, "/me?lang=en")
    assert account(database, "lin").oidc_subject == key(company)
    assert sessions(database) == 1
    linked = {"issuer": company.issuer, "subject": people.lin.person_id}
    assert events(database, "account.oidc_linked") == [linked]
    assert events(database, "sign_in.succeeded") == [{"method": "oidc", "subject": people.lin.person_id}]
    assert COOKIE not in anonymous.cookies
    assert anonymous.get("/sign-in").status_code == 303


def test_later_sign_ins_go_by_subject_alone(anonymous, company, database):
    change(database, "lin", oidc_subject=key(company))
    answer = go(anonymous, company, email="married@example.com", email_verified=False)
    assert answer.status_code == 303
    assert sessions(database) == 1
    assert not events(database, "account.oidc_linked")


def test_the_same_subject_of_another_provider_is_somebody_else(anonymous, company, database):
    change(database, "lin", oidc_subject=Identity("https://elsewhere.example", "lin-1", "").key)
    assert go(anonymous, company, email="married@example.com").status_code == 422
    assert sessions(database) == 0


def test_the_cookies_are_out_of_reach(anonymous, company, app):
    answer = anonymous.get("/sign-in/oidc")
    assert {"HttpOnly", "SameSite=lax", "Path=/", "Max-Age=600"} <= set(answer.headers["set-cookie"].split("; "))
    with in_settings(app, company.issuer, origin="https://ladder.example.com"):
        cookie = anonymous.get("/sign-in/oidc").headers["set-cookie"]
    assert cookie.startswith("__Host-ladder_oidc=") and "; Secure" in cookie and "Domain" not in cookie


def test_a_second_factor_is_still_asked(anonymous, company, database):
    change(database, "lin", second_factor="JBSWY3DPEHPK3PXP")
    answer = go(anonymous, company)
    assert answer.headers["location"] == "/session/code?next=%2Fme"
    assert anonymous.get("/sign-in").status_code == 200, "nobody is signed in before the code"
    assert not events(database, "sign_in.succeeded")


def test_a_forged_state_is_refused_and_the_journey_goes_on(anonymous, company, database):
    back = company.authorise(begin(anonymous), **VERIFIED)
    refused(anonymous.get(back.partition("state=")[0] + "state=forged"), database, "state")
    assert anonymous.get(back).status_code == 303


def test_an_address_is_of_no_use_in_another_browser(anonymous, company, database):
    back = company.authorise(begin(anonymous), **VERIFIED)
    anonymous.cookies.clear()
    begin(anonymous)
    refused(anonymous.get(back), database, "state")


@pytest.mark.parametrize("cookie", ["", "x", "e30.x", "\u00e9"])
def test_a_forged_cookie_is_refused(anonymous, company, database, cookie):
    answer = anonymous.get("/sign-in/oidc/return?state=&code=c", headers={"Cookie": f"{COOKIE}={cookie}".encode()})
    refused(answer, database, "state")


def test_a_code_and_its_state_are_taken_once(anonymous, company, database):
    back = company.authorise(begin(anonymous), **VERIFIED)
    cookie = anonymous.cookies[COOKIE]
    assert anonymous.get(back).status_code == 303
    anonymous.cookies.clear()
    assert anonymous.get(back).status_code == 422
    anonymous.cookies.set(COOKIE, cookie)
    assert anonymous.get(back).status_code == 422
    assert sessions(database) == 1
    assert [event["reason"] for event in events(database, "sign_in.failed")] == ["state", "token"]


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": None},
        {"email": ""},
        {"email": "nobody@example.com"},
        {"email": "lin@example.com\0"},
        {"email": ["lin@example.com"]},
    ],
    ids=str,
)
def test_only_a_verified_address_links(anonymous, company, database, claims):
    change(database, "wang", email="")
    refused(go(anonymous, company, **claims), database, "account")


def test_a_letter_that_only_looks_the_same_links_nobody(anonymous, company, database):
    change(database, "zhao", email="karl@example.com")
    refused(go(anonymous, company, email="\u212aarl@example.com"), database, "account")


@pytest.mark.parametrize(
    "values",
    [
        {"disabled_at": LONG_AGO},
        {"left_on": LONG_AGO.date()},
        {"oidc_subject": "somebody else"},
    ],
    ids=str,
)
def test_a_closed_or_taken_account_is_not_linked(anonymous, company, database, values):
    change(database, "lin", **values)
    answer = go(anonymous, company)
    assert answer.status_code == 422
    assert sessions(database) == 0
    assert account(database, "lin").oidc_subject == values.get("oidc_subject")
    assert [event["reason"] for event in events(database, "sign_in.failed")] == ["account"]


@pytest.mark.parametrize("values", [{"disabled_at": LONG_AGO}, {"left_on": LONG_AGO.date()}], ids=str)
def test_a_linked_account_that_is_closed_stays_closed(anonymous, company, database, people, values):
    change(database, "lin", oidc_subject=key(company), **values)
    answer = go(anonymous, company)
    assert answer.status_code == 422
    assert sessions(database) == 0
    failed = {"method": "oidc", "reason": "account", "subject": people.lin.person_id}
    assert events(database, "sign_in.failed") == [failed]


def test_an_address_of_two_accounts_links_neither(anonymous, company, database):
    change(database, "zhao", email="LIN@example.com")
    refused(go(anonymous, company), database, "account")


def test_a_disabled_account_does_not_stand_in_the_way(anonymous, company, database):
    change(database, "zhao", email="lin@example.com", disabled_at=LONG_AGO)
    assert go(anonymous, company).status_code == 303
    assert account(database, "lin").oidc_subject == key(company)


@pytest.mark.parametrize("next", ["https://evil.example", "//evil.example", "/\\evil.example", "/" + "x" * 5000])
def test_the_way_ends_on_a_page_of_this_server(anonymous, company, next):
    assert go(anonymous, company, next=next).headers["location"] == "/"


def test_the_language_survives_the_way(anonymous, company):
    location = begin(anonymous, lang="en")
    answer = anonymous.get(company.authorise(location, sub="nobody"), headers={"Accept-Language": "zh"})
    assert "No open account here" in answer.text
    assert 'lang="en"' in answer.text


@pytest.mark.parametrize(
    ("error", "reason", "status"),
    [("access_denied", "denied", 422), ("", "denied", 422), ("server_error", "away", 503)],
)
def test_what_the_provider_refuses_is_said(anonymous, company, database, error, reason, status):
    state = company.authorise(begin(anonymous)).partition("state=")[2]
    answer = anonymous.get("/sign-in/oidc/return", params={"error": error, "state": state})
    refused(answer, database, reason, status)


def test_a_journey_ends_after_ten_minutes():
    journey = oidc.begin("/me", "")
    sealed = oidc.seal(journey)
    with clock.at(clock.now() + timedelta(minutes=9)):
        assert oidc.resume(sealed, journey.state) == journey
    with clock.at(clock.now() + timedelta(minutes=11)), pytest.raises(oidc.Failed):
        oidc.resume(sealed, journey.state)


def test_strangers_cannot_fill_the_trail(anonymous, company, database, monkeypatch):
    monkeypatch.setattr(oidc, "RECORDED", 3)
    answers = {anonymous.get("/sign-in/oidc/return").status_code for _ in range(5)}
    assert answers == {422}
    assert len(events(database, "sign_in.failed")) == 3


@pytest.mark.parametrize("path", ["/sign-in/oidc", "/sign-in/oidc/return"])
def test_without_a_provider_there_is_nothing(anonymous, path):
    assert anonymous.get(path).status_code == 404


def test_whoever_is_signed_in_already_goes_on(client_for, company):
    answer = client_for("lin").get("/sign-in/oidc?next=/me")
    assert (answer.status_code, answer.headers["location"]) == (303, "/me")
