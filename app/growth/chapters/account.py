"""About this record: how I sign in, how I am reminded, who opened my record."""

from collections.abc import Collection, Iterator
from zoneinfo import ZoneInfo

from app.growth.gather import Gathered
from app.kit.dates import moment
from app.kit.document import Block, Section, Table, Words, facts, row
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.people.words import name_of

MOST = 50
CADENCES = {
    "monthly": noop("Monthly"),
    "quarterly": noop("Quarterly"),
    "half_yearly": noop("Every half year"),
}
ROLES = {"hr": noop("HR"), "admin": noop("Administrator")}


def sections(gathered: Gathered, parts: Collection[str], zone: ZoneInfo) -> Iterator[Section]:
    if "account" not in parts:
        return
    yield Section("sign-in", _("Account"), tuple(_account(gathered, zone)))
    yield Section("reminders", _("Reminders"), tuple(_reminders(gathered)))
    yield Section("looked", _("Who opened my record"), tuple(_looked(gathered, zone)))


def _account(gathered: Gathered, zone: ZoneInfo) -> Iterator[Block]:
    account = gathered.account
    if account is None:
        return
    roles = [held["role"] for held in gathered.roles if held["ended_at"] is None]
    yield facts(
        (_("Sign-in name"), account["login"]),
        (_("Language"), {"zh": "中文", "en": "English"}.get(account["language"] or "", _("As the browser says"))),
        (_("Time zone"), account["timezone"].replace("_", " ")),
        (_("Second factor"), _("on") if account["has_second_factor"] else _("off")),
        (_("Roles"), _(", ").join(_(ROLES[role]) for role in roles)),
        (_("Made on"), moment(account["created_at"], zone)),
    )
    if gathered.sessions:
        yield Table(
            _("Where I am signed in"),
            (_("Browser"), _("Address"), _("Last seen")),
            tuple(
                row(one["agent"] or _("unknown browser"), one["address"] or "—", moment(one["seen_at"], zone))
                for one in gathered.sessions
            ),
            wide=(0,),
        )


def _reminders(gathered: Gathered) -> Iterator[Block]:
    setting, cadence = gathered.reminders, gathered.cadence or "quarterly"
    yield facts(
        (_("Asked to reflect"), _(CADENCES[cadence])),
        (_("By mail"), _("on") if setting is None or setting["mail"] else _("off")),
        (_("By chat"), _("on") if setting and setting["chat"] else _("off")),
        (_("Working hours"), f"{setting['hours_from']}:00–{setting['hours_until']}:00" if setting else "9:00–18:00"),
        (_("Calendar feed"), _("on") if any(one["revoked_at"] is None for one in gathered.feeds) else _("off")),
    )


def _looked(gathered: Gathered, zone: ZoneInfo) -> Iterator[Block]:
    if not gathered.readings:
        yield Words(_("Nobody so far"), "soft")
        return
    latest = gathered.readings[::-1][:MOST]
    yield Table(
        _("Who opened my record"),
        (_("Who"), _("When")),
        tuple(row(name_of(one), moment(one["at"], zone)) for one in latest),
    )
    if len(gathered.readings) > MOST:
        yield Words(
            _("The latest %(n)s of %(all)s; all of them are in the download.", n=MOST, all=len(gathered.readings))
        )
