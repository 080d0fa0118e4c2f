"""What the tests of commitments do again and again, by the verbs."""

from datetime import timedelta
from types import SimpleNamespace

from sqlmodel import Session

from app.commitments import rules
from app.commitments.models import Commitment
from app.commitments.rules import Promise
from app.kit import clock
from app.people.access import Actor
from tests.cycles import acts


def promise(title: str = "Take her to the annual talks", days: int = 14, **more: object) -> Promise:
    """Due so many days from today."""
    return Promise(title, clock.today() + timedelta(days=days), **more)  # type: ignore[arg-type]


def proposed(
    db: Session, people: SimpleNamespace, owner: Actor, wanted: Promise | None = None, by: Actor | None = None
) -> Commitment:
    """In lin's open conversation with chen, promised by `owner`, proposed by chen."""
    id = acts.opened(db, people)
    wanted = wanted or promise()
    return rules.propose(
        db, by or people.chen, id, people.lin.person_id, owner.person_id, wanted, f"once-{owner.login}-{wanted.title}"
    )


def promised(db: Session, people: SimpleNamespace, owner: Actor, wanted: Promise | None = None) -> Commitment:
    """The same, opened: everything in that conversation is."""
    made = proposed(db, people, owner, wanted)
    rules.open_all(db, people.chen, made.participant_id)
    return made
