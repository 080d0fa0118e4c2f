"""Deeds about assessments: starting one, rating, submitting."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from sqlmodel import Session

from app.assessments import rules
from app.demo.days import at_work
from app.demo.sittings import Sitting
from app.demo.world import Act, Deed, World
from app.kit import clock
from app.people import access

MINUTES_PER_RATING = (1, 4)


def assessing(seat: int, sitting: Sitting, rng: Random) -> Iterator[Deed]:
    """An assessment of the person in `seat` by the sitting's author, within an afternoon at most."""
    begun = moment = at_work(sitting.on, rng)
    saves: list[datetime] = []
    for _ in sitting.saved:
        moment += timedelta(minutes=rng.randint(*MINUTES_PER_RATING))
        saves.append(moment)
    yield Deed(begun, _write(seat, sitting, saves))
    if sitting.submitted:
        yield Deed(moment + timedelta(minutes=1), _submit(seat, sitting))


def _write(seat: int, sitting: Sitting, saves: list[datetime]) -> Act:
    def act(db: Session, world: World) -> None:
        author = world.actors[sitting.author]
        started = rules.start(db, author, access.subject(db, author, world.person(seat)))
        assert started.id is not None
        world.drafts[sitting.author, seat] = started.id
        for moment, (competency, answer) in zip(saves, sitting.saved.items(), strict=True):
            with clock.at(moment):
                rules.rate(db, author, started.id, competency, answer, version=0)

    return act


def _submit(seat: int, sitting: Sitting) -> Act:
    def act(db: Session, world: World) -> None:
        rules.submit(db, world.actors[sitting.author], world.drafts.pop((sitting.author, seat)))

    return act
