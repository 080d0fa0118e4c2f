"""What the tests of cycles and conversations do again and again, by the verbs."""

from collections.abc import Mapping
from datetime import timedelta
from types import SimpleNamespace

from sqlmodel import Session, select

from app.assessments import queries, rules
from app.cycles import rules as cycles
from app.cycles.models import CycleParticipant
from app.cycles.stages import Stages
from app.framework import versions
from app.kit import clock
from app.people import access
from app.people.access import Actor
from tests.assessments.acts import Said, answer

OPEN = (-10, 10, 20, 30, 40)
SELF = {"teamwork": 4, "strategy": 3, "data_analysis": 2}
MANAGER = {"teamwork": 2, "strategy": 3, "data_analysis": 3}


def stages(days: tuple[int, int, int, int, int] = OPEN) -> Stages:
    """Days from today on: opening, self-assessment, manager assessment, conversation, closing."""
    today = clock.today()
    return Stages(*(today + timedelta(days=n) for n in days))


def made(db: Session, people: SimpleNamespace, *who: str, days: tuple[int, int, int, int, int] = OPEN) -> int:
    """A cycle that runs, with these people of the cast (lin when none is named); its id."""
    version = versions.in_force(db).id
    cycle = cycles.make(
        db, people.wang, "2026 H2", stages(days), version, once=f"cycle-{clock.now().isoformat()}-{days}"
    )
    assert cycle.id is not None
    cycles.enrol(db, people.wang, cycle.id, [getattr(people, one).person_id for one in who or ("lin",)])
    return cycle.id


def conversation(db: Session, people: SimpleNamespace, who: str = "lin") -> int:
    """The id of this person's latest conversation; one in a new cycle when there is none."""
    person_id = getattr(people, who).person_id
    mine = select(CycleParticipant.id).where(CycleParticipant.person_id == person_id)
    found = db.exec(mine.order_by(CycleParticipant.id.desc())).first()  # type: ignore[union-attr]
    if found is None:
        made(db, people, who)
        return conversation(db, people, who)
    return found


def assessed(db: Session, author: Actor, person: Actor, said: Mapping[str, Said], submitted: bool = True) -> int:
    """An assessment of `person` by `author`, every competency that is named; its id."""
    id = rules.start(db, author, access.subject(db, author, person.person_id)).id
    assert id is not None
    for competency, value in said.items():
        before = queries.ratings(db, [id])[id][competency]
        rules.rate(db, author, id, competency, answer(value), before.version)
    if submitted:
        rules.submit(db, author, id)
    return id


def opened(
    db: Session,
    people: SimpleNamespace,
    own: Mapping[str, Said] = SELF,
    managers: Mapping[str, Said] = MANAGER,
) -> int:
    """lin's conversation with chen, both assessments submitted; its id. The same one when it is there already."""
    id = conversation(db, people)
    person_id = people.lin.person_id
    history = queries.history(db, people.lin, access.subject(db, people.lin, person_id))
    if not any(entry.cycle_id and entry.submitted_at for entry in history):
        assessed(db, people.lin, people.lin, own)
        assessed(db, people.chen, people.lin, managers)
    return id


def version(db: Session, people: SimpleNamespace) -> int:
    """The number of the framework version in force."""
    return versions.in_force(db).id
