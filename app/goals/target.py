"""What stands above the goals: the level aimed at and by when, and the hours a month there are for it."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from app.framework import versions
from app.framework.model import Framework, Level
from app.goals import queries
from app.goals.models import CareerTarget, PlanSetting
from app.goals.rules import day_fault
from app.kit import clock
from app.kit.errors import Refused
from app.kit.i18n import gettext as _
from app.people import access
from app.people.access import Actor, Subject
from app.trail.rules import record

MOST_HOURS = 300


def set_target(db: Session, actor: Actor, level: str, face: str | None, by_on: date, why: str = "") -> None:
    """Aim at a level, or at one face of it, by a day. The latest counts, earlier ones stay as history.

    Saying the same again changes nothing. Refused for a level that the framework lacks or that is not
    above the one held; the level held itself may be aimed at with another face.
    """
    subject = access.subject(db, actor, actor.person_id)
    framework = versions.in_force(db).framework
    errors = dict(_faults(framework, subject, level, face, by_on))
    latest = queries.target(db, actor.person_id)
    if latest and (latest.level, latest.face, latest.by_on, latest.why) == (level, face, by_on, why):
        return
    if errors:
        raise Refused(_("Please look at the marked fields; nothing is lost."), errors)
    row = CareerTarget(person_id=actor.person_id, level=level, face=face, by_on=by_on, why=why, set_at=clock.now())
    db.add(row)
    db.flush()
    record(db, "target.set", actor_id=actor.person_id, subject_id=actor.person_id, object=f"career_target:{row.id}")


def choices(framework: Framework, held: str | None, face: str | None) -> list[tuple[Level, str | None]]:
    """(level, face) that somebody at this place on the ladder can aim at, the next one first.

    A level with several faces comes as such too, for whoever has not decided between them.
    """
    found: list[tuple[Level, str | None]] = []
    rank = framework.rank(held or "") or 0
    for level in framework.levels[max(rank - 1, 0) :]:
        if framework.rank(level.id) == rank:
            found += [(level, other) for other in level.faces if other != face]
        else:
            found += [(level, None), *((level, other) for other in level.faces if len(level.faces) > 1)]
    return found


def _faults(
    framework: Framework, subject: Subject, level: str, face: str | None, by_on: date
) -> Iterator[tuple[str, str]]:
    offered = {(one.id, other) for one, other in choices(framework, subject.level, subject.face)}
    offered |= {(one.id, other) for one in framework.levels for other in one.faces if (one.id, None) in offered}
    if (level, face) not in offered:
        yield "level", _("Choose a level above the present one.")
    if sentence := day_fault(by_on):
        yield "by_on", sentence


def set_hours(db: Session, actor: Actor, hours: int) -> None:
    """How many hours a month (0 to 300) there are for one's development."""
    if not 0 <= hours <= MOST_HOURS:
        raise Refused(
            _("Please look at the marked fields; nothing is lost."),
            {"hours_per_month": _("This number is outside what is possible here.")},
        )
    setting = db.get(PlanSetting, actor.person_id, with_for_update=True)
    if setting is None:
        db.add(PlanSetting(person_id=actor.person_id, hours_per_month=hours))
    elif setting.hours_per_month == hours:
        return
    else:
        setting.hours_per_month = hours
    db.flush()
    record(db, "plan.hours_set", actor_id=actor.person_id, subject_id=actor.person_id)
