"""How a request becomes an answer: one thread, one transaction, one policy.

A handler is a plain function `def name(visit, ...path and query parameters...)` that returns a
response. The router runs it in a worker thread, finds out who is asking, asks the route's policy,
and commits before the answer leaves. A route without a policy stops start-up.
"""

import inspect
from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps
from typing import Annotated, Any

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, Path
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.kit import forms
from app.kit.db import Database, remember
from app.kit.errors import Problem, SignedOut, Unexpected
from app.kit.i18n import gettext as _
from app.kit.text import DATABASE_INTEGER

Id = Annotated[int, Path(ge=1, le=DATABASE_INTEGER)]
Policy = Callable[["Visit"], None]
Handler = Callable[..., Response]
SAFE = ("GET", "HEAD", "OPTIONS")


class Visit:
    """One request: who asks, what was posted, and the transaction in which it is answered."""

    actor: Any = None

    def __init__(self, request: Request, posted: forms.Posted, stack: ExitStack) -> None:
        self.request = request
        self.posted = posted
        self._stack = stack
        self._db: Session | None = None
        self.settings: Any = request.app.state.settings

    @property
    def database(self) -> Database:
        database: Database = self.request.app.state.database
        return database

    @property
    def unsafe(self) -> bool:
        return self.request.method not in SAFE

    def require_actor(self) -> None:
        """SignedOut when nobody is signed in."""
        if self.actor is None:
            raise SignedOut(_("Please sign in."))

    @property
    def htmx(self) -> bool:
        """Whether a fragment is wanted. A restored history entry wants the whole page."""
        headers = self.request.headers
        return headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"

    @property
    def db(self) -> Session:
        """The transaction: reads for GET, the writer otherwise. Opened when first used."""
        if self._db is None:
            opened = self.database.writing() if self.unsafe else self.database.reading()
            self._db = self._stack.enter_context(opened)
            if not self.unsafe:
                remember(self._db)
        return self._db


def open_to_all(visit: Visit) -> None:
    """Policy: nobody needs to be signed in, and who asks is not looked up, so it answers without the database."""


class _Undo(Exception):
    """Carries an answer of 4xx out of a transaction that must not be kept."""

    def __init__(self, response: Response) -> None:
        self.response = response


class Router:
    """Collects the routes of one room. Every route names its policy."""

    def __init__(self) -> None:
        self.routes: list[dict[str, Any]] = []

    def install(self, app: FastAPI) -> None:
        """Add the routes to the application."""
        for route in self.routes:
            app.add_api_route(**route)

    def get(self, path: str, policy: Policy, **options: Any) -> Callable[[Handler], Handler]:
        return self._route("GET", path, policy, **options)

    def post(self, path: str, policy: Policy, **options: Any) -> Callable[[Handler], Handler]:
        return self._route("POST", path, policy, **options)

    def put(self, path: str, policy: Policy, **options: Any) -> Callable[[Handler], Handler]:
        return self._route("PUT", path, policy, **options)

    def delete(self, path: str, policy: Policy, **options: Any) -> Callable[[Handler], Handler]:
        return self._route("DELETE", path, policy, **options)

    def _route(
        self, method: str, path: str, policy: Policy, apart: bool = False, files: bool = False, slow: bool = False
    ) -> Callable[[Handler], Handler]:
        def register(handler: Handler) -> Handler:
            self.routes.append(
                {
                    "path": path,
                    "endpoint": _endpoint(
                        handler, policy, "slow" if slow else "files" if files else "apart" if apart else "threads"
                    ),
                    "methods": [method],
                    "response_model": None,
                    "name": f"{handler.__module__}.{handler.__name__}",
                }
            )
            return handler

        return register


def _endpoint(handler: Handler, policy: Policy, threads: str) -> Callable[..., Any]:
    """The coroutine FastAPI calls: reads the form, then does everything else in one worker thread.

    `threads` names the threads that it runs on: "apart" is for work that would hold a page's for long (password
    hashing), "files" for a form whose files are read too, "slow" for what takes seconds (PDF, other servers):
    nobody's sign-in waits for a picture or a document.
    """

    @wraps(handler)
    async def endpoint(request: Request, **params: Any) -> Response:
        limiter: CapacityLimiter = getattr(request.app.state, threads)
        try:
            posted = await _posted(request, threads == "files")
            return await to_thread.run_sync(_answer, handler, policy, request, posted, params, limiter=limiter)
        except (Problem, HTTPException, DBAPIError, PoolTimeout):
            raise
        except Exception as error:
            raise Unexpected from error

    signature = inspect.signature(handler)
    first = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Request)
    others = list(signature.parameters.values())[1:]
    endpoint.__signature__ = signature.replace(parameters=[first, *others])  # type: ignore[attr-defined]
    endpoint.__annotations__ = {"request": Request, **{p.name: p.annotation for p in others}}
    endpoint.policy = policy  # type: ignore[attr-defined]
    return endpoint


async def _posted(request: Request, files: bool) -> forms.Posted | Problem:
    """The form; what is wrong with it is said once it is known who asks, in her language."""
    if request.method in SAFE:
        return forms.Posted()
    try:
        return await forms.read(request, files)
    except Problem as problem:
        return problem


def _answer(
    handler: Handler, policy: Policy, request: Request, posted: forms.Posted | Problem, params: dict[str, Any]
) -> Response:
    try:
        with ExitStack() as stack:
            visit = Visit(request, forms.Posted() if isinstance(posted, Problem) else posted, stack)
            request.state.visit = visit
            if policy is not open_to_all:
                visit.actor = getattr(policy, "identify", request.app.state.authenticate)(visit)
            policy(visit)
            if isinstance(posted, Problem):
                raise posted
            if posted.fault:
                raise posted.fault()
            response = handler(visit, **params)
            if response.status_code >= 400:
                raise _Undo(response)
            return response
    except _Undo as undo:
        return undo.response


def policy_of(route: BaseRoute) -> Policy | None:
    """The policy of a route, or None when nobody gave it one."""
    policy: Policy | None = getattr(getattr(route, "endpoint", None), "policy", None)
    return policy


def check(app: FastAPI) -> None:
    """Raises RuntimeError when any route lacks a policy."""
    bare = [getattr(route, "path", str(route)) for route in app.routes if policy_of(route) is None]
    if bare:
        raise RuntimeError(f"routes without a policy: {', '.join(bare)}")


def bare_visit(request: Request) -> Visit:
    """A visit for answers given before a handler ran: nobody is asking, nothing is open."""
    return Visit(request, forms.Posted(), ExitStack())
