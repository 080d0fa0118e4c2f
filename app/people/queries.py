"""Reading people: the directory, reporting lines, accounts. Rows, not entities."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, or_, select
from sqlmodel import Session, col

from app.kit import clock
from app.kit.db import row, rows
from app.kit.errors import Refused
from app.kit.i18n import gettext as _
from app.people.access import PEOPLE, Listed, valid_on
from app.people.models import Account, Department, Person, Placement, ReportingLine, RoleGrant

PAGE = 50
AccountRow = Row[tuple[int, str, str, str, datetime | None, bool, bool, str | None]]

_DIRECTORY = (
    PEOPLE.where(
        or_(
            bindparam("word") == "",
            func.lower(col(Person.name)).like(bindparam("like"), escape="\\"),
            func.lower(col(Person.name_latin)).like(bindparam("like"), escape="\\"),
            col(Person.staff_number) == bindparam("word"),
            func.lower(col(Department.title)).like(bindparam("like"), escape="\\"),
        ),
        or_(col(Person.left_on).is_(None), col(Person.left_on) > bindparam("today"), bindparam("all")),
        col(Person.erased_at).is_(None),
    )
    .order_by(col(Person.sort_key), col(Person.id))
    .limit(PAGE + 1)
    .offset(bindparam("skip"))
)
_REPORTS = (
    PEOPLE.join(
        ReportingLine,
        and_(
            col(ReportingLine.person_id) == col(Person.id),
            col(ReportingLine.kind) == bindparam("kind"),
            valid_on(ReportingLine),  # type: ignore[arg-type]
        ),
    )
    .where(col(ReportingLine.manager_id) == bindparam("manager"))
    .order_by(col(Person.sort_key))
)
_WITH_ROLE = select(col(RoleGrant.person_id)).where(
    col(RoleGrant.person_id).in_(bindparam("people", expanding=True)),
    col(RoleGrant.role) == bindparam("role"),
    col(RoleGrant.ended_at).is_(None),
)
_HOLDING = (
    select(col(RoleGrant.person_id))
    .join(Account, col(Account.person_id) == col(RoleGrant.person_id))
    .join(Person, col(Person.id) == col(RoleGrant.person_id))
    .where(
        col(RoleGrant.role) == bindparam("role"),
        col(RoleGrant.ended_at).is_(None),
        col(Account.disabled_at).is_(None),
        or_(col(Person.left_on).is_(None), col(Person.left_on) > bindparam("today")),
    )
    .distinct()
)
_LINES = (
    select(
        col(ReportingLine.id),
        col(ReportingLine.kind),
        col(ReportingLine.since),
        col(ReportingLine.until),
        col(ReportingLine.manager_id),
        col(Person.name),
        col(Person.name_latin),
    )
    .join(Person, col(Person.id) == col(ReportingLine.manager_id))
    .where(col(ReportingLine.person_id) == bindparam("person"))
    .order_by(col(ReportingLine.since).desc(), col(ReportingLine.id).desc())
)
_PLACEMENTS = (
    select(col(Placement.level), col(Placement.face), col(Placement.since), col(Placement.until))
    .where(col(Placement.person_id) == bindparam("person"))
    .order_by(col(Placement.since).desc())
)
_DEPARTMENTS = select(col(Department.title)).distinct().order_by(col(Department.title))
_BY_NAME = (
    select(col(Person.id), col(Person.name), col(Person.staff_number))
    .where(
        or_(
            col(Person.staff_number) == bindparam("word"),
            col(Person.name) == bindparam("word"),
            func.lower(col(Person.name_latin)) == func.lower(bindparam("word")),
        ),
        or_(col(Person.left_on).is_(None), col(Person.left_on) > bindparam("today")),
    )
    .limit(5)
)
_BY_ID = PEOPLE.where(col(Person.id).in_(bindparam("people", expanding=True)))
_ACTIVE = (
    select(col(Account.id))
    .join(Person, col(Person.id) == col(Account.person_id))
    .where(
        col(Person.id) == bindparam("person"),
        col(Account.disabled_at).is_(None),
        or_(col(Person.left_on).is_(None), col(Person.left_on) > bindparam("today")),
    )
)
_ACCOUNTS: Any = (
    select(
        col(Person.id).label("person_id"),
        col(Person.name),
        col(Person.name_latin),
        col(Account.login),
        col(Account.disabled_at),
        col(Account.password_hash).is_not(None).label("has_password"),
        col(Account.second_factor).is_not(None).label("has_second_factor"),
        func.aggregate_strings(col(RoleGrant.role), ",").label("roles"),
    )
    .join(Account, col(Account.person_id) == col(Person.id))
    .outerjoin(RoleGrant, and_(col(RoleGrant.person_id) == col(Person.id), col(RoleGrant.ended_at).is_(None)))
    .group_by(col(Person.id), col(Account.id))
)
_ACCOUNT_PAGE = (
    _ACCOUNTS.where(
        or_(
            bindparam("word") == "",
            func.lower(col(Person.name)).like(bindparam("like"), escape="\\"),
            col(Account.login).like(bindparam("like"), escape="\\"),
        )
    )
    .order_by(col(Account.login))
    .limit(PAGE + 1)
    .offset(bindparam("skip"))
)
_ACCOUNT = _ACCOUNTS.where(col(Person.id) == bindparam("person"))


def _like(word: str) -> str:
    escaped = word.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def directory(db: Session, word: str = "", page: int = 1, *, with_left: bool = False) -> tuple[list[Listed], bool]:
    """One page of people by name (pinyin order), and whether there are more."""
    found = rows(
        db, _DIRECTORY, word=word, like=_like(word), today=clock.today(), skip=(page - 1) * PAGE, all=with_left
    )
    return [Listed(*person) for person in found[:PAGE]], len(found) > PAGE


def reports(db: Session, manager_id: int, kind: str = "solid") -> list[Listed]:
    """The people who report to this person today by this kind of line."""
    return [Listed(*p) for p in rows(db, _REPORTS, manager=manager_id, kind=kind, today=clock.today())]


def lines(db: Session, person_id: int) -> list[Row[tuple[int, str, date, date | None, int, str, str]]]:
    """A person's reporting lines, latest first: (id, kind, since, until, manager_id, name, name_latin)."""
    return list(rows(db, _LINES, person=person_id))


