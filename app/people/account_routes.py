"""My settings: language, time zone, password, second factor, sessions."""

import re
from io import BytesIO

import pyotp
import segno
from starlette.responses import Response

from app.kit import pages, security
from app.kit.errors import NotFound, Refused
from app.kit.forms import parse
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people import accounts, sessions
from app.people.access import setting_up
from app.people.forms import ChangePasswordForm, CodeForm, LanguageForm, SettingsForm
from app.people.sign_in_routes import require_same

router = Router()
SAVED = noop("Saved.")
PASSWORD_CHANGED = noop("Your password is changed; every other session has ended.")
FACTOR_ON = noop("The second factor is on.")
FACTOR_OFF = noop("The second factor is off.")
# 160 bits in Base32 (RFC 4226, section 4)
SECRET = re.compile("[A-Z2-7]{32}")
ZONES = ("Asia/Shanghai", "Asia/Hong_Kong", "Asia/Singapore", "Asia/Tokyo", "Europe/Berlin", "Europe/London",
         "America/New_York", "America/Los_Angeles", "UTC")  # fmt: skip


@router.get("/settings", setting_up)
def settings(visit: Visit) -> Response:
    return _page(visit)


def _page(visit: Visit, refused: Refused | None = None, part: str = "", secret: str = "") -> Response:
    actor = visit.actor
    secret = secret or ("" if actor.has_second_factor else pyotp.random_base32())
    return pages.page(
        visit,
        "people/settings.html",
        refused.status if refused else 200,
        sessions=sessions.of_account(visit.db, actor.account_id),
        zones=ZONES if actor.timezone in ZONES else (*ZONES, actor.timezone),
        secret=secret,
        part=part,
        errors=refused.errors if refused else {},
        fault=refused.message if refused else "",
    )


@router.put("/settings", setting_up)
def save(visit: Visit) -> Response:
    try:
        sent = parse(SettingsForm, visit.posted)
    except Refused as refused:
        return _page(visit, refused, "settings")
    account = accounts.of_person(visit.db, visit.actor.person_id)
    account.language, account.timezone = sent.language or None, sent.timezone
    return pages.redirect(visit, "/settings", note=SAVED)


@router.put("/settings/language", setting_up)
def save_language(visit: Visit) -> Response:
    """The switch in the menu: the person's own setting, and back to where she was."""
    sent = parse(LanguageForm, visit.posted)
    accounts.of_person(visit.db, visit.actor.person_id).language = sent.language
    visit.request.state.forced_language = None
    return pages.redirect(visit, pages.local_path(sent.next))


@router.put("/settings/password", setting_up, apart=True)
def change_password(visit: Visit) -> Response:
    try:
        sent = parse(ChangePasswordForm, visit.posted)
        require_same(sent)
        with visit.database.reading() as db:
            stored = accounts.password_hash(db, visit.actor.person_id)
        if not security.verify_password(sent.current, stored):
            raise Refused(_("The present password is not right."), {"current": _("Please try again.")})
    except Refused as refused:
        return _page(visit, refused, "password")
    hashed = security.hash_password(sent.password)
    account = accounts.of_person(visit.db, visit.actor.person_id)
    accounts.change_password(visit.db, account, hashed, visit.actor.session_id)
    return pages.redirect(visit, "/settings", note=PASSWORD_CHANGED)


@router.post("/settings/second-factor", setting_up)
def turn_on(visit: Visit) -> Response:
    """Keep the secret of the QR code once a code proves that the device has it."""
    secret = visit.posted.get("secret")
    try:
        if not SECRET.fullmatch(secret):
            raise Refused(_("Please start again with the new QR code below."))
        account = accounts.of_person(visit.db, visit.actor.person_id)
        accounts.turn_on_second_factor(visit.db, account, secret, parse(CodeForm, visit.posted).code.strip())
    except Refused as refused:
        return _page(visit, refused, "factor", secret if SECRET.fullmatch(secret) else "")
    return pages.redirect(visit, "/settings", note=FACTOR_ON)


@router.delete("/settings/second-factor", setting_up, apart=True)
def turn_off(visit: Visit) -> Response:
    """Needs the password, so that an open browser alone cannot take the protection away."""
    with visit.database.reading() as db:
        stored = accounts.password_hash(db, visit.actor.person_id)
    if not security.verify_password(visit.posted.get("current")[:400], stored):
        refused = Refused(_("The present password is not right."), {"current": _("Please try again.")})
        return _page(visit, refused, "factor")
    account = accounts.of_person(visit.db, visit.actor.person_id)
    accounts.turn_off_second_factor(visit.db, visit.actor.person_id, account)
    return pages.redirect(visit, "/settings", note=FACTOR_OFF)


@router.get("/settings/second-factor/{secret}.svg", setting_up)
def picture(visit: Visit, secret: str) -> Response:
    """The QR code of a secret that the page has just made."""
    if not SECRET.fullmatch(secret):
        raise NotFound()
    address = pyotp.TOTP(secret).provisioning_uri(name=visit.actor.login, issuer_name="Channel Ladder")
    out = BytesIO()
    segno.make(address).save(out, kind="svg", scale=4, border=3, light="#fff", dark="#000")
    return Response(out.getvalue(), media_type="image/svg+xml")


@router.delete("/sessions/{id}", setting_up)
def end_session(visit: Visit, id: Id) -> Response:
    if not sessions.end_session(visit.db, visit.actor.account_id, id):
        raise NotFound()
    return pages.redirect(visit, "/settings" if id != visit.actor.session_id else "/sign-in")
