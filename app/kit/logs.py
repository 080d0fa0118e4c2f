"""The log: one line per event on standard error, of this program and of the libraries alike."""

import logging
import re
import sys
import time
from typing import Any
from urllib.parse import quote

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# talkative, and clients of HTTP write addresses with their queries
QUIET = ("alembic", "httpx", "httpx2", "httpcore")
# a one-time link carries its token in the path
_SECRET = re.compile(r"[^/]{25,}")


def configure(*, lines_of_json: bool | None = None) -> None:
    """Send structlog and the standard library's loggers to standard error.

    JSON unless a person watches: `lines_of_json` decides, else whether standard error is a terminal.
    """
    as_json = not sys.stderr.isatty() if lines_of_json is None else lines_of_json
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
    shared: list[Any] = [structlog.stdlib.add_log_level, stamp, _shorten_path]
    written: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if as_json:
        written += [_tracebacks(), structlog.processors.JSONRenderer(ensure_ascii=False)]
    else:
        plain = structlog.dev.plain_traceback
        written += [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=written))
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def _tracebacks() -> structlog.processors.ExceptionRenderer:
    """Tracebacks without local variables: those hold passwords and people's own words."""
    return structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False))


def _shorten_path(_logger: Any, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    if "path" in event:
        event["path"] = loggable_path(str(event["path"]))
    return event


def loggable_path(path: str) -> str:
    """A path fit for the log: one line of ASCII, long segments (tokens of links) left out."""
    return quote(_SECRET.sub("...", path), safe="/._-~")


class AccessLog:
    """Logs each answer: method, path without its query, status, milliseconds, client, request id."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.log = structlog.get_logger("access")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        began = time.perf_counter()
        seen: dict[str, Any] = {"status": 500, "id": "-"}

        async def note(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = dict(message.get("headers", ()))
                seen.update(status=message["status"], id=headers.get(b"x-request-id", b"-").decode("latin-1"))
            await send(message)

        try:
            await self.app(scope, receive, note)
        finally:
            self.log.info(
                "request",
                method=scope["method"],
                path=scope["path"],
                status=seen["status"],
                ms=round((time.perf_counter() - began) * 1000, 1),
                address=scope["client"][0] if scope.get("client") else "",
                request_id=seen["id"],
            )
