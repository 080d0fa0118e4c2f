"""Answers for programs: JSON, and problems as RFC 9457 writes them."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

PREFIX = "/api/v1"
"""Below it every answer, faults too, is JSON."""
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Vary": "Authorization, Accept-Language"}


def asks(request: Request) -> bool:
    """Whether a program asks, by the address."""
    path = request.url.path
    return path == PREFIX or path.startswith(f"{PREFIX}/")


def answer(value: Any, status: int = 200, headers: Mapping[str, str] | None = None, kind: str = "json") -> Response:
    """A value of plain data as JSON in UTF-8, characters as they are."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Response(text, status, {**HEADERS, **(headers or {})}, f"application/{kind}")


def problem(status: int, title: str, detail: str, reference: str, headers: Mapping[str, str] | None = None) -> Response:
    """What went wrong, in the language that was asked for. `reference`: the number in the server's log."""
    value = {"type": "about:blank", "status": status, "title": title, "detail": detail, "reference": reference}
    if status == 401:
        headers = {**(headers or {}), "WWW-Authenticate": 'Bearer realm="Channel Ladder"'}
    return answer(value, status, headers, "problem+json")
