"""My access tokens, and what the API is for people who read."""

from starlette.responses import Response

from app.api import tokens
from app.api.forms import TokenForm
from app.api.scopes import SCOPES
from app.kit import pages
from app.kit.errors import Refused
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people.access import signed_in

router = Router()
REVOKED = noop("Revoked. It stopped working at once.")
DAYS = (30, 90, 180, 365)


@router.get("/me/tokens", signed_in)
def index(visit: Visit) -> Response:
    return _page(visit)


@router.post("/me/tokens", signed_in)
def make(visit: Visit) -> Response:
    """The token is on this answer and nowhere else; reloading it asks before it makes another."""
    try:
        sent = parse(TokenForm, visit.posted)
        made = tokens.make(visit.db, visit.actor, sent.title, sent.scopes, sent.days)
    except Refused as refused:
        return _page(visit, refused)
    return _page(visit, made=made)


@router.delete("/me/tokens/{id}", signed_in)
def revoke(visit: Visit, id: Id) -> Response:
    tokens.revoke(visit.db, visit.actor, id)
    return pages.redirect(visit, "/me/tokens", note=REVOKED)


def _page(visit: Visit, refused: Refused | None = None, made: str = "") -> Response:
    return pages.page(
        visit,
        "api/tokens.html",
        422 if refused else 200,
        keys=tokens.of_person(visit.db, visit.actor.person_id),
        scopes=SCOPES,
        chosen=visit.posted.fields.get("scopes", ()) if refused else (),
        days=DAYS,
        made=made,
        origin=visit.settings.public_origin,
        form=visit.posted.values if refused else {},
        errors=refused.errors if refused else {},
        fault=refused.message if refused else "",
    )
