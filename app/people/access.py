"""Who may see and do what. The only place that reads reporting lines to decide it.

A page fetches through a scope here (NotFound: you may not know of it), then asks a predicate
(Forbidden: you may know, but not do this). Roles and lines are read at every request.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NoReturn

from sqlalchemy import Select, and_, bindparam, exists, literal, or_, select, union_all
from sqlmodel import Session, col

from app.kit import clock
from app.kit.db import row, rows
from app.kit.errors import Forbidden, NotFound
from app.kit.i18n import gettext as _
from app.kit.routing import Visit
from app.people.models import Department, Person, Placement, ReportingLine
from app.trail.rules import record, record_for_each, recorded_since


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is asking, as of this request."""

    person_id: int
    account_id: int
    session_id: int
    name: str
    login: str
    roles: frozenset[str] = frozenset()
    language: str | None = None
    timezone: str = "Asia/Shanghai"
    has_second_factor: bool = False

    @property
    def hr(self) -> bool:
        return "hr" in self.roles

    @property
    def admin(self) -> bool:
        return "admin" in self.roles


def anyone(visit: Visit) -> None:
    """Policy: nobody needs to be signed in."""


def signed_in(visit: Visit) -> None:
    """Policy: any person with an account; the second factor is asked of roles where the setting says so."""
    visit.require_actor()
    if visit.settings.second_factor_for_roles and visit.actor.roles and not visit.actor.has_second_factor:
        raise Forbidden(_("Your role needs a second factor. Set it up under Settings."))


def setting_up(visit: Visit) -> None:
    """Policy: a person at her own settings, the second factor still missing or not."""
    visit.require_actor()


def hr(visit: Visit) -> None:
    """Policy: the role hr."""
    signed_in(visit)
    if not visit.actor.hr:
        _refuse()


def admin(visit: Visit) -> None:
    """Policy: the role admin."""
    signed_in(visit)
    if not visit.actor.admin:
        _refuse()


def _refuse() -> NoReturn:
    raise Forbidden(_("Your role does not include this page."))


@dataclass(frozen=True, slots=True)
class Relation:
    """How the actor stands to a person today."""

    is_self: bool = False
    direct: bool = False
    above: bool = False
    dotted: bool = False
    hr: bool = False
    admin: bool = False

    @property
    def line(self) -> bool:
        """In the solid line above: the manager, or a manager of the manager."""
        return self.direct or self.above

    @property
    def sees_development(self) -> bool:
        """Level, readiness and whatever ratings are open: herself, those above in the line, dotted, HR."""
        return self.is_self or self.line or self.dotted or self.hr

    @property
    def may_assess(self) -> bool:
        return self.line


@dataclass(frozen=True, slots=True)
class Listed:
    """A person in a list: what anybody of the organisation may know."""

    id: int
    name: str
    name_latin: str
    department: str | None
    level: str | None
    face: str | None
    level_since: date | None
    left_on: date | None


@dataclass(frozen=True, slots=True)
class Subject(Listed):
    """A person as the pages about her show her, with the actor's relation to her."""

    relation: Relation = field(default_factory=Relation)


@dataclass(frozen=True, slots=True)
class Report(Listed):
    """A person below somebody in the solid line; `direct`: without anybody in between."""

    direct: bool

    @property
    def relation(self) -> Relation:
        """How the one above stands to her, as a manager and nothing else: no other role of his opens more here."""
        return Relation(direct=self.direct, above=True)


def valid_on(table: type[Placement] | type[ReportingLine]) -> object:
    """The rows of a dated table that hold on :today."""
    return and_(
        col(table.since) <= bindparam("today"),
        or_(col(table.until).is_(None), col(table.until) > bindparam("today")),
    )


def _managers() -> Select[tuple[int, str]]:
    """(manager, how) for :person today: direct, dotted, above. A circle in the lines ends by itself."""
    lines = ReportingLine
    first = (
        select(col(lines.manager_id).label("manager_id"))
        .where(col(lines.person_id) == bindparam("person"), col(lines.kind) == "solid", valid_on(lines))  # type: ignore[arg-type]
        .cte("above", recursive=True)
    )
    above = first.union(
        select(col(lines.manager_id))
        .join(first, col(lines.person_id) == first.c.manager_id)
        .where(col(lines.kind) == "solid", valid_on(lines))  # type: ignore[arg-type]
    )
    direct = select(col(lines.manager_id), col(lines.kind)).where(
        col(lines.person_id) == bindparam("person"),
        valid_on(lines),  # type: ignore[arg-type]
    )
    all_ = union_all(direct, select(above.c.manager_id, literal("above"))).subquery()
    return select(all_.c.manager_id, all_.c.kind)


_MANAGERS = _managers()

