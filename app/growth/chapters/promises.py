"""Commitments of both sides, and what became of each."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from app.commitments.words import state_in_words
from app.growth.gather import Gathered, by
from app.growth.queries import Row
from app.kit.dates import day
from app.kit.document import Block, Point, Points, Words
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.people.words import name_of

EVENTS = {
    "opened": noop("promised on %(day)s"),
    "kept": noop("kept on %(day)s"),
    "reopened": noop("taken back on %(day)s: still open"),
    "moved": noop("moved to another day on %(day)s"),
    "handed_over": noop("taken over on %(day)s"),
    "released": noop("released on %(day)s"),
}


def blocks(gathered: Gathered, zone: ZoneInfo) -> Iterator[Block]:
    """What she promised, what was promised to her, and, without to whom, what she promised as a manager."""
    events = by(gathered.reviews["events"], "commitment_id")
    for title, mine in ((_("What I promised"), True), (_("What was promised to me"), False)):
        found = [one for one in gathered.reviews["commitments"] if bool(one["mine"]) == mine]
        yield Words(title, "label")
        if found:
            yield Points(tuple(_commitment(one, events[one["id"]], zone) for one in found))
        else:
            yield Words(_("None so far."), "soft")
    if gathered.reviews["promised"]:
        yield Words(_("What I promised as a manager"), "label")
        yield Points(tuple(_point(one) for one in gathered.reviews["promised"]))


def _commitment(one: Row, events: list[Row], zone: ZoneInfo) -> Point:
    who = () if one["mine"] else (name_of(one),)
    below = (*who, *(_event(event, zone) for event in events))
    return _point(one, below)


def _point(one: Row, below: tuple[str, ...] = ()) -> Point:
    title = _("%(title)s (by %(day)s)", title=one["title"], day=day(one["due_on"]))
    return Point(title, "met" if one["state"] == "kept" else "open", state_in_words(one["state"]), below)


def _event(event: Row, zone: ZoneInfo) -> str:
    kind = EVENTS[event["kind"]]
    said = _(kind, day=day(event["at"].astimezone(zone).date()))
    return _("%(what)s: %(said)s", what=said, said=event["note"]) if event["note"] else said
