"""Deeds about the review cycles themselves: HR makes them, lets people take part, and closes the one that is over."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from sqlmodel import Session

from app.cycles import rules
from app.demo.days import Days, moment, workday
from app.demo.rounds import ROUNDS, Round
from app.demo.telling import Tale
from app.demo.world import Act, Deed, World
from app.framework import versions
from app.people.access import Actor

MAKING_HOUR, JOINING_HOUR, CLOSING_HOUR = 10, 11, 18
HR_SEAT = 0
SETTLING = timedelta(days=5)


def cycling(tale: Tale) -> Iterator[Deed]:
    """Both cycles; whoever came after the opening joins late, who left before it does not."""
    for number, cycle in enumerate(ROUNDS):
        days = tale.days
        made = cycle.made_on(days)
        yield Deed(moment(made, 0, MAKING_HOUR), _make(number, cycle, days, _seats(tale, cycle)))
        for seat in _late(tale, cycle):
            on = workday(max(tale.stories[seat].career.joined, made) + SETTLING)
            if made < on <= days.last:
                yield Deed(moment(on, seat, JOINING_HOUR), _join(number, seat))
        if closed := cycle.closed_on(days):
            yield Deed(moment(closed, 0, CLOSING_HOUR), _close(number))


def _taking_part(tale: Tale, cycle: Round) -> Iterator[int]:
    """Seats of those whom somebody leads, who are there before self-assessments end."""
    stages = cycle.stages(tale.days)
    for number, story in tale.stories.items():
        career = story.career
        there = career.joined < stages.self_by and (career.left is None or career.left > stages.closes_on)
        if there and career.boss_on(stages.self_by) is not None:
            yield number


def _seats(tale: Tale, cycle: Round) -> list[int]:
    made = cycle.made_on(tale.days)
    return [seat for seat in _taking_part(tale, cycle) if tale.stories[seat].career.joined < made - SETTLING]


def _late(tale: Tale, cycle: Round) -> list[int]:
    made = cycle.made_on(tale.days)
    return [seat for seat in _taking_part(tale, cycle) if tale.stories[seat].career.joined >= made - SETTLING]


def hr(world: World) -> Actor:
    """The person who keeps the cycles, with her role."""
    return replace(world.actors[HR_SEAT], roles=frozenset({"hr"}))


def _make(number: int, cycle: Round, days: Days, seats: list[int]) -> Act:
    def act(db: Session, world: World) -> None:
        version = versions.in_force(db).id
        made = rules.make(db, hr(world), cycle.name(days), cycle.stages(days), version, once=f"demo-{number}")
        assert made.id is not None
        world.cycles[number] = made.id
        rules.enrol(db, hr(world), made.id, [world.person(seat) for seat in seats])

    return act


def _join(number: int, seat: int) -> Act:
    def act(db: Session, world: World) -> None:
        rules.enrol(db, hr(world), world.cycles[number], [world.person(seat)])

    return act


def _close(number: int) -> Act:
    def act(db: Session, world: World) -> None:
        rules.close(db, hr(world), world.cycles[number])

    return act
