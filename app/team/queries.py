"""The team page put together: a fixed number of queries, whoever asks and however many people there are."""

from dataclasses import dataclass

from sqlmodel import Session

from app.assessments.queries import histories, ratings
from app.commitments.queries import Promised, open_of
from app.cycles import queries as cycles
from app.cycles.queries import Participation
from app.evidence.asked.queries import to_verify
from app.evidence.expiring import expiring
from app.framework import versions
from app.framework.model import Framework
from app.goals.open import active_goals
from app.kit import clock
from app.people import access
from app.people import queries as people
from app.people.access import Actor, Listed
from app.people.cohorts import entered
from app.people.placed import under
from app.team import due
from app.team.choosing import Choice, Filter, choose
from app.team.due import Due
from app.team.heatmap import Line, latest, line
from app.team.standing import Still, stood_still


@dataclass(frozen=True, slots=True)
class Team:
    """One page of the people below somebody.

    `leads`: whether there is anybody at all. `due`: by person. `read`: ids of those of whose record something is shown.
    `promised`: what the manager promised anybody below him and has not kept, by day, whomever he asks for.
    """

    framework: Framework
    leads: bool
    choice: Choice
    lines: tuple[Line, ...]
    due: dict[int, list[Due]]
    still: tuple[Still, ...]
    promised: tuple[Promised, ...]
    dotted: tuple[Listed, ...]

    @property
    def read(self) -> list[int]:
        return [line.person.id for line in self.lines if line.basis or self.due[line.person.id]]


def team(db: Session, actor: Actor, wanted: Filter) -> Team:
    """Those below the actor in the solid line today, as he asks for them; those with a dotted line by name."""
    framework = versions.in_force(db).framework
    today = clock.today()
    below = under(framework, access.below(db, actor.person_id))
    choice = choose(below, wanted, framework)
    shown = {person.id: person for person in choice.shown}
    ids = list(shown)
    led = {person.id for person in below}
    history = histories(db, actor, {person.id: person.relation for person in choice.shown})
    counting = {id: latest(entries, actor) for id, entries in history.items()}
    rated = ratings(db, [entry.id for entry in counting.values() if entry])
    asked = due.verifications(to_verify(db, actor))
    goals = due.goals(shown, active_goals(db, ids), today)
    asked_for = _asked_for(db, actor, ids)
    certificates = due.certificates(expiring(db, ids, today))
    return Team(
        framework=framework,
        leads=bool(below),
        choice=choice,
        lines=tuple(line(framework, shown[id], counting[id], rated, wanted.against, today) for id in ids),
        due={
            id: [
                *due.assessments(shown[id], history[id], asked_for.get(id), actor, today),
                *asked.get(id, ()),
                *goals.get(id, ()),
                *certificates.get(id, ()),
            ]
            for id in ids
        },
        still=tuple(stood_still(framework, choice.shown, entered(db, framework), today)),
        promised=tuple(one for one in open_of(db, [actor.person_id]) if one.person.id in led),
        dotted=tuple(people.reports(db, actor.person_id, "dotted")),
    )


def _asked_for(db: Session, actor: Actor, people: list[int]) -> dict[int, Participation]:
    """Those of these people whom the actor assesses in a review cycle that runs."""
    running = [one for one in cycles.of_people(db, people) if one.running]
    assessors = cycles.assessors(db, running) if running else {}
    return {one.person_id: one for one in reversed(running) if assessors[one.id] == actor.person_id}
