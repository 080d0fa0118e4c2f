"""Signing in with the company account: to the provider, and back."""

from starlette.responses import RedirectResponse, Response

from app.kit import i18n, pages
from app.kit.errors import NotFound
from app.kit.routing import Router, Visit
from app.people import access, oidc, sessions
from app.people.oidc_provider import RETURN, Failed, Provider, provider
from app.settings import Settings

router = Router()


def cookie_name(settings: Settings) -> str:
    """`__Host-` keeps other hosts of the domain from planting a journey; it needs TLS."""
    return "__Host-ladder_oidc" if settings.secure else "ladder_oidc"


@router.get("/sign-in/oidc", access.anyone, apart=True)
def start(visit: Visit, next: str = "/") -> Response:
    """To the provider. NotFound when the settings name none."""
    company = _provider(visit)
    target = pages.local_path(next)
    if visit.actor is not None:
        return pages.redirect(visit, target)
    journey = oidc.begin(target, visit.request.state.forced_language or "")
    try:
        address = company.address(journey.state, journey.nonce, journey.verifier)
    except Failed as failed:
        return _sign_in_again(visit, failed, target)
    response = RedirectResponse(address, status_code=303)
    _set_cookie(visit, response, cookie_name(visit.settings), oidc.seal(journey), oidc.JOURNEY_TIME.total_seconds())
    return response


@router.get(RETURN, access.anyone, apart=True)
def finish(visit: Visit, state: str = "", code: str = "", error: str = "") -> Response:
    """Back from the provider: a session for the account that the id token names, or the sign-in page again."""
    company = _provider(visit)
    name = cookie_name(visit.settings)
    try:
        journey = oidc.resume(visit.request.cookies.get(name, ""), state)
    except Failed as failed:
        return _sign_in_again(visit, failed, "/")
    _speak(visit, journey.language)
    try:
        response = _signed_in(visit, company, journey, code, error)
    except Failed as failed:
        response = _sign_in_again(visit, failed, journey.next)
    response.delete_cookie(name, path="/", secure=visit.settings.secure, httponly=True, samesite="lax")
    return response


def _provider(visit: Visit) -> Provider:
    if not visit.settings.oidc_issuer:
        raise NotFound()
    return provider(visit.settings)


def _speak(visit: Visit, language: str) -> None:
    """The language that `?lang=` forced on the page where the journey began."""
    if language in i18n.LANGUAGES:
        visit.request.state.forced_language = language
        i18n.set_language(language)


def _signed_in(visit: Visit, company: Provider, journey: oidc.Journey, code: str, error: str) -> Response:
    if error or not code:
        raise oidc.denial(error)
    identity = company.identity(code, journey.nonce, journey.verifier)
    agent = visit.request.headers.get("user-agent", "")
    signed_in = oidc.sign_in(visit.database, identity, agent, sessions.token_of(visit))
    if signed_in.code_wanted:
        response = pages.redirect(visit, "/session/code", next=journey.next)
    else:
        response = pages.redirect(visit, journey.next)
    age = sessions.ABSOLUTE.total_seconds()
    _set_cookie(visit, response, sessions.cookie_name(visit.settings), signed_in.token, age)
    return response


def _sign_in_again(visit: Visit, failed: Failed, target: str) -> Response:
    oidc.remember_failure(visit.database, failed)
    return pages.page(visit, "people/sign_in.html", failed.status, fault=failed.message, next=target)


def _set_cookie(visit: Visit, response: Response, name: str, value: str, seconds: float) -> None:
    response.set_cookie(
        name,
        value,
        max_age=int(seconds),
        path="/",
        httponly=True,
        samesite="lax",
        secure=visit.settings.secure,
    )
