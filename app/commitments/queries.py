"""Reading commitments: rows, not entities. Callers decide who may see them: app/commitments/scope.py, or the
conversation that they were made in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.commitments.models import Commitment, CommitmentEvent
from app.kit.db import row, rows
from app.people.models import Person

Side = Literal["person", "manager"]
_OWNER, _CHANGER = aliased(Person), aliased(Person)


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody's id and name in both scripts, as the macro person_name shows it."""

    id: int
    name: str
    name_latin: str


@dataclass(frozen=True, slots=True)
class Promised:
    """A commitment. `participant_id` is also the id of the conversation in which it was made.

    `person`: whom the conversation was about; `owner`: who promised it. `chance`: it answers a 'no opportunity yet'.
    """

    id: int
    participant_id: int
    competency: str | None
    chance: bool
    title: str
    due_on: date
    state: str
    version: int
    created_at: datetime
    created_by_id: int
    changed_at: datetime
    person: Name
    owner: Name
    changed_by: Name

    @property
    def side(self) -> Side:
        """Who promised it: the person herself, or a manager of hers."""
        return "person" if self.owner.id == self.person.id else "manager"

    @property
    def open(self) -> bool:
        """Promised, and not kept or released yet."""
        return self.state == "open"

    @property
    def done(self) -> bool:
        return self.state in ("kept", "released")

    def overdue(self, today: date) -> bool:
        return self.open and self.due_on < today


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened to a commitment, by whom and in which words. `kind`: as in CommitmentEvent."""

    id: int
    commitment_id: int
    kind: str
    at: datetime
    note: str
    due_before: date | None
    by: Name
    owner_before: Name | None


_COMMITMENTS: Any = (
    select(
        col(Commitment.id),
        col(Commitment.participant_id),
        col(Commitment.competency),
        col(Commitment.chance),
        col(Commitment.title),
        col(Commitment.due_on),
        col(Commitment.state),
        col(Commitment.version),
        col(Commitment.created_at),
        col(Commitment.created_by_id),
        col(Commitment.changed_at),
        col(Person.id),
        col(Person.name),
        col(Person.name_latin),
        col(_OWNER.id),
        col(_OWNER.name),
        col(_OWNER.name_latin),
        col(_CHANGER.id),
        col(_CHANGER.name),
        col(_CHANGER.name_latin),
    )
    .join(Person, col(Person.id) == col(Commitment.person_id))
    .join(_OWNER, col(_OWNER.id) == col(Commitment.owner_id))
    .join(_CHANGER, col(_CHANGER.id) == col(Commitment.changed_by_id))
    .order_by(col(Commitment.due_on), col(Commitment.id))
)
_ABOUT = col(Commitment.person_id).in_(bindparam("people", expanding=True))
_OPEN = col(Commitment.state) == "open"
_ONE = _COMMITMENTS.where(col(Commitment.id) == bindparam("id"))
_OF_CONVERSATION = _COMMITMENTS.where(col(Commitment.participant_id) == bindparam("participant"))
_EARLIER = _COMMITMENTS.where(
    col(Commitment.person_id) == bindparam("person"),
    col(Commitment.participant_id) < bindparam("participant"),
    col(Commitment.state) != "proposed",
)
_OPEN_EARLIER = _EARLIER.where(_OPEN)
_OPEN_ABOUT = _COMMITMENTS.where(_ABOUT, _OPEN)
_OPEN_OF = _COMMITMENTS.where(col(Commitment.owner_id).in_(bindparam("owners", expanding=True)), _OPEN)
_AROUND = _COMMITMENTS.where(or_(col(Commitment.owner_id) == bindparam("owner"), _ABOUT))
_BEFORE = aliased(Person)
_EVENTS: Any = (
    select(
        col(CommitmentEvent.id),
        col(CommitmentEvent.commitment_id),
        col(CommitmentEvent.kind),
        col(CommitmentEvent.at),
        col(CommitmentEvent.note),
        col(CommitmentEvent.due_before),
        col(Person.id),
        col(Person.name),
        col(Person.name_latin),
        col(_BEFORE.id),
        col(_BEFORE.name),
        col(_BEFORE.name_latin),
    )
    .join(Person, col(Person.id) == col(CommitmentEvent.by_id))
    .outerjoin(_BEFORE, col(_BEFORE.id) == col(CommitmentEvent.owner_before_id))
    .where(col(CommitmentEvent.commitment_id).in_(bindparam("ids", expanding=True)))
    .order_by(col(CommitmentEvent.id))
)


def of_conversation(db: Session, participant_id: int) -> list[Promised]:
    """What was proposed or promised in one conversation, the soonest due first; one query."""
    return [_promised(found) for found in rows(db, _OF_CONVERSATION, participant=participant_id)]


def open_before(db: Session, person_id: int, participant_id: int) -> list[Promised]:
    """What is open of this person's earlier conversations, of both sides, the soonest due first; one query."""
    return [_promised(found) for found in rows(db, _OPEN_EARLIER, person=person_id, participant=participant_id)]


def earlier(db: Session, person_id: int, participant_id: int) -> list[Promised]:
    """The same with what was kept or released of them; `happened` tells when and in which words."""
    return [_promised(found) for found in rows(db, _EARLIER, person=person_id, participant=participant_id)]


def open_about(db: Session, people: Iterable[int]) -> list[Promised]:
    """What is open about these people, of both sides, the soonest due first; one query."""
    return [_promised(found) for found in rows(db, _OPEN_ABOUT, people=sorted(set(people)))]


def open_of(db: Session, owners: Iterable[int]) -> list[Promised]:
    """What these people promised, about themselves and others, and have not kept, the soonest due first; one query.

    A manager loses sight of those about people whom he does not lead any more: that is for callers to say.
    """
    return [_promised(found) for found in rows(db, _OPEN_OF, owners=sorted(set(owners)))]


def around(db: Session, owner_id: int, people: Iterable[int]) -> list[Promised]:
    """What somebody promised, and whatever is about these people, in every state; one query. Sight as above."""
    return [_promised(found) for found in rows(db, _AROUND, owner=owner_id, people=sorted(set(people)))]


def one(db: Session, commitment_id: int) -> Promised | None:
    """One commitment, in whatever state; one query."""
    found = row(db, _ONE, id=commitment_id)
    return _promised(found) if found else None


def happened(db: Session, ids: Iterable[int]) -> Mapping[int, list[Happened]]:
    """Commitment → what happened to it, oldest first; one query."""
    found: dict[int, list[Happened]] = defaultdict(list)
    for event in rows(db, _EVENTS, ids=sorted(set(ids))):
        found[event[1]].append(_event(event))
    return found


def _event(found: Any) -> Happened:
    before = None if found[9] is None else Name(*found[9:12])
    return Happened(*found[:6], Name(*found[6:9]), before)  # type: ignore[call-arg]


def _promised(found: Any) -> Promised:
    return Promised(*found[:11], *(Name(*found[at : at + 3]) for at in (11, 14, 17)))