PEOPLE: Any = (
    select(
        col(Person.id),
        col(Person.name),
        col(Person.name_latin),
        col(Department.title).label("department"),
        col(Placement.level),
        col(Placement.face),
        col(Placement.since).label("level_since"),
        col(Person.left_on),
    )
    .outerjoin(Department, col(Department.id) == col(Person.department_id))
    .outerjoin(Placement, and_(col(Placement.person_id) == col(Person.id), valid_on(Placement)))  # type: ignore[arg-type]
)
"""What anybody of the organisation may know of people on :today: the columns of Subject but for the relation."""

_SUBJECT = PEOPLE.where(col(Person.id) == bindparam("person"), col(Person.erased_at).is_(None))

_REPORTS: Any = (
    select(col(ReportingLine.person_id))
    .where(col(ReportingLine.manager_id) == bindparam("manager"), col(ReportingLine.kind) == "solid")
    .where(valid_on(ReportingLine))  # type: ignore[arg-type]
)


def _below() -> Any:
    """Everybody below :manager in the solid line today, by name. A circle in the lines ends by itself."""
    solid = and_(col(ReportingLine.kind) == "solid", valid_on(ReportingLine))  # type: ignore[arg-type]
    to_manager = col(ReportingLine.manager_id) == bindparam("manager")
    first = select(col(ReportingLine.person_id)).where(to_manager, solid).cte("below", recursive=True)
    below = first.union(
        select(col(ReportingLine.person_id))
        .join(first, col(ReportingLine.manager_id) == first.c.person_id)
        .where(solid)
    )
    direct = exists().where(col(ReportingLine.person_id) == col(Person.id), to_manager, solid)
    return (
        PEOPLE.add_columns(direct.label("direct"))
        .join(below, below.c.person_id == col(Person.id))
        .where(col(Person.id) != bindparam("manager"))
        .order_by(col(Person.sort_key), col(Person.id))
    )


_BELOW = _below()


def relation(db: Session, actor: Actor, person_id: int) -> Relation:
    """The actor's relation to a person. Nobody's manager is found for oneself."""
    if actor.person_id == person_id:
        return Relation(is_self=True, hr=actor.hr, admin=actor.admin)
    found = rows(db, _MANAGERS, person=person_id, today=clock.today())
    how = {kind for manager_id, kind in found if manager_id == actor.person_id}
    return Relation(direct="solid" in how, above="above" in how, dotted="dotted" in how, hr=actor.hr, admin=actor.admin)


def managers(db: Session, person_id: int, on: date | None = None) -> list[tuple[int, str]]:
    """(manager id, 'solid' | 'dotted' | 'above') on a day."""
    return [(m, how) for m, how in rows(db, _MANAGERS, person=person_id, today=on or clock.today())]


def subject(db: Session, actor: Actor, person_id: int) -> Subject:
    """A person anybody of the organisation may know of (name, level, department); NotFound otherwise."""
    found = row(db, _SUBJECT, person=person_id, today=clock.today())
    if found is None:
        raise NotFound()
    return replace(Subject(*found), relation=relation(db, actor, person_id))


def subject_of_line(db: Session, actor: Actor, person_id: int) -> Subject:
    """A person whose development the actor may see: herself, those below in the line, dotted, HR."""
    found = subject(db, actor, person_id)
    if not found.relation.sees_development:
        raise NotFound()
    return found


def direct_reports(db: Session, person_id: int) -> list[int]:
    """Ids of the people who report to this person by a solid line today."""
    return [id for (id,) in rows(db, _REPORTS, manager=person_id, today=clock.today())]


def below(db: Session, manager_id: int) -> list[Report]:
    """The people below this person in the solid line today, by name (pinyin order); one query."""
    return [Report(*found) for found in rows(db, _BELOW, manager=manager_id, today=clock.today())]


def log_readings(visit: Visit, people: Sequence[int], what: str) -> None:
    """Write down that the records of several people were read on one page: once a day and person, in one go."""
    me, today = visit.actor.person_id, clock.start_of(clock.today())
    told = recorded_since(visit.db, "record.read", me, what, people, today)
    if new := [person for person in people if person not in told]:
        with visit.database.writing() as db:
            record_for_each(db, "record.read", actor_id=me, subjects=new, object=what)


def log_reading(visit: Visit, person: Subject, what: str) -> None:
    """Write down that somebody else's record was opened; that person can read it."""
    if person.relation.is_self:
        return
    with visit.database.writing() as db:
        record(db, "record.read", actor_id=visit.actor.person_id, subject_id=person.id, object=what)


def log_download(visit: Visit, what: str, **facts: str) -> None:
    """Write down that a person took her own data out."""
    me = visit.actor.person_id
    with visit.database.writing() as db:
        record(db, "data.downloaded", actor_id=me, subject_id=me, object=what, **facts)
