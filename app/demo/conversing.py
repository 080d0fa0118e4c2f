"""Deeds about review conversations: agreeing, promising, signing, and the person's answer to the record."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sqlmodel import Session

from app.commitments import outcomes
from app.commitments import queries as promises
from app.commitments.rules import Promise
from app.cycles import queries as cycles
from app.demo import talks
from app.demo.cast import LIN_XIAOYU
from app.demo.cycling import hr
from app.demo.days import at_work, workday
from app.demo.rounds import PAST, ROUNDS, RUNNING, Round
from app.demo.story import Story
from app.demo.telling import Tale
from app.demo.world import Act, Deed, World
from app.framework import versions
from app.kit import clock
from app.people.access import Actor, relation
from app.reviews.conversations import contents, rules
from app.reviews.conversations.items import Item
from app.reviews.conversations.rules import Agreement, Answer, Answered, Opinion, Written
from app.reviews.level_changes import rules as levels
from app.reviews.level_changes.queries import waiting
from app.reviews.signing import marks
from app.reviews.signing import rules as signing
from app.reviews.talk import Talk, talk

SIGNED, ACKNOWLEDGED = 0.55, 0.6
DISSENTS, ANSWERS_AT_ALL = 0.12, 0.95
LEFT_OPEN = 3
KEPT = 0.8


@dataclass(frozen=True, slots=True)
class Meeting:
    """One conversation between the seats `person` and `manager`, on a day; `open_`: so many stay to be agreed on."""

    cycle: int
    person: int
    manager: int
    on: date
    open_: int = 0
    acknowledged: date | None = None
    dissent: str = ""
    proposes: bool = False


def conversing(tale: Tale, story: Story) -> Iterator[Deed]:
    """Every conversation of one person for which both sides were in."""
    for number, cycle in enumerate(ROUNDS):
        rng = tale.rng("talk", story.seat.number, number)
        meeting = _meeting(tale, story, number, cycle, rng)
        if meeting:
            yield from _deeds(tale, meeting, rng)


def _meeting(tale: Tale, story: Story, number: int, cycle: Round, rng: Random) -> Meeting | None:
    days, seat = tale.days, story.seat.number
    stages = cycle.stages(days)
    inside = [one for one in story.sittings if one.submitted and stages.opens_on <= one.on <= stages.manager_by]
    own = [one for one in inside if one.author == seat and one.on <= stages.self_by]
    theirs = [one for one in inside if one.author != seat]
    if not own or not theirs or (story.career.left and story.career.left <= stages.closes_on):
        return None
    on = workday(max(own[-1].on, theirs[-1].on) + timedelta(days=rng.randint(2, 7)))
    if not max(own[-1].on, theirs[-1].on) < on <= days.last or story.career.boss_on(on) != theirs[-1].author:
        return None
    is_lin = tale.names[seat] == LIN_XIAOYU
    over = cycle is PAST
    signed = over or (rng.random() < SIGNED and not is_lin)
    seen = workday(on + timedelta(days=rng.randint(2, 5))) if signed else None
    if seen and not (on < seen <= days.last and rng.random() < (ANSWERS_AT_ALL if over else ACKNOWLEDGED)):
        seen = None
    dissents = seen is not None and not is_lin and rng.random() < DISSENTS
    return Meeting(
        number, seat, theirs[-1].author, on, 0 if signed else LEFT_OPEN, seen,
        rng.choice(talks.DISSENTS) if dissents else "",
        proposes=signed and story.state == "ready",
    )  # fmt: skip


def _deeds(tale: Tale, meeting: Meeting, rng: Random) -> Iterator[Deed]:
    begun = at_work(meeting.on, rng)
    yield Deed(begun, _hold(meeting, rng))
    if not meeting.open_:
        yield Deed(begun + timedelta(minutes=50), _sign(meeting))
    if meeting.cycle == ROUNDS.index(PAST):
        yield Deed(at_work(tale.days.ago(RUNNING.opens + 2), rng), _keep(meeting, rng))
    if meeting.proposes:
        yield Deed(begun + timedelta(minutes=58), _propose_level(meeting))
        decided = workday(meeting.on + timedelta(days=rng.randint(12, 20)))
        if meeting.cycle == ROUNDS.index(PAST):
            yield Deed(at_work(decided, rng), _decline(meeting))
    if meeting.acknowledged:
        yield Deed(at_work(meeting.acknowledged, rng), _answer(meeting))


def _id(db: Session, world: World, meeting: Meeting) -> int | None:
    """The conversation, where she takes part in the cycle."""
    found = cycles.of_people(db, [world.person(meeting.person)])
    return next((one.id for one in found if one.cycle.id == world.cycles[meeting.cycle]), None)


def _hold(meeting: Meeting, rng: Random) -> Act:
    def act(db: Session, world: World) -> None:
        manager, id = world.actors[meeting.manager], _id(db, world, meeting)
        if id is None:
            return
        found = talk(db, manager, id)
        if found.side != "manager" or not found.changeable:
            return
        rules.take_common_ground(db, manager, id)
        _look_back(db, manager, found, rng)
        _agree(db, manager, found, meeting, rng)
        _promise(db, world, meeting, id, rng)
        _say(db, world, meeting, id, rng)

    return act


def _agree(db: Session, manager: Actor, found: Talk, meeting: Meeting, rng: Random) -> None:
    """What the two see differently, one after the other; the last few are left for the next time when it is open."""
    apart = [item for item in contents.items(db, manager, found) if item.answered and not item.settled]
    for item in apart[meeting.open_ :] if meeting.open_ else apart:
        answer = _middle(item, rng)
        reason = rng.choice(talks.REASONS) if item.differs_from(answer) else ""
        version = item.agreed.saved.version if item.agreed else 0
        rules.agree(db, manager, found.id, item.id, Agreement(answer, reason), version)
    for item in contents.items(db, manager, found):
        if item.asks and not (meeting.open_ and item in apart[: meeting.open_]):
            rules.answer_opportunity(db, manager, found.id, item.id, _opportunity(rng), 0)


def _middle(item: Item, rng: Random) -> Answer:
    """One of both sides' answers; the person's own somewhat less often."""
    own, managers = item.own.answer, item.managers_answer
    if not own.given or not managers.given:
        return own if own.given else managers
    return own if rng.random() < 0.4 else managers


def _opportunity(rng: Random) -> Answered:
    if rng.random() < 0.3:
        return Answered(reason=rng.choice(talks.NO_CHANCES))
    due = workday(clock.today() + timedelta(days=rng.randint(40, 110)))
    return Answered(Promise(rng.choice(talks.CHANCES), due))


def _look_back(db: Session, manager: Actor, found: Talk, rng: Random) -> None:
    """Last time's promises: most were kept, one in four gets another day."""
    for one in promises.open_before(db, found.subject.id, found.id):
        if one.due_on > clock.today():
            continue
        if rng.random() < 0.75:
            outcomes.keep(db, manager, one.id, rng.choice(talks.KEPT), one.version, found.subject.id)
        else:
            due = workday(clock.today() + timedelta(days=60))
            outcomes.move(db, manager, one.id, due, rng.choice(talks.MOVED), one.version, found.subject.id)


