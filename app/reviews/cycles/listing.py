"""The cycles that somebody may look at."""

from collections import Counter
from dataclasses import dataclass

from sqlmodel import Session

from app.cycles import queries
from app.cycles.queries import Cycle
from app.people import access
from app.people.access import Actor


@dataclass(frozen=True, slots=True)
class Line:
    """A cycle, and how many take part in it of those whom the reader may look at."""

    cycle: Cycle
    people: int


def cycles(db: Session, actor: Actor) -> list[Line]:
    """All of them for HR, else those in which people below the actor take part; the latest first."""
    if actor.hr:
        sizes = queries.sizes(db)
        return [Line(cycle, sizes.get(cycle.id, 0)) for cycle in queries.cycles(db)]
    below = [person.id for person in access.below(db, actor.person_id)]
    found = queries.of_people(db, below) if below else []
    known = {one.cycle.id: one.cycle for one in found}
    numbers = Counter(one.cycle.id for one in found if one.excused_at is None)
    return [Line(cycle, numbers[id]) for id, cycle in known.items()]
