"""A company account on the way: the provider in the settings, the way there and back, and what it left."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fastapi import FastAPI
from sqlmodel import select
from starlette.testclient import TestClient

from app.kit.db import Database
from app.people.models import Account, Person, SignInSession
from app.settings import Settings
from app.trail.models import TrailEvent
from tests.people.identity_provider import CLIENT, SECRET, Company, running

VERIFIED = {"sub": "lin-1", "email": "Lin@Example.com", "email_verified": True}
COOKIE = "ladder_oidc"


@contextmanager
def in_settings(app: FastAPI, issuer: str, **more: str) -> Iterator[Settings]:
    """The application with this provider in its settings."""
    before = app.state.settings
    app.state.settings = Settings(oidc_issuer=issuer, oidc_client_id=CLIENT, oidc_client_secret=SECRET, **more)
    try:
        yield app.state.settings
    finally:
        app.state.settings = before


@contextmanager
def company_of(app: FastAPI) -> Iterator[Company]:
    """A running provider, known to the application."""
    with running() as company, in_settings(app, company.issuer):
        yield company


def begin(client: TestClient, **query: str) -> str:
    answer = client.get("/sign-in/oidc", params=query)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def go(client: TestClient, company: Company, next: str = "/me", **claims: Any) -> Any:
    """The whole way: to the provider, agreed there, and back."""
    return client.get(company.authorise(begin(client, next=next), **{**VERIFIED, **claims}))


def account(database: Database, login: str) -> Account:
    with database.reading() as db:
        return db.exec(select(Account).where(Account.login == login)).one()


def change(database: Database, login: str, **values: object) -> None:
    with database.writing() as db:
        found = db.exec(select(Account).where(Account.login == login)).one()
        person = db.get_one(Person, found.person_id)
        for name, value in values.items():
            setattr(person if name in ("email", "left_on") else found, name, value)


def sessions(database: Database) -> int:
    with database.reading() as db:
        return len(db.exec(select(SignInSession)).all())


def events(database: Database, action: str) -> list[dict[str, Any]]:
    with database.reading() as db:
        found = db.exec(select(TrailEvent).where(TrailEvent.action == action)).all()
        return [json.loads(event.details or "{}") | {"subject": event.subject_id} for event in found]


def refused(answer: Any, database: Database, reason: str, status: int = 422) -> None:
    """The sign-in page again, nobody signed in, one failure in the trail."""
    assert answer.status_code == status, answer.text
    assert 'action="/session"' in answer.text
    assert sessions(database) == 0
    assert [event["reason"] for event in events(database, "sign_in.failed")] == [reason]
    assert not account(database, "lin").oidc_subject
