"""The live progress of a cycle: all of it for HR, those below him for a manager. Never what anybody answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.cycles import queries
from app.cycles.queries import Cycle, Participation
from app.kit.errors import NotFound
from app.people import access
from app.people.access import Actor, Listed
from app.people.placed import changed_since
from app.reviews.cycles.standing import Standing, standings

PAGE = 50


@dataclass(frozen=True, slots=True)
class Filter:
    """What a page of the progress shows; empty values mean everything."""

    department: str = ""
    state: str = ""
    assessor: int = 0
    page: int = 1


STATES: Mapping[str, Callable[[Standing], bool]] = {
    "own": lambda one: one.step == "assessments" and one.progress.own is None,
    "managers": lambda one: one.step == "assessments" and one.progress.managers is None,
    "talk": lambda one: one.step == "talk",
    "sign": lambda one: one.step == "sign",
    "acknowledge": lambda one: one.step == "acknowledge",
    "done": lambda one: one.step == "done",
    "handover": lambda one: one.waits,
    "over": lambda one: one.step == "over",
    "left": lambda one: one.step == "left",
    "excused": lambda one: one.step == "excused",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """Of those who go on taking part: how many have come so far. `waiting`: to be handed over."""

    people: int
    own: int
    managers: int
    both: int
    signed: int
    acknowledged: int
    waiting: int
    excused: int
    left: int


@dataclass(frozen=True, slots=True)
class Overview:
    """A page of a cycle's people with the choices of its filters.

    `level_changed`: ids of those who came to another level since it began. `chosen`: whom HR does something about.
    """

    cycle: Cycle
    counts: Counts
    shown: tuple[Standing, ...]
    found: int
    more: bool
    departments: tuple[str, ...]
    assessors: tuple[Listed, ...]
    states: tuple[str, ...]
    level_changed: frozenset[int]
    chosen: Standing | None


def overview(db: Session, actor: Actor, cycle_id: int, wanted: Filter, participant_id: int = 0) -> Overview:
    """NotFound for whoever has nobody in it to look at. A fixed number of queries."""
    cycle, everybody = _everybody(db, actor, cycle_id)
    matching = [one for one in everybody if _matches(one, wanted)]
    begin = (wanted.page - 1) * PAGE
    shown = matching[begin : begin + PAGE]
    return Overview(
        cycle=cycle,
        counts=counts(everybody),
        shown=tuple(shown),
        found=len(matching),
        more=len(matching) > begin + PAGE,
        departments=tuple(sorted({one.person.department for one in everybody if one.person.department})),
        assessors=_assessors(everybody),
        states=tuple(name for name, is_in in STATES.items() if any(map(is_in, everybody))),
        level_changed=frozenset(changed_since(db, [one.person.id for one in shown], cycle.stages.opens_on)),
        chosen=next((one for one in everybody if one.id == participant_id), None),
    )


def open_ones(db: Session, actor: Actor, cycle_id: int) -> tuple[Cycle, list[Standing]]:
    """Those in a cycle who are not through: nothing is signed, and they go on taking part."""
    cycle, everybody = _everybody(db, actor, cycle_id)
    return cycle, [one for one in everybody if one.step in ("assessments", "talk", "sign")]


def visible(db: Session, actor: Actor, participations: Sequence[Participation]) -> list[Participation]:
    """All of them for HR; for others those below them in the solid line today. Nobody's own."""
    if actor.hr:
        return list(participations)
    below = {person.id for person in access.below(db, actor.person_id)}
    return [one for one in participations if one.person_id in below]


def _everybody(db: Session, actor: Actor, cycle_id: int) -> tuple[Cycle, list[Standing]]:
    cycle = queries.cycle(db, cycle_id)
    seen = visible(db, actor, queries.of_cycle(db, cycle_id))
    if not seen and not actor.hr:
        raise NotFound()
    return cycle, standings(db, seen)


def _matches(one: Standing, wanted: Filter) -> bool:
    return (
        (not wanted.department or one.person.department == wanted.department)
        and (wanted.state not in STATES or STATES[wanted.state](one))
        and (not wanted.assessor or one.progress.assessor_id == wanted.assessor)
    )


def _assessors(everybody: Sequence[Standing]) -> tuple[Listed, ...]:
    found = {one.assessor.id: one.assessor for one in everybody if one.assessor}
    return tuple(sorted(found.values(), key=lambda one: one.name_latin.lower() or one.name))


def counts(everybody: Sequence[Standing]) -> Counts:
    on = [one for one in everybody if one.step not in ("excused", "left")]
    return Counts(
        people=len(on),
        own=sum(one.progress.own is not None for one in on),
        managers=sum(one.progress.managers is not None for one in on),
        both=sum(one.progress.both_in for one in on),
        signed=sum(one.progress.record is not None for one in on),
        acknowledged=sum(one.step == "done" for one in on),
        waiting=sum(one.waits for one in on),
        excused=sum(one.step == "excused" for one in everybody),
        left=sum(one.step == "left" for one in everybody),
    )
