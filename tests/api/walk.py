"""What tests/rooms.py asks of the room api."""

from types import SimpleNamespace

from sqlmodel import Session

from app.api import tokens
from app.api.openapi import OPERATIONS
from app.kit.db import Database
from tests.cases import READ, Case, answers, public


def token_of_lin(db: Session, people: SimpleNamespace) -> int:
    """A token of lin's; its id."""
    tokens.make(db, people.lin, "report", ["people"], 30)
    return tokens.of_person(db, people.lin.person_id)[0].id


FORM = {"title": "报表", "scopes": "people", "days": "30"}
CASES: tuple[Case, ...] = (
    Case("GET /api", "/api", READ),
    Case("GET /api/openapi.json", "/api/openapi.json", READ),
    Case("GET /me/tokens", "/me/tokens", READ),
    Case("POST /me/tokens", "/me/tokens", READ | {"anonymous": 401}, form=FORM),
    Case(
        "DELETE /me/tokens/{id}", "/me/tokens/{token}", answers(303, ("lin",), 404, 401), needs={"token": token_of_lin}
    ),
    # a cookie opens nothing here, whoever's it is
    *(
        Case(f"GET {path}", path.replace("{id}", "{lin}").replace("{name}", "progression"), public(401))
        for path in OPERATIONS
    ),
)
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/api": ("lin", "/api", 1),
    "/api/openapi.json": ("lin", "/api/openapi.json", 1),
    "/me/tokens": ("lin", "/me/tokens", 2),
    "/api/v1/people": ("program of lin", "/api/v1/people", 2),
    "/api/v1/people/{id}": ("program of lin", "/api/v1/people/{lin}", 2),
    "/api/v1/people/{id}/levels": ("program of wang", "/api/v1/people/{lin}/levels", 5),
    "/api/v1/framework": ("program of lin", "/api/v1/framework", 2),
    "/api/v1/cycles": ("program of wang", "/api/v1/cycles", 3),
    "/api/v1/people/{id}/assessments": ("program of chen", "/api/v1/people/{lin}/assessments", 6),
    "/api/v1/people/{id}/agreed-ratings": ("program of wang", "/api/v1/people/{lin}/agreed-ratings", 6),
    "/api/v1/people/{id}/gaps": ("program of wang", "/api/v1/people/{lin}/gaps", 9),
    "/api/v1/people/{id}/goals": ("program of chen", "/api/v1/people/{lin}/goals", 7),
    "/api/v1/reports": ("program of wang", "/api/v1/reports", 1),
    "/api/v1/reports/{name}": ("program of wang", "/api/v1/reports/progression?limit=2", 15),
    "/api/v1/people/{id}/evidence-counts": ("program of chen", "/api/v1/people/{lin}/evidence-counts", 5),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/api": (("wangfang", "/api"),),
    "/me/tokens": (("wangfang", "/me/tokens"), ("linxiaoyu", "/me/tokens")),
}
NAMES: dict[str, str] = {}
NO_PAGES: frozenset[str] = frozenset({"/api/openapi.json", *OPERATIONS})


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    return {}
