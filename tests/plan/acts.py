"""What the tests of the plan's pages do again and again, through the browser."""

from datetime import timedelta

from httpx import Response
from starlette.testclient import TestClient

from app.kit import clock
from app.kit.db import Database
from app.people.access import Actor
from tests.assessments.acts import written

HTMX = {"HX-Request": "true"}
SOON = clock.today() + timedelta(days=30)
LATER = clock.today() + timedelta(days=200)


def rated(database: Database, person: Actor) -> None:
    """Short in strategy (key) and market analysis towards senior, above in communication."""
    written(database, person, person, strategy=2, market_analysis=3, communication=5, teamwork=4)


def put(client: TestClient, path: str, **form: object) -> Response:
    """A form without script."""
    return client.post(f"{path}?_method=put", data=form)


def delete(client: TestClient, path: str, **form: object) -> Response:
    return client.post(f"{path}?_method=delete", data=form)


def said(**other: object) -> dict[str, object]:
    """What the form of a goal sends."""
    return {
        "to_proficiency": 4, "why": "why", "measure": "measure", "due_on": LATER.isoformat(), "hours": 20, "version": 1,
    } | other  # fmt: skip


def new(**other: object) -> dict[str, object]:
    """What the form of a new goal sends."""
    return said(competency="strategy", from_proficiency=2, once="token-of-the-form") | other
