"""How I am reminded: mail, chat, hours, kinds, a message to try; my calendar link and the calendar itself."""

from starlette.responses import Response

from app.kit import i18n, pages, security
from app.kit.errors import NotFound, Refused
from app.kit.forms import parse
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.routing import Router, Visit
from app.people.access import anyone, signed_in
from app.reminders import calendar, chat, queries, rules, trials
from app.reminders.channels import TITLES
from app.reminders.forms import RemindersForm
from app.reminders.kinds import KINDS
from app.reminders.queries import Wish

router = Router()
SAVED = noop("Saved.")
SENT = noop("Sent. Look whether it has arrived.")
REVOKED = noop("The link is off; calendars that use it are no longer updated.")


@router.get("/settings/reminders", signed_in)
def settings(visit: Visit) -> Response:
    return _page(visit)


def _page(visit: Visit, refused: Refused | None = None, link: str = "") -> Response:
    person = visit.actor.person_id
    wish = queries.wish(visit.db, person)
    return pages.page(
        visit,
        "reminders/settings.html",
        refused.status if refused else 200,
        wish=_sent_back(visit, wish) if refused and refused.errors else wish,
        email=queries.email(visit.db, person),
        mail_set=bool(visit.settings.mail_url.get_secret_value()),
        chat_shown=chat.masked(wish.chat_url),
        chat_typed=visit.posted.get("chat")[:500] if refused else "",
        feed=queries.feed(visit.db, person),
        kinds=KINDS,
        link=link,
        errors=refused.errors if refused else {},
        fault=refused.message if refused else "",
    )


def _sent_back(visit: Visit, stored: Wish) -> Wish:
    """What was typed, to show in the form again; hours that are no numbers as they were before."""
    sent = visit.posted
    on = sent.fields.get("kinds", ())
    return Wish(
        mail=bool(sent.get("mail")),
        chat_url=stored.chat_url,
        hours_from=_hour(sent.get("hours_from"), stored.hours_from),
        hours_until=_hour(sent.get("hours_until"), stored.hours_until),
        off=frozenset(kind.id for kind in KINDS if kind.id not in on),
    )


def _hour(text: str, stored: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else stored


@router.put("/settings/reminders", signed_in)
def save(visit: Visit) -> Response:
    try:
        sent = parse(RemindersForm, visit.posted)
        rules.set_reminders(visit.db, visit.actor, sent, visit.settings.chat_allowed)
    except Refused as refused:
        return _page(visit, refused)
    return pages.redirect(visit, "/settings/reminders", note=SAVED)


@router.post("/settings/reminders/trials", signed_in, slow=True)
def try_out(visit: Visit) -> Response:
    """One message by each way that is on. Counted in a transaction of its own: none is open while it is sent."""
    person = visit.actor.person_id
    with visit.database.reading() as db:
        email, wish = queries.email(db, person), queries.wish(db, person)
    if not trials.ways(visit.settings, email, wish):
        return _page(visit, Refused(_("Nothing was sent: neither mail nor chat is set up.")))
    with visit.database.writing() as db:
        rules.try_out(db, visit.actor)
    failed = trials.send(visit.settings, email, wish)
    if failed:
        ways = ", ".join(_(TITLES[channel]) for channel in failed)
        return _page(visit, Refused(_("Not sent: %(ways)s. Check the address, or ask your administrator.", ways=ways)))
    return pages.redirect(visit, "/settings/reminders", note=SENT)


@router.post("/settings/calendar", signed_in)
def make_link(visit: Visit) -> Response:
    """A new secret link, shown this once; an earlier one ends."""
    token = rules.make_link(visit.db, visit.actor)
    visit.db.flush()
    return _page(visit, link=f"{visit.settings.public_origin}/me/calendar/{token}.ics")


@router.delete("/settings/calendar", signed_in)
def revoke_link(visit: Visit) -> Response:
    rules.revoke_link(visit.db, visit.actor)
    return pages.redirect(visit, "/settings/reminders", note=REVOKED)


@router.get("/me/calendar/{token}.ics", anyone)
def read_calendar(visit: Visit, token: str) -> Response:
    """The calendar behind a secret link, in its owner's language, for programs that cannot sign in."""
    reader = queries.reader(visit.db, security.digest(token))
    if reader is None:
        raise NotFound()
    with i18n.speaking(reader.language):
        content = calendar.feed(visit.db, reader.person_id, visit.settings.public_origin)
    if rules.read_is_news(reader.read_at):
        with visit.database.writing() as db:
            rules.note_reading(db, reader.feed_id)
    return Response(
        content,
        media_type="text/calendar; charset=utf-8",
        headers={"Cache-Control": "private, no-store", "Content-Disposition": 'inline; filename="ladder.ics"'},
    )
