"""Templates → answers: whole pages, fragments of them, redirects, and pages for what went wrong."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.kit import assets, clock, dates, i18n
from app.kit.routing import Visit

TEMPLATES = Path(__file__).parent.parent / "templates"
NOTE_COOKIE = "ladder_note"
VARY = {"Vary": "HX-Request"}
# what stays as it is in the header of a redirect: the marks of an address, and what is quoted already
ADDRESS = ":/%#?=@[]!$&'()*+,;"


@cache
def environment() -> Environment:
    """The one Jinja environment: autoescape, no undefined names, translations of the current language."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: i18n.catalogue(i18n.language()).gettext(message),
        lambda one, many, n: i18n.catalogue(i18n.language()).ngettext(one, many, n),
        newstyle=True,
    )
    env.globals.update(asset=assets.address, language=i18n.language, today=clock.today)
    env.filters.update(day=dates.day, paragraphs=paragraphs)
    return env


def paragraphs(text: str) -> Markup:
    """Plain text with its line breaks kept."""
    return Markup("<br>").join(text.split("\n"))


def link(visit: Visit, path: str, **query: object) -> str:
    """An address inside the product; a language chosen by `?lang=` stays chosen."""
    address, mark, fragment = path.partition("#")
    forced = getattr(visit.request.state, "forced_language", None)
    values = {name: value for name, value in query.items() if value is not None}
    if forced and "lang" not in parse_qs(address.partition("?")[2]):
        values.setdefault("lang", forced)
    if values:
        address += ("&" if "?" in address else "?") + urlencode(values)
    return f"{address}{mark}{fragment}"


def zone(visit: Visit) -> ZoneInfo:
    """The reader's time zone."""
    return ZoneInfo(visit.actor.timezone if visit.actor else visit.settings.timezone)


def _context(visit: Visit, values: Mapping[str, Any]) -> dict[str, Any]:
    def moment(value: datetime) -> str:
        return dates.moment(value, zone(visit))

    def clock_time(value: datetime) -> str:
        return value.astimezone(zone(visit)).strftime("%H:%M")

    def local_day(value: datetime | date) -> str:
        return dates.day(value.astimezone(zone(visit)).date() if isinstance(value, datetime) else value)

    def to(path: str, **query: object) -> str:
        return link(visit, path, **query)

    common = {
        "visit": visit,
        "actor": visit.actor,
        "settings": visit.settings,
        "here": visit.request.url.path,
        "here_again": _without_language(visit.request),
        "to": to,
        "moment": moment,
        "clock_time": clock_time,
        "local_day": local_day,
        "note": _pending_note(visit.request),
        "form": {},
        "errors": {},
        "fault": "",
    }
    return {**common, **values}


def _without_language(request: Request) -> str:
    """The address of this page, to come back to in another language."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return f"{request.url.path}?{urlencode(kept)}" if kept else request.url.path


def page(visit: Visit, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A whole page."""
    context = _context(visit, values)
    response = HTMLResponse(environment().get_template(template).render(context), status, headers=VARY)
    if context["note"]:
        response.delete_cookie(NOTE_COOKIE)
    return response


def fragment(visit: Visit, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A part of a page, which the whole page includes too."""
    text = environment().get_template(template).render({**_context(visit, values), "note": ""})
    return HTMLResponse(text, status, headers=VARY)


def redirect(visit: Visit, path: str, note: str = "", **query: object) -> Response:
    """See other: the page that shows the outcome. `note` is a message id, shown there once."""
    target = link(visit, path, **query)
    response: Response
    if visit.htmx:
        response = Response(status_code=204, headers={**VARY, "HX-Redirect": quote(target, safe=ADDRESS)})
    else:
        response = RedirectResponse(target, status_code=303, headers=VARY)
    if note:
        response.set_cookie(
            NOTE_COOKIE, quote(note), max_age=60, httponly=True, samesite="lax", secure=visit.settings.secure
        )
    return response


def _pending_note(request: Request) -> str:
    """The message left by a redirect; only messages that the product knows are shown."""
    note = unquote(request.cookies.get(NOTE_COOKIE, ""))
    return i18n.gettext(note) if note and i18n.known(note) else ""


def local_path(target: str) -> str:
    """`target` when it is a page of this server, else the first page: no open redirect."""
    parts = urlsplit(target) if target.startswith("/") and target[1:2] not in ("/", "\\") else None
    safe = parts is not None and not parts.scheme and not parts.netloc and target.isprintable() and "\\" not in target
    return target if safe else "/"
