"""Which routes the tests have called, over all workers; a full run fails when one was never answered.

Only an answer below 400 counts: a route that every test finds closed has not been tested.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

called: set[str] = set()
known: set[str] = set()
missing: list[str] = []


def label(route: APIRoute) -> str:
    return f"{' '.join(sorted(route.methods))} {route.path}"


def routes_of(app: FastAPI) -> list[APIRoute]:
    """Every route, those of included routers too."""
    return [
        found.original_route for found in iter_route_contexts(app.routes) if isinstance(found.original_route, APIRoute)
    ]


class Recorder:
    """Stands around the application and remembers which of its routes answered well."""

    def __init__(self, app: FastAPI) -> None:
        self.inner: ASGIApp = app
        self.routes = routes_of(app)
        known.update(map(label, self.routes))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def note(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 400:
                called.update(self._route(scope))
            await send(message)

        await self.inner(scope, receive, note if scope["type"] == "http" else send)

    def _route(self, scope: Scope) -> Iterator[str]:
        wanted = dict(scope)
        query = scope["query_string"].decode("latin-1")
        if "_method=" in query:
            wanted["method"] = query.partition("_method=")[2].partition("&")[0].upper()
        for route in self.routes:
            if route.matches(wanted)[0] is Match.FULL:
                yield label(route)
                return


def _whole_run(config: pytest.Config) -> bool:
    """Neither chosen tests nor a run that stopped early."""
    option = config.option
    chosen = option.keyword or option.markexpr or option.collectonly or option.maxfail
    return not chosen and config.args == config.getini("testpaths")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    output = getattr(node, "workeroutput", {})
    called.update(output.get("routes_called", ()))
    known.update(output.get("routes_known", ()))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["routes_called"], output["routes_known"] = sorted(called), sorted(known)
    elif _whole_run(session.config) and session.exitstatus == pytest.ExitCode.OK:
        missing.extend(sorted(known - called))
        if missing:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def report(terminal: pytest.TerminalReporter) -> None:
    """What was missed, for the end of the run."""
    for route in missing:
        terminal.write_line(f"FAILED no test was ever answered by {route}", red=True)
