"""Deeds about people: entering them, their levels, lines and accounts, and their leaving."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlmodel import Session

from app.demo.career import Career, Held, Line
from app.demo.days import Days, moment
from app.demo.names import Name
from app.demo.organisation import Seat, Unit
from app.demo.world import Act, Deed, World
from app.people import accounts, rules
from app.people.access import Actor

LEVELS_HOUR, LINES_HOUR, ACCOUNTS_HOUR, LEAVING_HOUR = 12, 15, 18, 18
SECONDS_PER_DAY_OF_ENTRY = 3 * 3600 - 60


def entering(seat: Seat, name: Name, career: Career | None, days: Days, place: float) -> Iterator[Deed]:
    """Everything that HR enters of one person; `place` (0 to 1) spreads the people over the hours of a day."""
    seconds = place * SECONDS_PER_DAY_OF_ENTRY
    joined = career.joined if career else days.start
    added = days.acted(joined)
    yield Deed(moment(added, seconds), _add(seat, name, career.joined if career else None))
    if career is None:
        return
    for held in career.held:
        yield Deed(_early(held.since, added, days, seconds, LEVELS_HOUR), _place(seat, held))
    for line in career.lines:
        yield Deed(_early(line.since, added, days, seconds, LINES_HOUR), _report(seat, line))
    if career.left:
        yield Deed(moment(days.acted(career.left), seconds / 10, LEAVING_HOUR), _leave(seat, career.left))


def account(seat: Seat, name: Name, role: str | None, career: Career | None, days: Days, place: float) -> Deed:
    """An account with the organisation's password, set through an invitation."""
    day = days.acted(career.joined) if career else days.start
    return Deed(moment(day, place * 3000, ACCOUNTS_HOUR), _account(seat, name, role))


def _early(since: date, added: date, days: Days, seconds: float, hour: int) -> datetime:
    """When a dated fact is entered: the hours of the first day for old ones, 9 to 10 o'clock for later ones."""
    day = days.acted(since)
    return moment(added, seconds, hour) if day <= added else moment(day, seconds / 3)


def _add(seat: Seat, name: Name, joined: date | None) -> Act:
    def act(db: Session, world: World) -> None:
        person = rules.add_person(
            db,
            world.hr(),
            name=name.zh,
            name_latin=name.latin,
            staff_number=f"CL{seat.number + 1:05}",
            email=f"{name.login}@example.com",
            department_id=_department(db, world, seat.unit),
            joined_on=joined,
        )
        assert person.id is not None
        world.actors[seat.number] = Actor(person.id, 0, 0, name.zh, name.login)

    return act


def _department(db: Session, world: World, unit: Unit) -> int | None:
    if not unit:
        return None
    if unit not in world.units:
        found = rules.department(db, unit[-1], _department(db, world, unit[:-1]))
        assert found.id is not None
        world.units[unit] = found.id
    return world.units[unit]


def _place(seat: Seat, held: Held) -> Act:
    def act(db: Session, world: World) -> None:
        rules.place(db, world.hr(), world.person(seat.number), held.level.id, held.since, held.face)

    return act


def _report(seat: Seat, line: Line) -> Act:
    def act(db: Session, world: World) -> None:
        rules.report_to(db, world.hr(), world.person(seat.number), world.person(line.boss), line.since, line.kind)

    return act


def _leave(seat: Seat, on: date) -> Act:
    def act(db: Session, world: World) -> None:
        rules.leave(db, world.hr(), world.person(seat.number), on)

    return act


def _account(seat: Seat, name: Name, role: str | None) -> Act:
    def act(db: Session, world: World) -> None:
        person = world.person(seat.number)
        by = None if person == world.hr() else world.hr()
        created = accounts.create_account(db, by, person, name.login)
        accounts.accept_invitation(db, accounts.invite(db, by, created), world.password_hash)
        if role:
            accounts.set_roles(db, by, person, frozenset({role}))

    return act
