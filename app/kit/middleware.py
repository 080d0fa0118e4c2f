"""Pure ASGI middleware: the request's context, method override, the cross-site check, and headers."""

import secrets
from collections.abc import Callable
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kit import context, i18n

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


def _query_language(query: str) -> str | None:
    try:
        value = parse_qs(query).get("lang", [""])[0]
    except ValueError:
        return None
    return value if value in i18n.LANGUAGES else None


def _page_language(address: str) -> str | None:
    return _query_language(address.partition("#")[0].partition("?")[2])


def forced_language(scope: Scope, headers: Headers) -> str | None:
    """The language named by `?lang=`: in the address, or in the page that sent a fragment or form."""
    chosen = _query_language(scope["query_string"].decode("latin-1"))
    if chosen:
        return chosen
    if headers.get("hx-request"):
        return _page_language(headers.get("hx-current-url", ""))
    if scope["method"] in UNSAFE:
        return _page_language(headers.get("referer", ""))
    return None


class Context:
    """Gives each request an id, its client's address and its language."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        id = secrets.token_hex(6)
        context.request_id.set(id)
        context.address.set(scope["client"][0] if scope.get("client") else "")
        forced = forced_language(scope, headers)
        scope.setdefault("state", {})["forced_language"] = forced
        language = forced or i18n.negotiate(headers.get("accept-language", "")) or i18n.DEFAULT

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Request-Id"] = id
            await send(message)

        with i18n.speaking(language):
            await self.app(scope, receive, send_with_id)


class MethodOverride:
    """Lets a plain form reach PUT and DELETE: `POST /thing?_method=put`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "POST" and b"_method=" in scope["query_string"]:
            wanted = parse_qs(scope["query_string"].decode("latin-1")).get("_method", [""])[0].upper()
            if wanted in ("PUT", "DELETE"):
                scope = {**scope, "method": wanted}
        await self.app(scope, receive, send)


class CrossSite:
    """Refuses every unsafe request that another site's page could have caused."""

    def __init__(self, app: ASGIApp, origin: str, refuse: Callable[[Request], Response]) -> None:
        self.app = app
        self.origin = origin.lower()
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in UNSAFE and not self._same_origin(Headers(scope=scope)):
            return await self.refuse(Request(scope))(scope, receive, send)
        await self.app(scope, receive, send)

    def _same_origin(self, headers: Headers) -> bool:
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site == "same-origin"
        return headers.get("origin", "").lower() == self.origin


class SecurityHeaders:
    """The headers of every answer; what a handler set itself stays."""

    def __init__(self, app: ASGIApp, script: str, secure: bool) -> None:
        self.app = app
        scripts = f"'self' {script}" if "://" in script else "'self'"
        self.headers = {
            "Content-Security-Policy": (
                f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; "
                "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
            ),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
            "Cache-Control": "no-store",
        }
        if secure:
            self.headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)
