"""Who somebody is when no browser asks: for work that goes on after the request is over."""

from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from app.kit import clock
from app.kit.db import row
from app.kit.errors import Forbidden
from app.kit.i18n import gettext as _
from app.kit.i18n import language
from app.people.access import Actor
from app.people.models import Account, Person, RoleGrant


def _whoever() -> Any:
    held = (
        select(func.aggregate_strings(col(RoleGrant.role), ","))
        .where(col(RoleGrant.person_id) == col(Person.id), col(RoleGrant.ended_at).is_(None))
        .scalar_subquery()
        .label("held")
    )
    return (
        select(
            col(Account.id), col(Account.login), col(Account.language), col(Account.timezone),
            col(Person.name), col(Person.name_latin), held,
        )
        .join(Person, col(Person.id) == col(Account.person_id))
        .where(
            col(Person.id) == bindparam("person"),
            col(Account.disabled_at).is_(None),
            (col(Person.left_on).is_(None)) | (col(Person.left_on) > bindparam("today")),
        )
    )  # fmt: skip


_PERSON = _whoever()


def acting(db: Session, person_id: int) -> Actor:
    """This person with the roles held now. Forbidden when she may not sign in any more."""
    found = row(db, _PERSON, person=person_id, today=clock.today())
    if found is None:
        raise Forbidden(_("Your role does not include this page."))
    return Actor(
        person_id=person_id,
        account_id=found.id,
        session_id=0,
        name=found.name_latin if language() == "en" and found.name_latin else found.name,
        login=found.login,
        roles=frozenset(found.held.split(",")) if found.held else frozenset(),
        language=found.language,
        timezone=found.timezone,
    )
