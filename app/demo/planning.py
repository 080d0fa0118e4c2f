"""Deeds about goals: made from the gaps of a self-assessment, agreed by the manager, worked on step by step."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sqlmodel import Session

from app.demo.career import Career
from app.demo.days import Days, at_work, workday
from app.demo.story import Story
from app.demo.world import Act, Deed, World
from app.evidence import queries as evidence
from app.framework.model import Framework
from app.gaps.analysis import Gap
from app.gaps.picture import picture
from app.gaps.suggestions import suggest
from app.goals import actions, queries, rules, states, target
from app.goals.actions import Step
from app.goals.rules import Values
from app.people import access

PAUSED = "旺季备货抽不出时间，{month}月以后再继续。"
WHYS = (
    "面谈时说好的，先把它补上，下一级的事才接得住。",
    "手头的项目正好用得上，边做边补。",
    "这一项一直差一级，今年想把它了结。",
)
MEASURES = (
    "独立完成一次完整交付，同组评审一次通过。",
    "连续两个月的数据由我出，主管抽查没有更正。",
    "做出来的东西有两位同事照着用。",
)


@dataclass(frozen=True, slots=True)
class Intent:
    """One goal: made on `on`, due so many days later; how many of its actions get done, and what becomes of it.

    `paused_after` counts in days. `met_with`: the number of the entry with which it was met.
    """

    number: int
    on: date
    due_in: int
    hours: int
    done: int = 0
    agreed: bool = True
    paused_after: int | None = None
    met_with: int | None = None


def planning(seat: int, story: Story, days: Days, rng: Random) -> Iterator[Deed]:
    """One to three goals after the last self-assessment, and the target above them."""
    career = story.career
    own = [sitting for sitting in story.sittings if sitting.author == seat and sitting.submitted]
    if career.left or not own or story.state == "stuck":
        return
    begun = workday(own[-1].on + timedelta(days=rng.randint(2, 8)))
    if begun > days.last:
        return
    intents = [
        Intent(
            number,
            begun,
            due_in=rng.choice((90, 120, 180, 240)),
            hours=rng.choice((12, 16, 20, 30)),
            done=rng.randint(0, 2),
            agreed=rng.random() < 0.7,
            paused_after=40 if number == 2 else None,
        )
        for number in range(rng.randint(1, 3))
    ]
    yield from pursuing(seat, career, intents, days, rng)


def pursuing(seat: int, career: Career, intents: list[Intent], days: Days, rng: Random) -> Iterator[Deed]:
    """All that is done about these goals, no later than yesterday."""
    for intent in intents:
        made = at_work(intent.on, rng)
        yield Deed(made, _make(seat, intent, rng))
        agreed = workday(intent.on + timedelta(days=rng.randint(2, 6)))
        boss = career.boss_on(agreed)
        if intent.agreed and boss is not None and intent.on < agreed <= days.last:
            yield Deed(at_work(agreed, rng), _agree(seat, intent.number, boss))
        for step in range(intent.done):
            on = workday(intent.on + timedelta(days=14 + 15 * step))
            if intent.on < on <= days.last:
                yield Deed(at_work(on, rng), _do(seat, intent.number, step))
        yield from _ending(seat, intent, days, rng)


def _ending(seat: int, intent: Intent, days: Days, rng: Random) -> Iterator[Deed]:
    paused = workday(intent.on + timedelta(days=intent.paused_after or 0))
    if intent.paused_after and intent.on < paused <= days.last:
        month = (paused.month + 2) % 12 + 1
        yield Deed(at_work(paused, rng), _pause(seat, intent.number, PAUSED.format(month=month)))
    if intent.met_with is not None:
        yield Deed(at_work(days.last, rng), _meet(seat, intent.number, intent.met_with))


def aiming(seat: int, level: str, face: str | None, on: date, by_on: date, hours: int, rng: Random) -> Deed:
    """The target level above the goals, and the hours a month there are for it."""

    def act(db: Session, world: World) -> None:
        target.set_target(db, world.actors[seat], level, face, by_on)
        target.set_hours(db, world.actors[seat], hours)

    return Deed(at_work(on, rng), act)


def _make(seat: int, intent: Intent, rng: Random) -> Act:
    def act(db: Session, world: World) -> None:
        actor = world.actors[seat]
        found = picture(db, actor, access.subject(db, actor, actor.person_id))
        if intent.number >= len(found.priorities):
            return
        gap = found.priorities[intent.number].gap
        due = intent.on + timedelta(days=intent.due_in)
        values = _values(found.framework, gap, intent, due, rng)
        steps = _steps(found.framework, gap, intent, due)
        goal = rules.add(db, actor, values, steps, once=f"demo-{seat}-{intent.number}")
        assert goal.id is not None
        world.goals[seat, intent.number] = goal.id

    return act


def _values(framework: Framework, gap: Gap, intent: Intent, due: date, rng: Random) -> Values:
    current = gap.current.rated
    above = [step.value for step in framework.scale if current is None or step.value > current]
    return Values(
        competency=gap.competency.id,
        from_proficiency=current,
        to_proficiency=min(above[0], gap.required) if above else gap.required,
        due_on=due,
        hours=intent.hours,
        why=rng.choice(WHYS),
        measure=rng.choice(MEASURES),
    )


def _steps(framework: Framework, gap: Gap, intent: Intent, due: date) -> list[Step]:
    """The suggested work as actions, spread over the time there is."""
    offers = suggest(framework, gap)
    spread = intent.due_in / (len(offers) + 1)
    return [
        Step(
            offer.exercise.task.in_("zh").rstrip("。")[:300],
            workday(due - timedelta(days=round(spread * (len(offers) - n)))),
        )
        for n, offer in enumerate(offers)
    ]


def _agree(seat: int, number: int, boss: int) -> Act:
    def act(db: Session, world: World) -> None:
        if (seat, number) in world.goals:
            states.agree(db, world.actors[boss], world.goals[seat, number], version=1)

    return act


def _do(seat: int, number: int, step: int) -> Act:
    def act(db: Session, world: World) -> None:
        if (seat, number) in world.goals:
            goal = queries.of_goal(db, world.goals[seat, number])
            if goal and step < len(goal.actions):
                actions.complete(db, world.actors[seat], goal.actions[step].id)

    return act


def _pause(seat: int, number: int, reason: str) -> Act:
    def act(db: Session, world: World) -> None:
        if (seat, number) in world.goals:
            states.pause(db, world.actors[seat], world.goals[seat, number], reason)

    return act


def _meet(seat: int, number: int, entry: int) -> Act:
    def act(db: Session, world: World) -> None:
        goal = queries.of_goal(db, world.goals[seat, number]) if (seat, number) in world.goals else None
        own = evidence.of_person(db, world.person(seat), with_private=True)
        fits = [
            one for one in own if goal and one.id == world.entries[seat, entry] and goal.competency in one.competencies
        ]
        if goal and fits:
            states.meet(db, world.actors[seat], goal.id, [fits[0].id])

    return act
