"""How long each kind of data is kept: declared here with its reason, the months set by HR."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.kit import clock
from app.kit.dates import add_months
from app.kit.db import rows
from app.kit.errors import Conflict, NotFound, Refused
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.people.access import Actor
from app.privacy.models import RetentionRule
from app.trail.rules import record

MOST = 600


@dataclass(frozen=True, slots=True)
class Kept:
    """A kind that HR sets: `months` unless set otherwise, at least `least`; 0: nothing goes by itself."""

    id: str
    title: str
    why: str
    months: int
    least: int = 0


@dataclass(frozen=True, slots=True)
class Fixed:
    """A kind whose time is part of the product."""

    title: str
    why: str
    term: str


OWN, RECORD, REQUESTS, MESSAGES, KEYS, IMPORTS = "own", "record", "requests", "messages", "keys", "imports"
KINDS: tuple[Kept, ...] = (
    Kept(
        OWN,
        noop("Own entries of people who left: evidence with files, goals, reflections, the account"),
        noop("They served her own growth here. She can take everything with her before she leaves."),
        6,
    ),
    Kept(
        RECORD,
        noop("Signed records, assessments, levels and lines of people who left, and who they were"),
        noop("To answer for decisions. The Labour Contract Law (article 50) has ended contracts kept two years."),
        24,
    ),
    Kept(
        REQUESTS,
        noop("Answered requests to correct something"),
        noop("To show that they were answered."),
        24,
    ),
    Kept(
        MESSAGES,
        noop("That a reminder was sent (its words go when it is delivered)"),
        noop("Nobody is told the same thing twice."),
        12,
        3,
    ),
    Kept(
        KEYS,
        noop("Access tokens, calendar links and invitations that no longer work"),
        noop("To find out who used one, when something went wrong."),
        3,
    ),
    Kept(
        IMPORTS,
        noop("Files of people that were brought in and never applied"),
        noop("To go on where one stopped. Applied or discarded, the file goes at once."),
        1,
        1,
    ),
)  # fmt: skip
FIXED: tuple[Fixed, ...] = (
    Fixed(noop("Deleted evidence and removed files"), noop("To be taken back."), noop("30 days")),
    Fixed(noop("Files of exports"), noop("To be downloaded by who asked."), noop("1 day")),
    Fixed(noop("Sign-in sessions"), noop("To stay signed in for a working day."), noop("12 hours")),
    Fixed(noop("Failed sign-ins, as digests"), noop("To slow down guessing."), noop("15 minutes")),
    Fixed(
        noop("Trail"),
        noop("It shows what happened to whose record. Numbers only, no names and nobody’s words."),
        noop("as long as the installation"),
    ),
)
BY_ID = {kind.id: kind for kind in KINDS}

_latest = (
    select(col(RetentionRule.kind), func.max(col(RetentionRule.id)).label("id"))
    .group_by(col(RetentionRule.kind))
    .subquery()
)
_SET = select(col(RetentionRule.kind), col(RetentionRule.months), col(RetentionRule.set_at)).join(
    _latest, _latest.c.id == col(RetentionRule.id)
)


def months(db: Session) -> dict[str, int]:
    """Kind → months, of all kinds; one query."""
    return {kind.id: kind.months for kind in KINDS} | {kind: number for kind, number, _at in rows(db, _SET)}


def over(left_on: date, number: int) -> date | None:
    """The first day on which what is kept for so many months after leaving may go; None: it never goes by itself."""
    return add_months(left_on, number) if number else None


def set_months(db: Session, actor: Actor, kind_id: str, number: int, before: int) -> None:
    """Keep a kind for so many months from now on. Conflict when somebody else set it meanwhile."""
    kind = BY_ID.get(kind_id)
    if kind is None:
        raise NotFound()
    if (number and number < kind.least) or (not number and kind.least):
        raise Refused(
            _("Please look at the marked fields; nothing is lost."),
            {kind_id: _("At least %(n)s months.", n=kind.least)},
        )
    now = months(db)[kind_id]
    if now == number:
        return
    if now != before:
        raise Conflict(_("Somebody set this to %(n)s months meanwhile.", n=now))
    db.add(RetentionRule(kind=kind_id, months=number, set_at=clock.now(), set_by_id=actor.person_id))
    record(db, "retention.set", actor_id=actor.person_id, object=f"retention:{kind_id}", months=number, before=now)
    db.flush()
