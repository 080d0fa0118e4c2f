"""Readiness for the level that is talked about, by what is agreed so far. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.evidence.queries import Entry
from app.gaps.analysis import analyse
from app.gaps.proof import proof
from app.gaps.readiness import Readiness, readiness
from app.gaps.state import Current, Snapshot, Standing
from app.people.access import Subject
from app.reviews.conversations.contents import Contents
from app.reviews.conversations.items import Answer, Item


@dataclass(frozen=True, slots=True)
class Ready:
    """What readiness says; `agreed` of `rated` answers are agreed, for the others the manager's stands, or her own."""

    readiness: Readiness
    agreed: int
    rated: int


def ready(contents: Contents, entries: Iterable[Entry], today: date) -> Ready | None:
    """Readiness for the target, on the cycle's framework; None at the top. `entries`: what both sides can see."""
    target, held, subject = contents.levels.target, contents.levels.held, contents.talk.subject
    if target is None:
        return None
    current = {item.id: _current(item) for item in contents.items}
    analysis = analyse(contents.framework, target, [Snapshot(today, current)], today)
    shared = proof(target.entry.evidence, [entry for entry in entries if not entry.private], today)
    found = readiness(
        contents.framework, analysis, _standing(subject, held is not None), target, contents.levels.face, shared, today
    )
    return Ready(found, contents.progress.agreed, contents.progress.of)


def standing_answer(item: Item) -> Answer:
    """What counts for now: what is agreed, else the manager's answer as calibrated, else the person's own."""
    agreed = item.agreed.answer if item.agreed else Answer()
    return next((answer for answer in (agreed, item.managers_answer, item.own.answer) if answer.given), Answer())


def _current(item: Item) -> Current:
    answer = standing_answer(item)
    return Current(item.id, answer.proficiency, answer.no_opportunity)


def _standing(subject: Subject, known: bool) -> Standing:
    return Standing(subject.level if known else None, subject.level_since if known else None, subject.face)
