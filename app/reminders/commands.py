"""`python -m app remind`: one digest a day for everybody who is at work, and what could not leave before."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from app.evidence.retention import purge
from app.kit import clock, workdays
from app.kit.db import Database
from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext
from app.reminders import composing, queries
from app.reminders.channels import TITLES, Channels
from app.reminders.queries import Receiver
from app.reminders.sending import Outcome, send_waiting, waiting_for
from app.settings import Settings


@dataclass
class Report:
    """What one run did, or in a dry run would have done."""

    composed: int = 0
    outcome: Outcome = field(default_factory=Outcome)
    lines: list[str] = field(default_factory=list)

    @property
    def well(self) -> bool:
        """Whether nothing failed."""
        return self.outcome.well


def remind(database: Database, settings: Settings) -> Report:
    """Make a digest for whoever has none today and none that waits, then send all that waits.

    Safe to run twice at once. What was deleted long ago is erased on the way, since this runs every day.
    """
    now = clock.now()
    with database.writing() as db:
        purge(db)
    report = Report(lines=list(_unset(settings)))
    with Channels(settings) as channels:
        with database.reading() as db:
            receivers = queries.receivers(db)
            plans = list(composing.plans(db, receivers, lambda one: channels.of(one.email, one.wish), now))
        report.composed = composing.keep(database, plans, settings.public_origin, now)
        report.outcome = send_waiting(database, channels, now)
    report.lines += [*_unknown(receivers, now), *_counts(report)]
    return report


def rehearse(database: Database, settings: Settings) -> Report:
    """Who would get how many items now; writes nothing and sends nothing."""
    now = clock.now()
    report = Report(lines=list(_unset(settings)))
    with Channels(settings) as channels, database.reading() as db:
        receivers = queries.receivers(db)
        plans = list(composing.plans(db, receivers, lambda one: channels.of(one.email, one.wish), now))
        waiting = waiting_for(db, {one.person_id for one in receivers if one.works_at(now)})
    for plan in plans:
        ways = _(", ").join(_(TITLES[channel]) for channel in plan.channels)
        items = ngettext("%(n)s item", "%(n)s items", len(plan.items))
        report.lines.append(_("%(login)s: %(items)s (%(ways)s)", login=plan.receiver.login, items=items, ways=ways))
    report.composed = len(plans)
    report.lines += [*_unknown(receivers, now), _("Waiting from before: %(n)s", n=len(waiting))]
    report.lines.append(_("Digests that would be made: %(n)s. Nothing was written or sent.", n=len(plans)))
    return report


def _unset(settings: Settings) -> Iterator[str]:
    if not settings.mail_url.get_secret_value():
        yield _("No mail is sent: LADDER_MAIL_URL is empty.")


def _unknown(receivers: list[Receiver], now: datetime) -> Iterator[str]:
    """Says which years the calendar does not know, where people live now."""
    days = {one.local(now).date() for one in receivers}
    for year in sorted({day.year for day in days if not workdays.is_working_day(day).known}):
        yield unknown_year(year)


def unknown_year(year: int) -> str:
    return _("The holidays of %(year)s are not known yet; Monday to Friday count as working days.", year=year)


def _counts(report: Report) -> Iterator[str]:
    yield _("New digests: %(n)s", n=report.composed)
    outcome = report.outcome
    for channel, title in TITLES.items():
        sent, failed, given_up = outcome.sent[channel], outcome.failed[channel], outcome.given_up[channel]
        words = [_("%(channel)s: %(n)s sent", channel=_(title), n=sent)]
        if failed:
            words.append(_("%(n)s not sent, tried again by the next run", n=failed))
        if given_up:
            words.append(_("%(n)s given up after five attempts", n=given_up))
        yield _(", ").join(words)
