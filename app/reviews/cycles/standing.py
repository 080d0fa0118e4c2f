"""How far each conversation of several is, with who takes part in it: a fixed number of queries, however many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.cycles.queries import Participation
from app.kit import clock
from app.kit.db import rows
from app.people import queries as people
from app.people.access import Listed
from app.people.lines import above, led, manager_on
from app.reviews.models import Conversation
from app.reviews.talk import Progress, progress

Step = Literal["excused", "left", "over", "assessments", "talk", "sign", "acknowledge", "done"]

_HELD: Any = select(col(Conversation.participant_id), col(Conversation.held_on)).where(
    col(Conversation.participant_id).in_(bindparam("participants", expanding=True)),
    col(Conversation.held_on).is_not(None),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """One conversation as lists of them show it; nothing of what is in an assessment.

    `leads`: whether who assesses stands above the person in the solid line today. `direct_id`: who leads her
    directly today, `led_since` since when.
    """

    progress: Progress
    person: Listed
    assessor: Listed | None
    leads: bool
    direct_id: int | None
    led_since: date | None
    held_on: date | None

    @property
    def id(self) -> int:
        return self.participation.id

    @property
    def participation(self) -> Participation:
        return self.progress.participation

    @property
    def running(self) -> bool:
        return self.participation.running

    @property
    def waits(self) -> bool:
        """It has to be handed over before the manager's side can go on."""
        return self.running and not self.leads and self.step in ("assessments", "talk", "sign")

    @property
    def step(self) -> Step:
        """What comes next in it; `over`: the cycle was closed before it was signed."""
        if self.progress.record:
            return "done" if self.progress.record.acknowledged_at else "acknowledge"
        if self.participation.excused_at:
            return "excused"
        if self.participation.has_left:
            return "left"
        if self.participation.cycle.closed_at and not self.participation.reopened_at:
            return "over"
        if not self.progress.both_in:
            return "assessments"
        return "sign" if self.held_on else "talk"


def standings(db: Session, participations: Sequence[Participation]) -> list[Standing]:
    """In the order given; seven queries, none for nobody. Callers decide who may know of whom."""
    if not participations:
        return []
    how_far = progress(db, participations)
    ids = sorted({one.person_id for one in participations})
    assessors = {one.assessor_id for one in how_far.values() if one.assessor_id}
    known = people.by_id(db, sorted({*ids, *assessors}))
    over, lines = above(db, ids), led(db, ids)
    held = dict(map(tuple, rows(db, _HELD, participants=sorted(one.id for one in participations))))
    today = clock.today()

    def of(one: Participation) -> Standing:
        found = how_far[one.id]
        direct = manager_on(lines.get(one.person_id, ()), today)
        line = next((line for line in reversed(lines.get(one.person_id, ())) if line.on(today)), None)
        return Standing(
            found, known[one.person_id], known.get(found.assessor_id or 0), found.assessor_id in over[one.person_id],
            direct, line.since if line else None, held.get(one.id),
        )  # fmt: skip

    return [of(one) for one in participations]
