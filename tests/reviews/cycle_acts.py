"""What the tests of the pages of cycles do again and again. Each need may run again and again."""

from datetime import timedelta
from types import SimpleNamespace

from sqlmodel import Session

from app.cycles import queries, rules
from app.kit import clock
from tests.cycles import acts

NAMES = ("opens_on", "self_by", "manager_by", "talk_by", "closes_on")
LATER = (1, 15, 29, 43, 57)


def stage_days(days: tuple[int, ...] = LATER) -> dict[str, str]:
    """The five fields of a form, as days from today on."""
    return {name: (clock.today() + timedelta(days=n)).isoformat() for name, n in zip(NAMES, days, strict=True)}


FORM = {
    "name": "2026 H2",
    "framework_version": "{version}",
    "once": "a-token-of-a-form",
    "names": "林晓雨",
    **stage_days(),
}


def part(db: Session, people: SimpleNamespace) -> int:
    """lin's part in a cycle that runs; a new one where the last was closed."""
    id = acts.conversation(db, people)
    found = queries.participation(db, id)
    if found.excused_at is not None:
        rules.readmit(db, people.wang, id)
    if found.cycle.closed_at is None:
        return id
    rules.close_again(db, people.wang, id)
    acts.made(db, people)
    return acts.conversation(db, people)


def cycle(db: Session, people: SimpleNamespace) -> int:
    """A cycle that runs, with lin, as it was made."""
    id = part(db, people)
    return queries.participation(db, id).cycle.id


def excused(db: Session, people: SimpleNamespace) -> int:
    id = part(db, people)
    rules.excuse(db, people.wang, id, "on leave")
    return id


def closed(db: Session, people: SimpleNamespace) -> int:
    """lin's part in a cycle that is closed."""
    id = acts.conversation(db, people)
    rules.close_again(db, people.wang, id)
    rules.close(db, people.wang, queries.participation(db, id).cycle.id)
    return id


def reopened(db: Session, people: SimpleNamespace) -> int:
    id = closed(db, people)
    rules.reopen(db, people.wang, id, "she was ill")
    return id
