"""What is true of an entry on a day: confirmed, asked for, too old, about to expire."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from app.evidence import kinds
from app.evidence.queries import Entry, Said
from app.kit import clock
from app.kit.dates import add_months

State = Literal["private", "unverifiable", "open", "asked", "returned", "verified", "changed"]
EXPIRES_SOON = 60


def state(entry: Entry, said: Iterable[Said]) -> State:
    """How an entry stands with those who were asked, from all that was said of it, in any order.

    'private': nobody else sees it. 'unverifiable': of a kind that nobody confirms. 'verified': confirmed
    as it stands. 'asked': an answer is awaited. 'returned': came back with a comment and has not
    changed since. 'changed': was confirmed, and has changed since. 'open': nobody was asked.
    """
    if entry.private:
        return "private"
    if not kinds.kind(entry.kind).verifiable:
        return "unverifiable"
    if entry.verified:
        return "verified"
    return _asked(entry, [one for one in said if not one.withdrawn])


def _asked(entry: Entry, said: list[Said]) -> State:
    if any(one.outcome is None for one in said):
        return "asked"
    if any(one.outcome == "returned" and one.version == entry.version for one in said):
        return "returned"
    return "changed" if any(one.outcome == "confirmed" for one in said) else "open"


def goes_on(entry: Entry, today: date) -> bool:
    """Whether it has not ended yet; what happens on one day has."""
    if entry.ended_on is None:
        return kinds.kind(entry.kind).lasts
    return entry.ended_on > today


def fresh_until(entry: Entry) -> date | None:
    """The last day on which it counts as fresh; None for a kind that does not age.

    What still goes on ages from the day on which it was last written about.
    """
    kind = kinds.kind(entry.kind)
    if kind.fresh_months is None:
        return None
    unended = kind.lasts and entry.ended_on is None
    since = max(entry.counted_on, clock.day_of(entry.changed_at)) if unended else entry.counted_on
    return add_months(since, kind.fresh_months)


def to_refresh(entry: Entry, today: date) -> bool:
    """Whether it is older than its kind stays fresh. It is only shown; no rating changes because of it."""
    until = fresh_until(entry)
    return until is not None and until < today


def expires_within(entry: Entry, days: int, today: date) -> bool:
    """Whether it expires from `today` up to `days` later; what has expired already does not count."""
    return entry.expires_on is not None and today <= entry.expires_on <= today + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry with what is true of it today. `days_left`: until it expires; negative once it has."""

    entry: Entry
    state: State
    to_refresh: bool
    days_left: int | None

    @property
    def about_to_expire(self) -> bool:
        return self.days_left is not None and self.days_left <= EXPIRES_SOON


def standing(entry: Entry, said: Iterable[Said], today: date) -> Standing:
    """An entry as it stands today."""
    left = (entry.expires_on - today).days if entry.expires_on else None
    return Standing(entry, state(entry, said), to_refresh(entry, today), left)