def lines_today(db: Session, person_id: int) -> list[Row[tuple[int, str, date, date | None, int, str, str]]]:
    """Those of a person's reporting lines that hold today."""
    today = clock.today()
    return [ln for ln in lines(db, person_id) if ln.since <= today and (ln.until is None or ln.until > today)]


def placements(db: Session, person_id: int) -> list[Row[tuple[str, str | None, date, date | None]]]:
    """A person's levels, latest first: (level, face, since, until)."""
    return list(rows(db, _PLACEMENTS, person=person_id))


def departments(db: Session) -> list[str]:
    """The titles of all departments."""
    return [title for (title,) in rows(db, _DEPARTMENTS)]


def people_called(db: Session, word: str) -> list[int]:
    """Ids of the people with exactly this staff number or name, five at most."""
    word = word.strip()
    return [found.id for found in rows(db, _BY_NAME, word=word, today=clock.today())] if word else []


def person_called(db: Session, word: str, field: str) -> int:
    """The id of the one person with this name or staff number; Refused for `field` when there is none or several."""
    found = people_called(db, word)
    if len(found) == 1:
        return found[0]
    sentence = (
        _("Nobody has this name or staff number.")
        if not found
        else _("Several people have this name; write the staff number.")
    )
    raise Refused(_("Please look at the marked fields; nothing is lost."), {field: sentence})


def by_id(db: Session, people: Iterable[int]) -> dict[int, Listed]:
    """These people as anybody of the organisation may know them, in one query."""
    return {found.id: Listed(*found) for found in rows(db, _BY_ID, people=list(people), today=clock.today())}


def is_active(db: Session, person_id: int) -> bool:
    """Whether this person is here and can sign in: she has not left, and her account is not disabled."""
    return row(db, _ACTIVE, person=person_id, today=clock.today()) is not None


def accounts(
    db: Session, word: str = "", page: int = 1
) -> tuple[list[Row[tuple[int, str, str, str, datetime | None]]], bool]:
    """One page of accounts by sign-in name, and whether there are more."""
    found = rows(db, _ACCOUNT_PAGE, word=word, like=_like(word), skip=(page - 1) * PAGE)
    return list(found[:PAGE]), len(found) > PAGE


def account(db: Session, person_id: int) -> AccountRow | None:
    """The account of one person, or None."""
    found: AccountRow | None = row(db, _ACCOUNT, person=person_id)
    return found


def with_role(db: Session, people: Iterable[int], role: str) -> set[int]:
    """Those of these people who hold a role now; one query."""
    return {id for (id,) in rows(db, _WITH_ROLE, people=sorted(set(people)), role=role)}


def holding(db: Session, role: str) -> set[int]:
    """Everybody who holds a role now and can sign in; one query."""
    return {id for (id,) in rows(db, _HOLDING, role=role, today=clock.today())}
