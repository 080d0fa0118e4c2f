"""The next level as a record holds it: readiness by what was agreed on, and what both sides say."""

from collections.abc import Iterable, Sequence

from app.evidence.queries import Entry
from app.framework.model import Framework
from app.gaps.analysis import analyse
from app.gaps.proof import proof
from app.gaps.readiness import Item, readiness
from app.gaps.state import Current, Snapshot, Standing
from app.gaps.words.readiness import item_in_words
from app.kit import clock
from app.kit.i18n import speaking
from app.people.access import Subject
from app.reviews.conversations.contents import Contents
from app.reviews.conversations.items import Side
from app.reviews.signing.snapshot import NextLevel, Rating, ReadinessItem, View


def next_level(subject: Subject, found: Contents, ratings: Iterable[Rating], entries: Sequence[Entry]) -> NextLevel:
    """What the level that is talked about asks, on the cycle's framework and by the agreed ratings.

    `entries`: what both sides can read; no title of them is in it.
    """
    level, target, face = found.levels.held, found.levels.target, found.levels.face
    person, manager = _view(found, "person"), _view(found, "manager")
    if target is None:
        return NextLevel(None, None, (), person, manager)
    today = clock.today()
    agreed = {one.competency: _current(one) for one in ratings}
    analysis = analyse(found.framework, target, [Snapshot(on=today, ratings=agreed)], today)
    standing = Standing(subject.level if level else None, subject.level_since if level else None, subject.face)
    passed = proof(target.entry.evidence, entries, today)
    items = readiness(found.framework, analysis, standing, target, face, passed, today).items
    return NextLevel(target.id, face, tuple(_item(found.framework, one) for one in items), person, manager)


def _view(found: Contents, side: Side) -> View | None:
    said = found.next_level.get(side)
    return View(said.verdict, said.words) if said else None


def _current(rating: Rating) -> Current:
    agreed = rating.agreed
    return Current(
        competency=rating.competency,
        proficiency=agreed.proficiency if agreed else None,
        no_opportunity=agreed.no_opportunity if agreed else False,
        assessed_on=clock.today(),
    )


def _item(framework: Framework, item: Item) -> ReadinessItem:
    """In both languages: who reads it later may speak another one than who signs."""
    said = {}
    for language in ("zh", "en"):
        with speaking(language):
            said[language] = str(item_in_words(framework, item).headline)
    return ReadinessItem(item.state, said["zh"], said["en"])
