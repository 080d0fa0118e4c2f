"""Filling an empty database with the demo organisation, through the same verbs as the pages."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from sqlalchemy import func, select
from sqlmodel import col

from app.demo import joining
from app.demo.assessing import assessing
from app.demo.cast import ROLES
from app.demo.days import Days, moment
from app.demo.telling import Tale
from app.demo.world import Deed, World
from app.framework import source, versions
from app.framework.model import Framework
from app.framework.models import FrameworkVersion
from app.kit import clock, security
from app.kit.db import Database
from app.people.models import Person

DEEDS_PER_COMMIT = 200


def is_empty(database: Database) -> bool:
    """Whether nobody has been entered yet."""
    with database.reading() as db:
        return db.execute(select(func.count(col(Person.id)))).scalar_one() == 0


def fill(
    database: Database,
    people: int,
    seed: int,
    password: str,
    data_dir: Path,
    today: date | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Enter `people` people with two years of history that ends on `today`, each thing on its own day.

    Publishes the framework in `data_dir` when none has been published. `progress` is told the people
    done so far, in proportion to the work, and their total. The same seed and day make the same
    people and ratings. Raises ValueError when the database has people, the framework has errors, or
    `people` is less than a team with the named people needs.
    """
    if not is_empty(database):
        raise ValueError("the demo organisation needs a database without people")
    today = today or clock.today()
    tale = Tale(_framework(database, data_dir, Days(today)), people, seed, today)
    world = World(security.hash_password(password))
    deeds = sorted(_deeds(tale), key=lambda deed: deed.moment)
    for first in range(0, len(deeds), DEEDS_PER_COMMIT):
        _do(database, deeds[first : first + DEEDS_PER_COMMIT], world)
        if progress:
            progress(people * min(first + DEEDS_PER_COMMIT, len(deeds)) // len(deeds), people)


def _do(database: Database, deeds: list[Deed], world: World) -> None:
    with database.writing() as db:
        for deed in deeds:
            with clock.at(deed.moment):
                deed.act(db, world)


def _framework(database: Database, data_dir: Path, days: Days) -> Framework:
    """The framework in force at the end, published on the first day when there is none."""
    with database.writing() as db:
        if db.execute(select(func.count(col(FrameworkVersion.id)))).scalar_one() == 0:
            framework, faults = source.read(data_dir)
            if framework is None:
                raise ValueError("\n".join(str(fault) for fault in faults))
            with clock.at(moment(days.start, 0, hour=8)):
                versions.publish(db, None, framework)
        with clock.at(moment(days.start, 0)):
            return versions.in_force(db).framework


def _deeds(tale: Tale) -> Iterator[Deed]:
    """Everything that happens, person after person; at equal moments this order holds."""
    for seat in tale.seats:
        name, story = tale.names[seat.number], tale.stories.get(seat.number)
        career, place = story.career if story else None, seat.number / len(tale.seats)
        yield from joining.entering(seat, name, career, tale.days, place)
        if tale.with_account(seat):
            yield joining.account(seat, name, ROLES.get(name), career, tale.days, place)
        for number, sitting in enumerate(story.sittings if story else ()):
            yield from assessing(seat.number, sitting, tale.rng("moments", seat.number, number))
