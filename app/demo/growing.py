"""What a person of the demo organisation does for her growth: her record, her goals, her reflections."""

from collections.abc import Iterator

from app.demo import lin
from app.demo.cast import LIN_XIAOYU
from app.demo.planning import aiming, planning, pursuing
from app.demo.record import Recorder
from app.demo.recording import recording
from app.demo.reflecting import reflecting, thinking
from app.demo.story import Story
from app.demo.telling import Tale
from app.demo.world import Deed
from app.kit.dates import add_months


def growing(tale: Tale, story: Story) -> Iterator[Deed]:
    """Everything of one person beside her assessments."""
    if tale.names[story.seat.number] == LIN_XIAOYU:
        yield from _lins(tale, story)
        return
    seat, career = story.seat.number, story.career
    recorder = Recorder(tale.framework, career, tale.days, tale.rng("record", seat))
    entries = list(recorder.entries(story.state))
    yield from recording(seat, career, entries, tale.rng("recording", seat))
    yield from planning(seat, story, tale.days, tale.rng("plan", seat))
    yield from reflecting(seat, story, tale.days, tale.rng("thoughts", seat))


def _lins(tale: Tale, story: Story) -> Iterator[Deed]:
    seat, career, days = story.seat.number, story.career, tale.days
    recorder = Recorder(tale.framework, career, days, tale.rng("record", seat))
    entries = list(lin.entries(recorder, _colleagues(tale, story)))
    yield from recording(seat, career, entries, tale.rng("recording", seat))
    rng, assessed = tale.rng("plan", seat), [s for s in story.sittings if s.author == seat][-1].on
    aim = tale.framework.level_above(career.held[-1].level.id)
    if aim is not None:
        face = aim.faces[0] if aim.faces else None
        by_on = add_months(days.today, lin.TARGET_MONTHS)
        yield aiming(seat, aim.id, face, days.acted(assessed), by_on, lin.HOURS_A_MONTH, rng)
    yield from pursuing(seat, career, lin.intents(assessed), days, rng)
    for thought in lin.thoughts(days):
        yield thinking(seat, thought, tale.rng("thoughts", seat))


def _colleagues(tale: Tale, story: Story) -> list[int]:
    """Seats of the same team whose people have been there all the time and can sign in."""
    others = (other for other in tale.seats if other.boss == story.seat.boss and other != story.seat)
    return [other.number for other in others if tale.with_account(other) and _steady(tale, other.number)]


def _steady(tale: Tale, seat: int) -> bool:
    career = tale.stories[seat].career
    return career.left is None and career.joined <= tale.days.start