def _promise(db: Session, world: World, meeting: Meeting, id: int, rng: Random) -> None:
    person, manager = world.actors[meeting.person], world.actors[meeting.manager]
    for side, actor, choices in (("person", person, talks.HERS), ("manager", manager, talks.HIS)):
        title = rng.choice(choices)
        due = workday(clock.today() + timedelta(days=rng.randint(30, 120)))
        rules.promise(db, actor, id, side, Promise(title, due), f"demo-{side}")  # type: ignore[arg-type]


def _say(db: Session, world: World, meeting: Meeting, id: int, rng: Random) -> None:
    person, manager = world.actors[meeting.person], world.actors[meeting.manager]
    verdict = rng.choice(tuple(talks.NEXT_LEVEL))
    hers, his = talks.NEXT_LEVEL[verdict]
    rules.say_next_level(db, person, id, Opinion(verdict, hers), 0)
    rules.say_next_level(db, manager, id, Opinion(verdict, his), 0)
    rules.write_notes(db, manager, id, Written(rng.choice(talks.NOTES), meeting.on), 0)
    if rng.random() < 0.3:
        rules.write_private(db, manager, id, rng.choice(talks.PRIVATE), 0)


def _sign(meeting: Meeting) -> Act:
    def act(db: Session, world: World) -> None:
        manager, id = world.actors[meeting.manager], _id(db, world, meeting)
        if id is None or talk(db, manager, id).side != "manager" or not talk(db, manager, id).changeable:
            return
        _found, ready, missing = signing.shown(db, manager, id)
        assert not missing, missing
        signing.sign(db, manager, id, marks.shown(ready.content), ready.marks)

    return act


def _answer(meeting: Meeting) -> Act:
    def act(db: Session, world: World) -> None:
        person, id = world.actors[meeting.person], _id(db, world, meeting)
        record = talk(db, person, id).progress.record if id else None
        if record is None:
            return
        if meeting.dissent:
            signing.dissent(db, person, record.id, meeting.dissent)
        signing.acknowledge(db, person, record.id)

    return act


def _keep(meeting: Meeting, rng: Random) -> Act:
    """Each side says of most of what was due that it was kept; the rest is for the next conversation."""

    def act(db: Session, world: World) -> None:
        id = _id(db, world, meeting)
        owners = {world.person(seat): world.actors[seat] for seat in (meeting.person, meeting.manager)}
        for one in promises.of_conversation(db, id) if id else ():
            owner = owners.get(one.owner.id)
            kept = one.state == "open" and one.due_on <= clock.today() and rng.random() < KEPT
            if owner and kept and (one.side == "person" or relation(db, owner, one.person.id).line):
                outcomes.keep(db, owner, one.id, rng.choice(talks.KEPT), one.version)

    return act


def _propose_level(meeting: Meeting) -> Act:
    def act(db: Session, world: World) -> None:
        manager, id = world.actors[meeting.manager], _id(db, world, meeting)
        found = talk(db, manager, id) if id else None
        if found is None or found.side != "manager" or not found.progress.records:
            return
        offered = levels.offered(versions.in_force(db).framework, found.subject.level, found.subject.face)
        if offered:
            levels.propose(db, manager, found.id, *offered[0], talks.PROPOSAL)

    return act


def _decline(meeting: Meeting) -> Act:
    def act(db: Session, world: World) -> None:
        for one in waiting(db):
            if one.person_id == world.person(meeting.person):
                levels.decide(db, hr(world), one.id, "declined", talks.DECLINED, None)

    return act
