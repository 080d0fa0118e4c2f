"""Signing in and out, the second factor's code, invitations."""

from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from app.kit import pages, security
from app.kit.errors import Refused, SignedOut, TooMany
from app.kit.forms import Posted, parse
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.routing import Router, Visit
from app.people import access, accounts, sessions, sign_in
from app.people.forms import CodeForm, NewPasswordForm, SignInForm

router = Router()
SIGNED_OUT = noop("You are signed out.")
WELCOME = noop("Welcome. Your password is set.")


@router.get("/sign-in", access.anyone)
def sign_in_page(visit: Visit, next: str = "/") -> Response:
    target = pages.local_path(next)
    if visit.actor is not None:
        return pages.redirect(visit, target)
    return pages.page(visit, "people/sign_in.html", next=target)


@router.post("/session", access.anyone, apart=True)
def create_session(visit: Visit) -> Response:
    """Sign in. Answers the same, and as slowly, for a name that does not exist."""
    try:
        sent = parse(SignInForm, visit.posted)
        agent = visit.request.headers.get("user-agent", "")
        signed_in = sign_in.sign_in(visit.database, sent.login, sent.password, agent, sessions.token_of(visit))
    except (Refused, TooMany) as refused:
        return _sign_in_again(visit, refused)
    target = pages.local_path(sent.next)
    response = _ask_code(visit, target) if signed_in.code_wanted else _go_on(visit, target)
    return _with_cookie(visit, response, signed_in.token)


def _ask_code(visit: Visit, target: str) -> Response:
    """To the code's page; what was typed before the session ended comes along."""
    kept = _carried(visit)
    if not kept:
        return pages.redirect(visit, "/session/code", next=target)
    return pages.page(visit, "people/code.html", next=target, **kept)


def _go_on(visit: Visit, target: str) -> Response:
    return _resume(visit) if _kept(visit.posted) else pages.redirect(visit, target)


def _sign_in_again(visit: Visit, refused: Refused | TooMany) -> Response:
    response = pages.page(
        visit,
        "people/sign_in.html",
        refused.status,
        form={"login": visit.posted.get("login")},
        errors=getattr(refused, "errors", {}),
        fault=refused.message,
        next=pages.local_path(visit.posted.get("next", "/")),
        **_carried(visit),
    )
    return _when_to_retry(response, refused)


def _when_to_retry(response: Response, refused: Refused | TooMany) -> Response:
    if isinstance(refused, TooMany):
        response.headers["Retry-After"] = str(refused.seconds)
    return response


def _kept(posted: Posted) -> dict[str, tuple[str, ...]]:
    prefix = "kept."
    return {name[len(prefix) :]: values for name, values in posted.fields.items() if name.startswith(prefix)}


def _carried(visit: Visit) -> dict[str, Any]:
    """The kept text and where it was going, for the next form; nothing when there is none."""
    kept = _kept(visit.posted)
    going = {name: visit.posted.get(name) for name in ("resume", "resume_method")}
    return {"kept": kept, **going} if kept else {}


def _resume(visit: Visit) -> Response:
    """Offer what was typed before the session ended, to be sent again by hand."""
    method = visit.posted.get("resume_method").upper()
    return pages.page(
        visit,
        "people/resume.html",
        kept=_kept(visit.posted),
        resume=pages.local_path(visit.posted.get("resume")),
        resume_method=method if method in ("POST", "PUT", "DELETE") else "POST",
    )


def _with_cookie(visit: Visit, response: Response, token: str) -> Response:
    response.set_cookie(
        sessions.cookie_name(visit.settings),
        token,
        max_age=int(sessions.ABSOLUTE.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",
        secure=visit.settings.secure,
    )
    return response


@router.get("/session/code", access.anyone)
def code_page(visit: Visit, next: str = "/") -> Response:
    return pages.page(visit, "people/code.html", next=pages.local_path(next))


@router.put("/session/code", access.anyone)
def give_code(visit: Visit) -> Response:
    target = pages.local_path(visit.posted.get("next", "/"))
    try:
        sign_in.confirm(visit.database, sessions.token_of(visit), parse(CodeForm, visit.posted).code.strip())
    except SignedOut:
        return pages.redirect(visit, "/sign-in", next=target)
    except (Refused, TooMany) as refused:
        errors = getattr(refused, "errors", {})
        again = pages.page(
            visit, "people/code.html", refused.status, next=target, errors=errors, fault=refused.message,
            **_carried(visit),
        )  # fmt: skip
        return _when_to_retry(again, refused)
    return _go_on(visit, target)


@router.delete("/session", access.anyone)
def end_session(visit: Visit) -> Response:
    """Sign out. Ending a session that has ended is no fault."""
    if visit.actor is not None:
        sessions.end_session(visit.db, visit.actor.account_id, visit.actor.session_id)
    response = pages.redirect(visit, "/sign-in", note=SIGNED_OUT)
    response.delete_cookie(sessions.cookie_name(visit.settings), path="/", secure=visit.settings.secure)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@router.get("/invitations/{token}", access.anyone)
def invitation_page(visit: Visit, token: str) -> Response:
    _invitation, account = accounts.open_invitation(visit.db, token)
    return pages.page(visit, "people/invitation.html", token=quote(token), login=account.login)


@router.post("/invitations/{token}", access.anyone, apart=True)
def accept_invitation(visit: Visit, token: str) -> Response:
    with visit.database.reading() as db:
        _invitation, account = accounts.open_invitation(db, token)
        login = account.login
    try:
        sent = parse(NewPasswordForm, visit.posted)
        require_same(sent)
    except Refused as refused:
        return pages.page(
            visit, "people/invitation.html", 422, token=quote(token), login=login, errors=refused.errors,
            fault=refused.message,
        )  # fmt: skip
    hashed = security.hash_password(sent.password)
    account = accounts.accept_invitation(visit.db, token, hashed)
    assert account.id is not None
    wanted = account.second_factor is not None
    agent = visit.request.headers.get("user-agent", "")
    session = sessions.open_session(
        visit.db, account.id, agent, confirmed=not wanted, replaces=sessions.token_of(visit)
    )
    target = "/session/code" if wanted else "/"
    return _with_cookie(visit, pages.redirect(visit, target, note=WELCOME), session)


def require_same(sent: NewPasswordForm) -> None:
    """Refused unless both fields hold the same password."""
    if sent.password != sent.again:
        raise Refused(_("The two passwords differ."), {"again": _("Type the same password once more.")})
