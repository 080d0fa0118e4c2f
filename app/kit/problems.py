"""Answers to what went wrong: a page or a fragment in the reader's language, the typed text kept."""

from contextlib import suppress

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.kit import context, machine, pages
from app.kit.errors import Problem, SignedOut, TooMany, Unexpected
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.routing import Visit, bare_visit

log = structlog.get_logger()
# fields of any form that no page shows again
SECRETS = frozenset({"password", "again", "current", "code", "secret"})

TITLES = {
    401: noop("Please sign in"),
    403: noop("This is not open to you"),
    404: noop("There is nothing here"),
    405: noop("There is nothing here"),
    409: noop("It has changed in the meantime"),
    413: noop("That is too large"),
    422: noop("This could not be accepted"),
    429: noop("Please wait a little"),
    500: noop("Something went wrong on our side"),
    503: noop("The database does not answer"),
}
SENTENCES = {
    403: noop("The page exists, but your role does not include it."),
    404: noop("Perhaps the address has a slip, or it is not yours to see."),
    409: noop("Somebody, perhaps you in another tab, was faster. Go back, look, and try again."),
    413: noop("A form holds at most 1 MB."),
    422: noop("Please go back and check what you typed."),
    500: noop(
        "It has been written to the log. Please try again; if it stays, tell your administrator the number below."
    ),
    503: noop("Nothing was saved. Your text is kept below: try again in a moment."),
}


def respond(
    request: Request, status: int, message: str = "", headers: dict[str, str] | None = None, title: str = ""
) -> Response:
    """The answer to a problem: JSON for a program, for htmx a fragment in the page's alert region, else a page."""
    heading, words = _(title or TITLES.get(status, TITLES[500])), message or _(SENTENCES.get(status, SENTENCES[500]))
    if machine.asks(request):
        return machine.problem(status, heading, words, context.request_id.get(), headers)
    visit = _visit(request)
    values = {
        "code": status,
        "title": heading,
        "message": words,
        "reference": context.request_id.get(),
        "kept": _kept(visit) if visit.unsafe else {},
        "files_lost": visit.posted.with_files,
    }
    if visit.htmx:
        response: Response = pages.fragment(visit, "_problem.html", status, **values)
        response.headers.update({"HX-Retarget": "#alert", "HX-Reswap": "innerHTML"})
    else:
        response = pages.page(visit, "problem.html", status, **values)
    response.headers.update(headers or {})
    return response


def _kept(visit: Visit) -> dict[str, tuple[str, ...]]:
    """What was typed, without what must not be shown again."""
    return {name: values for name, values in visit.posted.fields.items() if name not in SECRETS}


def _visit(request: Request) -> Visit:
    found: Visit | None = getattr(request.state, "visit", None)
    return found or bare_visit(request)


def cross_site(request: Request) -> Response:
    """The refusal of a request that another site's page may have caused."""
    return respond(request, 403, _("This request did not come from a page of this server."))


def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    headers = {"Retry-After": str(error.seconds)} if isinstance(error, TooMany) else None
    if isinstance(error, SignedOut) and not machine.asks(request):
        return _signed_out(request, error)
    return respond(request, error.status, error.message, headers, error.title)


def _signed_out(request: Request, error: SignedOut) -> Response:
    """To the sign-in page and back. What was typed comes along and is offered again after signing in."""
    visit = _visit(request)
    if visit.htmx:
        return respond(
            request, 401, _("Your session has ended. Sign in in another tab, then save again: your text stays here.")
        )
    if not visit.unsafe:
        query = f"?{request.url.query}" if request.url.query else ""
        return pages.redirect(visit, "/sign-in", next=f"{request.url.path}{query}")
    return pages.page(
        visit,
        "people/sign_in.html",
        401,
        fault=_signed_out_sentence(visit),
        next="/",
        kept=_kept(visit),
        resume=f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path,
        resume_method=request.method,
    )


def _signed_out_sentence(visit: Visit) -> str:
    if visit.posted.with_files:
        return _(
            "Your session has ended. Sign in again: what you typed is kept and offered to you afterwards; "
            "the file is not, so please choose it once more then."
        )
    return _("Your session has ended. Sign in again: what you typed is kept and offered to you afterwards.")


def _recognise(request: Request) -> None:
    """Find out who asks where no handler did, so that the page speaks her language and has her menu."""
    if getattr(request.state, "visit", None) is None and not machine.asks(request):
        visit = request.state.visit = bare_visit(request)
        with suppress(SQLAlchemyError):
            visit.actor = request.app.state.authenticate(visit)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    _recognise(request)
    status = 404 if error.status_code == 405 else error.status_code
    return respond(request, status if status in TITLES else 400 if status < 500 else 500)


def _path_or_query(request: Request, error: Exception) -> Response:
    """An id that is no id is not found; anything else in the address is refused in words."""
    assert isinstance(error, RequestValidationError)
    _recognise(request)
    return respond(request, 404 if any(item["loc"][0] == "path" for item in error.errors()) else 422)


def _first_line(error: Exception) -> str:
    """What the database says. PostgreSQL's second line is the row at fault, with people's own words."""
    return str(error.__cause__ or error).partition("\n")[0][:500]


def _database(request: Request, error: Exception) -> Response:
    log.error("database", error=_first_line(error), reference=context.request_id.get())
    return respond(request, 503, headers={"Retry-After": "5"})


def _collided(request: Request, error: Exception) -> Response:
    """A constraint refused what a rule let pass: somebody else was faster by a moment."""
    log.warning("collided", error=_first_line(error), reference=context.request_id.get())
    return respond(request, 409)


def _unexpected(request: Request, error: Exception) -> Response:
    cause = error.__cause__ if isinstance(error, Unexpected) else error
    log.error("unexpected", exc_info=cause, reference=context.request_id.get(), path=request.url.path)
    return respond(request, 500)


def install(app: FastAPI) -> None:
    """Register the answers. OperationalError covers a full disk, an I/O fault and a database that is away."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _path_or_query)
    for kind in (OperationalError, PoolTimeout, DBAPIError):
        app.add_exception_handler(kind, _database)
    app.add_exception_handler(IntegrityError, _collided)
    app.add_exception_handler(Unexpected, _unexpected)
    app.add_exception_handler(Exception, _unexpected)
