"""Level changes that wait for HR's decision; nothing for whoever proposed it or whom it is about."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlmodel import Session

from app.kit import clock
from app.kit.i18n import Text, noop
from app.people.queries import with_role
from app.reminders.things import Kind, Stage, Thing, Words
from app.reviews.level_changes.queries import Change, waiting

SENTENCE = noop("The level change proposed for %(title)s waits for HR's decision")
WORDS = Words(SENTENCE, SENTENCE, SENTENCE)


def find(db: Session, people: Sequence[int], until: date) -> list[Thing]:
    """What waits, for each of these people who is HR."""
    hr = with_role(db, people, "hr")
    return [thing for change in waiting(db) for thing in _things(change, hr)] if hr else []


def _things(change: Change, hr: set[int]) -> Iterator[Thing]:
    title = Text(zh=change.person.name, en=change.person.name_latin or change.person.name)
    on = clock.day_of(change.proposed_at)
    for person_id in sorted(hr - {change.person_id, change.proposed_by_id}):
        path = f"/level-changes/{change.id}"
        yield Thing(person_id, f"level_change:{change.id}", on, WORDS, path, title, changed_at=change.proposed_at)


LEVEL_CHANGE = Kind("level_change", noop("Level changes"), find, (Stage(0), Stage(7)), calendar=False)
