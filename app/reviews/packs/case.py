"""A person's case for the next level 述职: everything it is made of, from a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.evidence import told
from app.evidence.queries import Entry
from app.evidence.sight import sight
from app.evidence.told import Confirmed
from app.framework import versions
from app.framework.model import Framework, Level
from app.gaps.picture import Picture, picture
from app.goals import queries as goals
from app.goals import target as aims
from app.goals.queries import GoalRow, Target
from app.kit.errors import Forbidden, NotFound
from app.kit.i18n import gettext as _
from app.people import access
from app.people.access import Actor, Subject


@dataclass(frozen=True, slots=True)
class Case:
    """`aim`: the target in her plan, when it is the level of this case. `entries`: never a private one.

    `choices`: (level, face) that the case can be made for, the next rung first.
    """

    picture: Picture
    aim: Target | None
    choices: Sequence[tuple[Level, str | None]]
    entries: tuple[Entry, ...]
    details: Mapping[int, Mapping[str, Any]]
    confirmed: Mapping[int, Sequence[Confirmed]]
    goals: Sequence[GoalRow]

    @property
    def subject(self) -> Subject:
        return self.picture.subject


def case(db: Session, actor: Actor, person_id: int, target: str | None, face: str | None, basis: str | None) -> Case:
    """For herself and whoever stands above her in the solid line.

    `target` and `face`: the level it is made for; None: the one in her plan, else the next rung. `basis`: whose
    ratings; None: the agreed ones where there are any. Forbidden for dotted lines and HR, NotFound for others,
    and for a level that is not above the one held.
    """
    subject = access.subject_of_line(db, actor, person_id)
    if sight(subject.relation) not in ("all", "shared"):
        raise Forbidden(_("The case for a level is for the person herself and the managers above her."))
    framework = versions.in_force(db).framework
    choices = aims.choices(framework, subject.level, subject.face)
    aim = goals.target(db, subject.id)
    wanted = _target(framework, subject, choices, target, aim)
    aimed = framework.level_id(aim.level) if aim else None
    wanted_face = face or (aim.face if aim and aimed == wanted and not target else None)
    found = picture(db, actor, subject, wanted, basis or ("agreed" if subject.relation.is_self else None), wanted_face)
    return Case(
        picture=found,
        aim=aim if aimed == found.target.id else None,
        choices=choices,
        entries=tuple(entry for entry in found.evidence or () if not entry.private),
        details=told.details_of(db, subject.id),
        confirmed=told.confirmed_of(db, subject.id),
        goals=goals.under(framework, goals.of_person(db, subject.id)),
    )


def _target(
    framework: Framework,
    subject: Subject,
    choices: Sequence[tuple[Level, str | None]],
    wanted: str | None,
    aim: Target | None,
) -> str | None:
    """The level asked for, else the one she aims at while it is still ahead, else None: the next rung."""
    offered = {level.id for level, _face in choices}
    if wanted:
        wanted = framework.level_id(wanted)
        top = framework.level(subject.level) if subject.level else None
        if wanted not in offered and not (top and wanted == top.id and not offered):
            raise NotFound()
        return wanted
    aimed = framework.level_id(aim.level) if aim else None
    return aimed if aimed in offered else None
