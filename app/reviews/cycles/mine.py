"""The conversations of one person: her own, those in which she assesses, and those that she may take over."""

from dataclasses import dataclass

from sqlmodel import Session

from app.cycles import queries
from app.people.access import Actor
from app.people.lines import ever_led
from app.reviews.cycles.standing import Standing, standings


@dataclass(frozen=True, slots=True)
class Mine:
    """Each part with the latest cycle first. `to_take`: nobody who leads them holds them; she leads them directly."""

    own: tuple[Standing, ...]
    held: tuple[Standing, ...]
    to_take: tuple[Standing, ...]


def conversations(db: Session, actor: Actor) -> Mine:
    """A fixed number of queries, however many people and cycles."""
    me = actor.person_id
    others = (ever_led(db, [me]) | queries.handed_to(db, [me])) - {me}
    found = standings(db, queries.of_people(db, [me, *others]))
    return Mine(
        own=tuple(one for one in found if one.person.id == me),
        held=tuple(one for one in found if one.person.id != me and holds(one, me)),
        to_take=tuple(one for one in found if one.person.id != me and may_take(one, me)),
    )


def holds(one: Standing, person_id: int) -> bool:
    """Whether this person assesses and still leads her."""
    return one.leads and one.progress.assessor_id == person_id


def may_take(one: Standing, person_id: int) -> bool:
    """Whether it waits for a handover and this person leads her directly."""
    return one.waits and one.direct_id == person_id
