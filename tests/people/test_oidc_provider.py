"""Which answers of a provider are believed, and what happens when none comes."""

import base64
import hmac
import json
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from joserfc import jwt

from app.people import oidc_provider
from tests.people.identity_provider import CLIENT, Company, Sign, key
from tests.people.oidc_steps import VERIFIED, begin, company_of, go, in_settings, refused

LONG_AGO, FAR_AWAY = 1_500_000_000, 5_000_000_000


@pytest.fixture
def company(app: FastAPI) -> Iterator[Company]:
    with company_of(app) as found:
        yield found


def hs256(company: Company) -> Sign:
    """Signed with the provider's public key as if it were a shared secret."""

    def sign(claims: dict[str, Any]) -> str:
        signed = f"{_part({'alg': 'HS256', 'kid': company.kid})}.{_part(claims)}"
        return f"{signed}.{_base64(hmac.digest(company.public_pem(), signed.encode(), 'sha256'))}"

    return sign


def unsigned(company: Company) -> Sign:
    return lambda claims: f"{_part({'alg': 'none', 'kid': company.kid})}.{_part(claims)}."


def by_a_stranger(company: Company) -> Sign:
    """The right name of the key, but another key."""
    return lambda claims: jwt.encode({"alg": "RS256", "kid": company.kid}, claims, key("stranger"))


def _part(value: object) -> str:
    return _base64(json.dumps(value).encode())


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


@pytest.mark.parametrize("forge", [hs256, unsigned, by_a_stranger])
def test_a_token_that_the_provider_did_not_sign_is_refused(anonymous, company, database, forge):
    company.sign = forge(company)
    refused(go(anonymous, company), database, "token")


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another"},
        {"aud": [CLIENT, "another"]},
        {"aud": "another", "azp": CLIENT},
        {"aud": None},
        {"azp": "another"},
        {"iss": "https://another.example.com"},
        {"exp": LONG_AGO},
        {"exp": None},
        {"exp": "tomorrow"},
        {"iat": FAR_AWAY},
        {"sub": None},
        {"sub": 7},
        {"sub": "nul\0"},
        {"sub": "x" * 256},
    ],
    ids=str,
)
def test_a_token_with_wrong_claims_is_refused(anonymous, company, database, claims):
    refused(go(anonymous, company, **claims), database, "token")


def test_a_token_for_others_too_is_believed_when_it_was_given_to_us(anonymous, company):
    assert go(anonymous, company, aud=[CLIENT, "another"], azp=CLIENT).status_code == 303


def test_a_provider_that_is_away_is_said(anonymous, app, database):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        with in_settings(app, f"http://127.0.0.1:{nobody.getsockname()[1]}"):
            refused(anonymous.get("/sign-in/oidc?next=/me"), database, "away", 503)


@pytest.mark.parametrize(("seconds", "status"), [(0, 303), (60, 503)])
def test_a_provider_that_went_away_comes_back(anonymous, company, database, monkeypatch, seconds, status):
    """And until it is asked again nobody waits for it."""
    monkeypatch.setattr(oidc_provider, "CACHE_SECONDS", -1)
    monkeypatch.setattr(oidc_provider, "AWAY_SECONDS", seconds)
    back = company.authorise(begin(anonymous), **VERIFIED)
    company.discovery = {"token_endpoint": "http://127.0.0.1:9/token"}
    refused(anonymous.get(back), database, "away", 503)
    asked = len(company.requests)
    company.discovery = {}
    assert anonymous.get("/sign-in/oidc").status_code == status
    assert (len(company.requests) > asked) == (status == 303)


@pytest.mark.parametrize(
    "discovery",
    [
        {"issuer": "https://another.example.com"},
        {"issuer": None},
        {"jwks_uri": None},
        {"token_endpoint": "file:///etc"},
    ],
    ids=str,
)
def test_a_discovery_document_is_not_believed_blindly(anonymous, company, database, discovery):
    company.discovery = discovery
    refused(anonymous.get("/sign-in/oidc"), database, "token")
    company.discovery = {}
    assert anonymous.get("/sign-in/oidc").status_code == 303, "a bad document is not kept"


def test_what_the_provider_says_of_itself_is_kept_until_its_keys_change(anonymous, company, database):
    assert go(anonymous, company).status_code == 303
    assert company.requests == ["/.well-known/openid-configuration", "/token", "/keys"]
    anonymous.cookies.clear()
    company.kid = "second"
    assert go(anonymous, company).status_code == 303
    assert company.requests[3:] == ["/token", "/keys"]
