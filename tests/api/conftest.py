"""Programs that ask the API for one of the cast."""

from collections.abc import Callable, Mapping

import pytest
from httpx2 import Response

from app.api import policy, tokens
from app.api.policy import Pace
from app.api.scopes import SCOPES

Ask = Callable[..., Response]


@pytest.fixture(autouse=True)
def fresh_pace(monkeypatch):
    monkeypatch.setattr(policy, "PACE", Pace(policy.PER_MINUTE))


@pytest.fixture
def program(database, people, anonymous) -> Callable[..., Ask]:
    """`program("lin")(path)` asks with a new token of hers, for every scope unless told."""

    def of(login: str, *scopes: str, days: int = 30) -> Ask:
        with database.writing() as db:
            token = tokens.make(db, getattr(people, login), "test", scopes or SCOPES, days)

        def ask(path: str, headers: Mapping[str, str] | None = None) -> Response:
            return anonymous.get(path, headers={"Authorization": f"Bearer {token}", **(headers or {})})

        return ask

    return of
