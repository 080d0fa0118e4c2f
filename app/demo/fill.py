"""Filling an empty database with the demo organisation, through the same verbs as the pages."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlmodel import Session, col

from app.demo import joining
from app.demo.asking import asking
from app.demo.assessing import assessing
from app.demo.cast import ROLES
from app.demo.conversing import conversing
from app.demo.cycling import cycling
from app.demo.days import Days, moment
from app.demo.growing import growing
from app.demo.telling import Tale
from app.demo.world import Deed, World
from app.framework import source, versions
from app.framework.model import Framework
from app.framework.models import FrameworkVersion
from app.kit import clock, security
from app.kit.db import Database
from app.kit.errors import NotFound
from app.people.models import Person

DEEDS_PER_COMMIT = 200


def is_empty(database: Database) -> bool:
    """Whether nobody has been entered yet."""
    with database.reading() as db:
        return db.execute(select(col(Person.id)).limit(1)).first() is None


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
    people and ratings. Raises ValueError when the database has people, when the files have errors, when
    `people` is less than the named ones and their teams, and when a published framework is younger
    than the history.
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
    """The framework in force all the time, published on the first day when there is none."""
    with database.writing() as db:
        if db.execute(select(col(FrameworkVersion.id)).limit(1)).first() is None:
            framework, faults = source.read(data_dir)
            if framework is None:
                raise ValueError("\n".join(str(fault) for fault in faults))
            with clock.at(moment(days.start, 0, hour=8)):
                versions.publish(db, None, framework)
        if _version_on(db, days.start) != (newest := _version_on(db, days.today)):
            raise ValueError("the framework in force must have been so for two years, or none have been published")
        return versions.load(db, newest).framework


def _version_on(db: Session, day: date) -> int:
    """The version in force on a day; 0 when there is none."""
    with clock.at(moment(day, 0)):
        try:
            return versions.in_force(db).id
        except NotFound:
            return 0


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
        if story:
            yield from growing(tale, story)
            yield from conversing(tale, story)
    yield from cycling(tale)
    yield from asking(tale)
