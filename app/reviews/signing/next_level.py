"""The next level as a record holds it: readiness by what was agreed on, and what both sides say."""

from collections.abc import Iterable, Mapping, Sequence

from sqlmodel import Session

from app.evidence.queries import Entry
from app.framework.model import Framework, Level
from app.gaps.analysis import analyse
from app.gaps.proof import proof
from app.gaps.readiness import Item, readiness
from app.gaps.state import Current, Snapshot, Standing
from app.gaps.words.readiness import item_in_words
from app.goals import queries as goals
from app.kit import clock
from app.kit.i18n import speaking
from app.people.access import Subject
from app.reviews.signing.snapshot import NextLevel, Rating, ReadinessItem, View


def next_level(
    db: Session,
    subject: Subject,
    framework: Framework,
    ratings: Iterable[Rating],
    entries: Sequence[Entry],
    views: Mapping[str, View],
) -> NextLevel:
    """What the level above asks, on the cycle's framework and by the agreed ratings; no title of any entry."""
    level = framework.level(subject.level) if subject.level else None
    target = (framework.level_above(level.id) if level else None) or (None if level else framework.levels[0])
    person, manager = views.get("person"), views.get("manager")
    if target is None:
        return NextLevel(None, None, (), person, manager)
    face = _face(db, subject, target)
    today = clock.today()
    agreed = {one.competency: _current(one) for one in ratings}
    analysis = analyse(framework, target, [Snapshot(on=today, ratings=agreed)], today)
    standing = Standing(subject.level if level else None, subject.level_since if level else None, subject.face)
    passed = proof(target.entry.evidence, entries, today)
    items = readiness(framework, analysis, standing, target, face, passed, today).items
    return NextLevel(target.id, face, tuple(_item(framework, one) for one in items), person, manager)


def _current(rating: Rating) -> Current:
    agreed = rating.agreed
    return Current(
        competency=rating.competency,
        proficiency=agreed.proficiency if agreed else None,
        no_opportunity=agreed.no_opportunity if agreed else False,
        note="",
        assessed_on=clock.today(),
    )


def _face(db: Session, subject: Subject, target: Level) -> str | None:
    """The face that her plan aims at, where it aims at this level; else her own."""
    aim = goals.target(db, subject.id)
    aimed = aim.face if aim and aim.level == target.id else None
    return next((face for face in (aimed, subject.face) if face in target.faces), None)


def _item(framework: Framework, item: Item) -> ReadinessItem:
    """In both languages: who reads it later may speak another one than who signs."""
    said = {}
    for language in ("zh", "en"):
        with speaking(language):
            said[language] = str(item_in_words(framework, item).headline)
    return ReadinessItem(item.state, said["zh"], said["en"])
