"""How near people are to the level above theirs: readiness put in a few words that can be counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from app.gaps.readiness import Item, Readiness
from app.kit.dates import add_months

Near = Literal["ready", "agreeable", "6", "12", "later", "few", "some", "many", "unknown", "top"]
"""All met; all but what a conversation may let pass; only time is missing, for at most so many months or longer; few,
some or many things are missing beside time; cannot be said; no level above."""
NEAR: tuple[Near, ...] = get_args(Near)
MONTHS: tuple[Near, ...] = ("6", "12")
OPEN: tuple[tuple[Near, int], ...] = (("few", 3), ("some", 6))
"""How many things at most are few, and some."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """`earliest`: the first day that the time gate allows, perhaps past; None where there is none."""

    near: Near
    earliest: date | None = None


def nearness(found: Readiness | None, on: date) -> Nearness:
    """Of a person on a day; `found` None: there is no level above hers."""
    if found is None:
        return Nearness("top")
    return Nearness(_near(found, on), found.earliest)


def _near(found: Readiness, on: date) -> Near:
    if found.ready:
        return "ready"
    if found.open_to_agreement:
        return "agreeable"
    if missing := sum(not _time(item) for item in found.unmet):
        return next((near for near, most in OPEN if missing <= most), "many")
    if found.unknown or found.earliest is None:
        return "unknown"
    return window(found.earliest, on)


def _time(item: Item) -> bool:
    return item.kind == "months"


def window(earliest: date, on: date) -> Near:
    """Within how many months of a day another one lies; 'ready' for one that is there or past."""
    if earliest <= on:
        return "ready"
    return next((months for months in MONTHS if earliest <= add_months(on, int(months))), "later")


Found = Mapping[int, Nearness]
"""Person → how near she is."""
