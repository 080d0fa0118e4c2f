"""Programs that ask the API for one of the cast."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from app.api import policy, tokens
from app.api.policy import Pace
from app.api.scopes import SCOPES
from tests.conftest import ORIGIN


@pytest.fixture
def program(database, people, anonymous, monkeypatch) -> Callable[..., TestClient]:
    """`program("lin").get(path)` asks with a new token of hers, for every scope unless told."""
    monkeypatch.setattr(policy, "PACE", Pace(policy.PER_MINUTE))

    def of(login: str, *scopes: str, days: int = 30) -> TestClient:
        with database.writing() as db:
            token = tokens.make(db, getattr(people, login), "test", scopes or SCOPES, days)
        client = TestClient(
            anonymous.app, base_url=ORIGIN, headers={"Authorization": f"Bearer {token}"}, follow_redirects=False
        )
        client.portal = anonymous.portal
        return client

    return of
