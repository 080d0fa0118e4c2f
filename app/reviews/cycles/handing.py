"""The handover of a conversation as its page shows it: who may, to whom, and how it went before."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.cycles.models import CycleHandover
from app.kit.db import rows
from app.kit.errors import Forbidden
from app.kit.i18n import gettext as _
from app.people import access, queries
from app.people.access import Actor, Listed
from app.people.models import Person
from app.reviews.talk import Talk, talk

_from, _to, _by = aliased(Person), aliased(Person), aliased(Person)
_HISTORY: Any = (
    select(
        col(CycleHandover.at),
        col(CycleHandover.reason),
        *(
            column.label(f"{who}_{what}")
            for who, person in (("from", _from), ("to", _to), ("by", _by))
            for what, column in (("name", col(person.name)), ("latin", col(person.name_latin)))
        ),
    )
    .outerjoin(_from, col(_from.id) == col(CycleHandover.from_id))
    .join(_to, col(_to.id) == col(CycleHandover.to_id))
    .join(_by, col(_by.id) == col(CycleHandover.by_id))
    .where(col(CycleHandover.participant_id) == bindparam("participant"))
    .order_by(col(CycleHandover.id).desc())
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in both orders."""

    name: str
    name_latin: str


@dataclass(frozen=True, slots=True)
class Handed:
    """One handover: from whom (None: nobody assessed), to whom, by whom, when and why."""

    at: datetime
    reason: str
    from_: Named | None
    to: Named
    by: Named


@dataclass(frozen=True, slots=True)
class Handing:
    """`choices`: to whom the actor may hand it now, the direct manager first; empty for whoever only reads."""

    talk: Talk
    choices: tuple[Listed, ...]
    history: tuple[Handed, ...]

    @property
    def takes_it_herself(self) -> bool:
        return not self.talk.subject.relation.hr


def handing(db: Session, actor: Actor, conversation_id: int) -> Handing:
    """NotFound as for the conversation; Forbidden for a dotted line, which leads nobody's review."""
    found = talk(db, actor, conversation_id)
    relation = found.subject.relation
    if not (relation.is_self or relation.line or relation.hr):
        raise Forbidden(_("HR hands a conversation over, or the present manager takes it over."))
    return Handing(found, _choices(db, actor, found), history(db, conversation_id))


def _choices(db: Session, actor: Actor, found: Talk) -> tuple[Listed, ...]:
    relation = found.subject.relation
    if relation.is_self or not (relation.hr or relation.direct) or not found.participation.running:
        return ()
    above = [id for id, how in access.managers(db, found.subject.id) if how != "dotted"]
    wanted = above if relation.hr else [actor.person_id]
    known = queries.by_id(db, dict.fromkeys(wanted))
    return tuple(known[id] for id in dict.fromkeys(wanted) if id != found.progress.assessor_id)


def history(db: Session, conversation_id: int) -> tuple[Handed, ...]:
    """The latest first."""
    return tuple(
        Handed(
            one.at,
            one.reason,
            Named(one.from_name, one.from_latin) if one.from_name else None,
            Named(one.to_name, one.to_latin),
            Named(one.by_name, one.by_latin),
        )
        for one in rows(db, _HISTORY, participant=conversation_id)
    )
