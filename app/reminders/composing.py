"""Making digests: who is free for one now, what is new for her, and the one transaction that keeps it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, islice

from sqlmodel import Session

from app.kit import i18n
from app.kit.db import Database
from app.reminders import message, queries
from app.reminders.due import due_of
from app.reminders.models import Delivery, Digest, DigestItem
from app.reminders.once import add
from app.reminders.queries import Receiver
from app.reminders.things import Due

AT_ONCE = 100

Ways = Callable[[Receiver], list[str]]


@dataclass(frozen=True, slots=True)
class Plan:
    """A digest to be made: for whom, on her day, what she was not told yet, by which ways."""

    receiver: Receiver
    on: date
    items: tuple[Due, ...]
    channels: tuple[str, ...]


def plans(db: Session, receivers: Sequence[Receiver], ways: Ways, now: datetime) -> Iterator[Plan]:
    """What could be sent now to those who are at work, can be reached, and had nothing yet today."""
    free = [one for one in receivers if one.works_at(now) and ways(one)]
    busy = queries.busy(db, free, now)
    free = [one for one in free if one.person_id not in busy]
    for day, several in _by_day(free, now):
        for some in _chunks(several):
            yield from _new(db, some, day, ways)


def _by_day(receivers: list[Receiver], now: datetime) -> Iterator[tuple[date, Iterator[Receiver]]]:
    """It may be tomorrow already where some of them are."""

    def day(one: Receiver) -> date:
        return one.local(now).date()

    return groupby(sorted(receivers, key=lambda one: (day(one), one.person_id)), key=day)


def _chunks(several: Iterator[Receiver]) -> Iterator[list[Receiver]]:
    while some := list(islice(several, AT_ONCE)):
        yield some


def _new(db: Session, receivers: list[Receiver], day: date, ways: Ways) -> Iterator[Plan]:
    people = [one.person_id for one in receivers]
    told = queries.told(db, people)
    found = due_of(db, people, day)
    for one in receivers:
        items = tuple(
            item
            for item in found.get(one.person_id, [])
            if item.kind not in one.wish.off and (item.person_id, item.kind, item.key, item.stage_on) not in told
        )
        if items:
            yield Plan(one, day, items, tuple(ways(one)))


def keep(database: Database, several: Sequence[Plan], origin: str, now: datetime) -> int:
    """Write digests with their items and deliveries, some at a time; how many of them were new.

    Another run may be at the same: whoever comes second finds the rows there and writes nothing.
    """
    kept = 0
    for start in range(0, len(several), AT_ONCE):
        with database.writing() as db:
            kept += sum(_keep(db, plan, origin, now) for plan in several[start : start + AT_ONCE])
    return kept


def _keep(db: Session, plan: Plan, origin: str, now: datetime) -> bool:
    person = plan.receiver.person_id
    digest_id = add(db, Digest, person_id=person, on=plan.on, subject="", body="", created_at=now)
    if digest_id is None:
        return False
    new = tuple(
        item
        for item in plan.items
        if add(
            db,
            DigestItem,
            digest_id=digest_id,
            person_id=person,
            kind=item.kind,
            key=item.key,
            stage_on=item.stage_on,
        )
    )
    stored = db.get_one(Digest, digest_id)
    if not new:
        db.delete(stored)
        return False
    with i18n.speaking(plan.receiver.language):
        words = message.digest(new, plan.on, origin)
    stored.subject, stored.body = words.subject, words.body
    for channel in plan.channels:
        db.add(Delivery(digest_id=digest_id, channel=channel))
    return True
