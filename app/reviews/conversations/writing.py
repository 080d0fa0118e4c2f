"""What the verbs of a conversation share: who may write in it, and what happens when two write at once."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import bindparam
from sqlmodel import Session, SQLModel, col, select

from app.commitments.queries import Name
from app.kit.errors import Conflict, Refused
from app.kit.i18n import gettext as _
from app.people import queries as people
from app.people.access import Actor
from app.reviews.conversations.items import Saved
from app.reviews.talk import Talk, to_write
from app.trail.rules import record

Row = TypeVar("Row", bound=SQLModel)


class Stale(Conflict):
    """Somebody saved this in between; carries what is stored, who saved it, and what was sent."""

    def __init__(self, stored: object, saved: Saved | None, sent: object) -> None:
        super().__init__(_("This was changed elsewhere in the meantime. Yours is not saved yet."))
        self.stored, self.saved, self.sent = stored, saved, sent


def to_talk(db: Session, actor: Actor, conversation_id: int) -> Talk:
    """A conversation in which the actor, one of its two sides, writes now; as talk.to_write.

    Conflict too while nobody who leads her holds it: then it waits for a handover.
    """
    found = to_write(db, actor, conversation_id)
    if not found.assessor_leads:
        raise Conflict(_("The conversation waits until somebody who leads her holds it."))
    return found


def one_of(table: type[Row], name: str) -> "Callable[[Session, int, object], Row | None]":
    """`find(db, conversation id, value)`: the row of a table in one conversation by another column."""
    statement = select(table).where(
        col(table.participant_id) == bindparam("participant"),  # type: ignore[attr-defined]
        col(getattr(table, name)) == bindparam("value"),
    )

    def find(db: Session, participant_id: int, value: object) -> Row | None:
        return db.exec(statement, params={"participant": participant_id, "value": value}).first()

    return find


def saved(db: Session, by_id: int, at: object, version: int) -> Saved:
    """Who saved last, for the page on which two texts meet."""
    by = people.by_id(db, [by_id])[by_id]
    return Saved(Name(by.id, by.name, by.name_latin), at, version)  # type: ignore[arg-type]


def refuse(**errors: str) -> Refused:
    """What was sent cannot be accepted: sentences by field."""
    return Refused(_("Please look at the marked fields; nothing is lost."), errors)


def note(db: Session, actor: Actor, talk: Talk, what: str, **facts: str | int) -> None:
    """One line in the trail: never a rating, never anybody's words."""
    record(db, what, actor_id=actor.person_id, subject_id=talk.subject.id, object=f"conversation:{talk.id}", **facts)
