"""The words of a digest: plain text, what is due with its link, and how to turn it off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.kit import dates
from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext
from app.reminders.things import Due

MOST = 20


@dataclass(frozen=True, slots=True)
class Words:
    subject: str
    body: str


def digest(items: Sequence[Due], on: date, origin: str) -> Words:
    """Subject and body in the current language; `on` is the reader's day, `origin` where the links lead.

    The day stands in the body: a message that could not leave may arrive on a later one.
    """
    count = ngettext("%(n)s thing is due", "%(n)s things are due", len(items))
    lines = [_("Channel Ladder, %(day)s", day=dates.day(on)), ""]
    for item in items[:MOST]:
        lines += [f"· {item.words}", f"  {origin}{item.path}"]
    if len(items) > MOST:
        lines += ["", _("… and %(n)s more: %(address)s", n=len(items) - MOST, address=f"{origin}/")]
    return Words(_("Channel Ladder: %(count)s", count=count), "\n".join([*lines, "", _foot(origin)]) + "\n")


def trial(origin: str) -> Words:
    """A message to try the ways out."""
    body = _("This is a test message. Reminders reach you this way, at most once a day.")
    return Words(_("Channel Ladder: test message"), f"{body}\n\n{_foot(origin)}\n")


def _foot(origin: str) -> str:
    return _("Choose what you are told and when, or turn it off: %(address)s", address=f"{origin}/settings/reminders")
