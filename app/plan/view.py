"""A person's plan put together from the database: what the pages about it show."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.commitments import queries as commitments
from app.commitments.queries import Promised
from app.evidence import queries as evidence
from app.evidence.kinds import KINDS
from app.framework import versions
from app.framework.model import Framework
from app.gaps.picture import Picture, picture
from app.gaps.state import Standing
from app.goals import queries
from app.goals.queries import GoalRow, Target
from app.goals.target import choices
from app.kit import clock
from app.kit.workdays import is_working_day
from app.people.access import Actor, Subject
from app.plan.advice import Taken, taken
from app.plan.check import findings
from app.plan.collisions import promises_of
from app.plan.findings import Finding
from app.plan.load import Month, load
from app.plan.words.numbers import quarter_of
from app.reflections import queries as reflections


@dataclass(frozen=True, slots=True)
class Plan:
    """`picture`: against the target where there is one that still lies ahead (`aimed`), else the next level.

    `promised`: what is open of her conversations, of both sides, as far as the reader sees it.
    """

    picture: Picture
    goals: tuple[GoalRow, ...]
    target: Target | None
    aimed: bool
    hours: int
    months: tuple[Month, ...]
    findings: tuple[Finding, ...]
    promised: tuple[Promised, ...]

    @property
    def subject(self) -> Subject:
        return self.picture.subject

    @property
    def framework(self) -> Framework:
        return self.picture.framework

    @property
    def open(self) -> tuple[GoalRow, ...]:
        return tuple(goal for goal in self.goals if goal.open)

    @property
    def closed(self) -> tuple[GoalRow, ...]:
        """What was met or dropped, the latest due first."""
        return tuple(goal for goal in reversed(self.goals) if not goal.open)

    def quarters(self) -> list[tuple[date, list[GoalRow], list[Promised]]]:
        """The open goals and promises by the quarter in which they are due, under its first day."""
        goals: dict[date, list[GoalRow]] = defaultdict(list)
        promised: dict[date, list[Promised]] = defaultdict(list)
        for goal in self.open:
            goals[quarter_of(goal.due_on)].append(goal)
        for one in self.promised:
            promised[quarter_of(one.due_on)].append(one)
        return [(first, goals[first], promised[first]) for first in sorted({*goals, *promised})]


def plan(db: Session, actor: Actor, subject: Subject) -> Plan:
    """The plan of a subject whose goals the actor may read."""
    target = queries.target(db, subject.id)
    hours = queries.hours_per_month(db, subject.id)
    ahead = target if target and _ahead(versions.in_force(db).framework, subject, target) else None
    against = picture(db, actor, subject, ahead.level if ahead else None, None, ahead.face if ahead else None)
    goals = queries.under(against.framework, queries.of_person(db, subject.id))
    promised = _promised(db, actor, subject)
    today = clock.today()
    months = load(goals, hours, today, is_working_day)
    level = against.level
    standing = Standing(level.id if level else None, subject.level_since if level else None, subject.face)
    return Plan(
        picture=against,
        goals=tuple(goals),
        target=target,
        aimed=ahead is not None,
        hours=hours,
        months=months,
        findings=findings(
            against.framework,
            goals,
            months,
            against.analysis,
            against.face,
            standing,
            ahead,
            today,
            promises_of(subject.id, promised),
        ),
        promised=promised,
    )


def _promised(db: Session, actor: Actor, subject: Subject) -> tuple[Promised, ...]:
    """What the reader may see of it; whoever stands further above her, or beside, sees his own promises only.

    Source: app/commitments/scope.py.
    """
    found = commitments.open_about(db, [subject.id])
    everything = subject.relation.is_self or subject.relation.direct
    own = actor.person_id if subject.relation.line else None
    return tuple(one for one in found if everything or one.owner.id == own)


def _ahead(framework: Framework, subject: Subject, target: Target) -> bool:
    """Whether the framework still has the target, and the person is not there yet."""
    level = framework.level(target.level)
    if level is None or (target.face and target.face not in level.faces):
        return False
    offered = choices(framework, subject.level, subject.face)
    return any(one.id == level.id and face in (None, target.face) for one, face in offered)


def advice(db: Session, found: Plan) -> tuple[Taken, ...]:
    """What the person did about each piece of advice; for herself only, private entries count."""
    person_id = found.subject.id
    return taken(
        found.framework,
        evidence.of_person(db, person_id, with_private=True),
        {kind.id: kind.advice for kind in KINDS if kind.advice},
        clock.day_of(found.target.set_at) if found.target else None,
        reflections.last_finished(db, person_id),
        clock.today(),
    )
