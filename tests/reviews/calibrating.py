"""Teams large enough to be calibrated, by the verbs: who is assessed by whom, and what both sides say."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from types import SimpleNamespace

from sqlmodel import Session, select

from app.cycles import rules as cycles
from app.cycles.models import ReviewCycle
from app.framework import versions
from app.kit import clock
from app.people import rules
from app.people.access import Actor
from tests.assessments.acts import Said
from tests.cycles import acts

DAYS = (-30, -20, -5, 20, 40)
WRITTEN = timedelta(days=8)
Says = Callable[[int], dict[str, Said]]


def actor(person_id: int, name: str) -> Actor:
    return Actor(person_id, account_id=0, session_id=0, name=name, login="")


def team(db: Session, manager: Actor, size: int, level: str = "intermediate", name: str = "组员") -> list[Actor]:
    """So many people who report to this manager for a year, all on one level."""
    since = clock.today() - timedelta(days=400)
    found = []
    for number in range(size):
        title = f"{name}{manager.person_id}-{number}"
        person = rules.add_person(db, None, name=title)
        assert person.id is not None
        rules.place(db, None, person.id, level, since)
        rules.report_to(db, None, person.id, manager.person_id, since)
        found.append(actor(person.id, title))
    return found


def cycle(db: Session, people: SimpleNamespace, who: Sequence[Actor], once: str = "calibrating") -> int:
    """A cycle in which manager assessments ended five days ago."""
    version = versions.in_force(db).id
    made = cycles.make(db, people.wang, "2026 H2", acts.stages(DAYS), version, once=once)
    assert made.id is not None
    cycles.enrol(db, people.wang, made.id, [one.person_id for one in who])
    return made.id


def rated(
    db: Session,
    manager: Actor,
    team: Sequence[Actor],
    given: Says = lambda n: {"teamwork": 3, "strategy": 2},
    own: Says = lambda n: {"teamwork": 4, "strategy": 2},
    ago: timedelta = WRITTEN,
) -> None:
    """Both sides have submitted, so long ago; what they say depends on the person's number in the team."""
    with clock.at(clock.now() - ago):
        for number, person in enumerate(team):
            acts.assessed(db, person, person, own(number))
            acts.assessed(db, manager, person, given(number))


def calibrated(db: Session, people: SimpleNamespace) -> int:
    """A cycle with six people of chen and six of qian, all rated; its id. The same one when it is there already."""
    present = db.exec(select(ReviewCycle.id).where(ReviewCycle.once == "calibrating")).first()
    if present:
        return present
    chens, qians = team(db, people.chen, 6), team(db, people.qian, 6)
    id = cycle(db, people, [*chens, *qians])
    rated(db, people.chen, chens)
    rated(db, people.qian, qians, lambda n: {"teamwork": 2 + n % 3, "strategy": 3})
    return id
