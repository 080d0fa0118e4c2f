"""The description of the API: OpenAPI 3.1, made from the routes and the shapes that they answer."""

from typing import Any

from pydantic.json_schema import models_json_schema

from app.api import shapes
from app.api.scopes import SCOPES
from app.api.shapes import Shape
from app.kit.i18n import gettext as _

_ID_RANGE: dict[str, Any] = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
_ID = {"name": "id", "in": "path", "required": True, "schema": _ID_RANGE}
_NAME = {"name": "name", "in": "path", "required": True, "schema": {"type": "string"}}
_AFTER = {"name": "after", "in": "query", "schema": {"type": "integer", "minimum": 0, "maximum": 2**31 - 1}}


def _limit(most: int = 200) -> dict[str, Any]:
    return {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": most}}


def _query(name: str, longest: int = 100) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": {"type": "string", "maxLength": longest}}


OPERATIONS: dict[str, tuple[str, type[Shape] | None, list[dict[str, Any]]]] = {
    "/api/v1/people": ("people", shapes.People, [_query("q"), _AFTER, _limit()]),
    "/api/v1/people/{id}": ("people", shapes.Person, [_ID]),
    "/api/v1/people/{id}/levels": ("people", shapes.Helds, [_ID]),
    "/api/v1/framework": ("framework", shapes.Framework, []),
    "/api/v1/cycles": ("cycles", shapes.Cycles, []),
    "/api/v1/people/{id}/assessments": ("assessments", shapes.Assessments, [_ID, _AFTER, _limit()]),
    "/api/v1/people/{id}/agreed-ratings": ("assessments", shapes.Assessments, [_ID, _AFTER, _limit()]),
    "/api/v1/people/{id}/gaps": ("gaps", shapes.Gaps, [_ID, _query("target", 60), _query("face", 60)]),
    "/api/v1/people/{id}/goals": ("goals", shapes.Goals, [_ID]),
    "/api/v1/people/{id}/evidence-counts": ("evidence", shapes.EvidenceCounts, [_ID]),
    "/api/v1/reports": ("reports", shapes.ReportHeads, []),
    "/api/v1/reports/{name}": (
        "reports",
        shapes.Report,
        [_NAME, _AFTER, _limit(), *map(_query, ("department", "level", "manager", "cycle", "day", "word"))],
    ),
}
"""Path → (scope, what it answers, parameters)."""
FAULTS = {
    "401": "no token that works",
    "403": "scope",
    "404": "not there, or not yours",
    "422": "parameter",
    "429": "pace",
}


def description(origin: str, summaries: dict[str, str]) -> dict[str, Any]:
    """The whole document; `summaries`: path → a sentence."""
    said = _("Read-only. A token opens what the pages of its person show, within its scopes.")
    models = [(shape, "serialization") for shape in _used()]
    _refs, schemas = models_json_schema(models, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
    return {
        "openapi": "3.1.0",
        "info": {"title": _("Channel Ladder"), "version": "1", "description": said},
        "servers": [{"url": origin}],
        "security": [{"token": []}],
        "paths": {path: {"get": _operation(path, summaries.get(path, ""))} for path in OPERATIONS},
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": ", ".join(SCOPES)}},
        },
    }  # fmt: skip


def _used() -> list[type[Shape]]:
    return [*dict.fromkeys(shape for _scope, shape, _p in OPERATIONS.values() if shape), shapes.Problem]


def _operation(path: str, summary: str) -> dict[str, Any]:
    scope, shape, parameters = OPERATIONS[path]
    schema = {"$ref": f"#/components/schemas/{shape.__name__}"} if shape else {"type": "object"}
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "summary": summary,
        "operationId": path.removeprefix("/api/v1/")
        .replace("/{id}", "_of_one")
        .replace("/{name}", "_one")
        .replace("/", "_"),
        "tags": [scope],
        "parameters": parameters,
        "responses": {
            "200": {"description": "OK", "content": {"application/json": {"schema": schema}}},
            **{status: {"description": why, "content": problem} for status, why in FAULTS.items()},
        },
    }
