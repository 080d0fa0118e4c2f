"""What is missing before a conversation can be signed. Pure; in words: words.missing_in_words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.commitments.queries import Promised
from app.reviews.conversations.items import Item

Kind = Literal["promises", "agreements", "reasons", "opportunities", "day", "future"]


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that signing waits for, with the competencies or the promises of last time that it is about."""

    kind: Kind
    items: tuple[Item, ...] = ()
    promises: tuple[Promised, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the two sides are. `of`: competencies that either side answered, so many take an agreed answer."""

    agreed: int
    of: int
    promises: int
    opportunities: int


def missing(
    items: Iterable[Item], looked_back: Sequence[Promised], held_on: date | None, today: date
) -> tuple[Missing, ...]:
    """What signing waits for, in the order of the page; empty: it can be signed.

    Every promise of last time due by the day of the conversation has an answer; every competency that either side
    answered an agreed answer, with a reason where it differs; every 'no opportunity yet' an answer of the manager;
    and the day it was held on is said and not ahead.
    """
    items = tuple(items)
    found = (
        Missing("promises", promises=unanswered(looked_back, held_on or today)),
        Missing("agreements", tuple(item for item in items if item.answered and not item.settled)),
        Missing("reasons", tuple(item for item in items if item.lacks_reason)),
        Missing("opportunities", tuple(item for item in items if item.asks and item.reply is None)),
    )
    listed = tuple(one for one in found if one.items or one.promises)
    if held_on is None:
        return (*listed, Missing("day"))
    return (*listed, Missing("future")) if held_on > today else listed


def unanswered(looked_back: Iterable[Promised], by: date) -> tuple[Promised, ...]:
    """The promises of last time that were due by a day and are still open: kept, another day, or released?"""
    return tuple(one for one in looked_back if one.open and one.due_on <= by)


def progress(items: Iterable[Item], looked_back: Iterable[Promised], by: date) -> Progress:
    """Counts for a line such as '9 of 12 agreed, 1 promise unanswered'."""
    items = tuple(items)
    return Progress(
        agreed=sum(item.settled for item in items if item.answered),
        of=sum(item.answered for item in items),
        promises=len(unanswered(looked_back, by)),
        opportunities=sum(item.asks and item.reply is None for item in items),
    )
